using System.Threading.Tasks.Sources;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

/// <summary>What users' methods return may be of types of their own, which may call back more often than they should.</summary>
public sealed class CallBackTests
{
    public enum Place
    {
        Step,
        StepWithoutValue,
        Attempt,
        CallWithServices,
        CallWithServicesWithoutValue,
        SequenceItem,
        SequenceEnd,
        Disposal,
    }

    public static TheoryData<Place, bool> Places
    {
        get
        {
            var data = new TheoryData<Place, bool>();
            foreach (var place in Enum.GetValues<Place>())
            {
                data.Add(place, false);
                data.Add(place, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_call_that_calls_back_twice_ends_once(Place place, bool fails)
    {
        var lab = new Lab(limit: 2);
        // A permit that somebody else holds: one that is given back too often would be this one.
        Assert.True(lab.Limiter.TryAcquire());
        var source = new TwiceSource(fails);
        // What is awaited next, by the same method: what calls back again would go on behind it.
        var next = new TwiceSource(fails: false);
        var info = LabChain.Info(1, step: _ => new("a", "connector", "work")
        {
            Timeout = place == Place.Attempt ? 20 : null,
            Services = [new(typeof(Probe), () => new Probe(place == Place.Disposal ? source : next))],
        });

        var running = LabChain.RunAsync(
            info,
            async (chain, steps) =>
            {
                var step = steps.Items[0];
                await (place switch
                {
                    Place.Step or Place.Attempt => chain.Run(step, _ => new ValueTask<int>(source, 0)),
                    Place.StepWithoutValue => chain.Run(step, _ => new ValueTask(source, 0)),
                    Place.CallWithServices => chain.Run(step, _ => chain.Call(step, own => own.Get<Probe>().Give(new ValueTask<int>(source, 0)))),
                    Place.CallWithServicesWithoutValue => chain.Run((StepRun)step, _ => chain.Call(step, own => own.Get<Probe>().Give(new ValueTask(source, 0)))),
                    Place.SequenceItem or Place.SequenceEnd => chain.Run(
                        step, token => CountAsync(new Sequence(place == Place.SequenceEnd ? [source] : [source, next]), token)),
                    _ => chain.Run(step, _ => chain.CallNow(step, own => own.Get<Probe>().Give(1))),
                });
            },
            lab.Options());
        source.CallBack();
        next.CallBack();
        var run = await running;

        Assert.Equal(fails ? ChainStatus.Error : ChainStatus.Ok, run.Status);
        Assert.Equal(1, lab.Limiter.InUse);
        Assert.Equal(1, source.Taken);
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<int> sequence, CancellationToken token) =>
        (await AsyncSequence.ToListAsync(sequence, token)).Count;

    /// <summary>Hands out one result, and calls back twice.</summary>
    private sealed class TwiceSource(bool fails) : IValueTaskSource<int>, IValueTaskSource, IValueTaskSource<bool>
    {
        private Action? _continuation;
        private bool _hasEnded;
        private int _taken;

        public int Taken => _taken;

        public void CallBack()
        {
            _hasEnded = true;
            // What follows the first call waits for something else by then.
            var continuation = _continuation;
            continuation?.Invoke();
            continuation?.Invoke();
        }

        public ValueTaskSourceStatus GetStatus(short token) =>
            !_hasEnded ? ValueTaskSourceStatus.Pending : fails ? ValueTaskSourceStatus.Faulted : ValueTaskSourceStatus.Succeeded;

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _continuation = () => continuation(state);

        public int GetResult(short token)
        {
            _taken++;
            return fails ? throw new InvalidOperationException("Boom") : 1;
        }

        void IValueTaskSource.GetResult(short token) => GetResult(token);

        bool IValueTaskSource<bool>.GetResult(short token) => GetResult(token) == 1;
    }

    private sealed class Probe(TwiceSource disposal) : IAsyncDisposable
    {
        private int _given;

        public T Give<T>(T value)
        {
            _given++;
            return value;
        }

        public ValueTask DisposeAsync() => new(disposal, 0);
    }

    /// <summary>An item for each source but the last, which is waited for at the end.</summary>
    private sealed class Sequence(TwiceSource[] sources) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        private int _next;

        public int Current => _next;

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => _next < sources.Length - 1 ? new(sources[_next++], 0) : new(false);

        public ValueTask DisposeAsync() => new(sources[^1], 0);
    }
}
