using Namel3ss.Differential.Tests.Interpretation;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>A call of a connector, or its end.</summary>
internal readonly record struct CallEvent(string Step, bool IsEnd, bool IsFailure = false);

/// <summary>What the connectors of one run do, and the record of it. Compiled chains find it through the execution context.</summary>
public sealed class Lab
{
    private static readonly AsyncLocal<Lab?> Ambient = new();

    private readonly Driver _driver;
    private readonly Action<string> _hang;
    private readonly List<CallEvent> _events = [];
    private readonly Dictionary<string, int> _flakyCalls = [];
    private int _permits;
    private int _running;

    /// <param name="hang">Told of every call that hangs, by step.</param>
    internal Lab(Driver driver, Action<string> hang) => (_driver, _hang) = (driver, hang);

    internal int MostPermits { get; private set; }

    /// <summary>Like the permits, but for calls that ran out of time: the chain goes on while they come to their end.</summary>
    internal int MostRunning { get; private set; }

    internal CallEvent[] Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Calls a chain so that its connectors, and nobody else, find this lab.</summary>
    internal T Enter<T>(Func<T> call)
    {
        Ambient.Value = this;
        try
        {
            return call();
        }
        finally
        {
            Ambient.Value = null;
        }
    }

    public static T Run<T>(string connector, StepContext context, object?[] arguments) => Current.Call<T>(Connectors.Find(connector), context, arguments);

    public static Task<T> RunAsync<T>(string connector, StepContext context, object?[] arguments) =>
        Current.CallAsync<T>(Connectors.Find(connector), context, arguments);

    public static async IAsyncEnumerable<int> RunSequenceAsync(string connector, StepContext context, object?[] arguments)
    {
        foreach (int item in await RunAsync<IReadOnlyList<int>>(connector, context, arguments))
        {
            await Task.Yield();
            yield return item;
        }
    }

    private static Lab Current => Ambient.Value ?? throw new InvalidOperationException("The execution context was lost on the way to the connector.");

    private T Call<T>(Connector connector, StepContext context, object?[] arguments)
    {
        string step = StepOf(context);
        Start(connector, step, hangs: false);
        return Finish<T>(connector, step, arguments, flakyCalls: 0);
    }

    private Task<T> CallAsync<T>(Connector connector, StepContext context, object?[] arguments)
    {
        string step = StepOf(context);
        int flakyCalls = connector.IsFlaky ? CountFlaky(step) : 0;
        bool hangs = connector.Hangs && (!connector.IsFlaky || Flaky.FailsAt(flakyCalls, arguments));
        Start(connector, step, hangs);
        if (hangs)
        {
            return HangAsync<T>(connector, step, context.CancellationToken);
        }

        if (_driver.Next(2) == 0)
        {
            return CallInContextAsync<T>(connector, step, arguments, flakyCalls);
        }

        // Ended by the driver, which has not the run's execution context: what comes next must not rely on finding it there.
        var source = new TaskCompletionSource<T>();
        _driver.Wait(() =>
        {
            try
            {
                source.SetResult(Finish<T>(connector, step, arguments, flakyCalls));
            }
            catch (Exception error)
            {
                source.SetException(error);
            }
        });
        return source.Task;
    }

    /// <summary>Ends once it is cancelled, at once or, if it does not look at its token, some time later.</summary>
    private async Task<T> HangAsync<T>(Connector connector, string step, CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
        _hang(step);
        await cancelled.Task;
        if (connector.IgnoresToken)
        {
            await _driver.PauseAsync();
        }

        End(connector, step, hangs: true, isFailure: true);

        // No value: at the end of a chain it could still come in time or not.
        throw new OperationCanceledException(token);
    }

    private async Task<T> CallInContextAsync<T>(Connector connector, string step, object?[] arguments, int flakyCalls)
    {
        await _driver.PauseAsync();
        return Finish<T>(connector, step, arguments, flakyCalls);
    }

    private T Finish<T>(Connector connector, string step, object?[] arguments, int flakyCalls)
    {
        bool isFailure = true;
        try
        {
            object?[] values = [.. arguments.Select(TypedValue.FromTyped)];
            if (connector is { IsFlaky: true, Hangs: false } && Flaky.FailsAt(flakyCalls, values))
            {
                throw new ConnectorException(Flaky.Message(flakyCalls));
            }

            var result = (T)TypedValue.ToTyped(connector.Body(values), typeof(T))!;
            isFailure = false;
            return result;
        }
        finally
        {
            End(connector, step, hangs: false, isFailure);
        }
    }

    private static string StepOf(StepContext context) => Compilation.PathOf(context.Chain) + context.Step;

    private int CountFlaky(string step)
    {
        lock (_events)
        {
            return _flakyCalls[step] = _flakyCalls.GetValueOrDefault(step) + 1;
        }
    }

    private void Start(Connector connector, string step, bool hangs)
    {
        lock (_events)
        {
            _events.Add(new CallEvent(step, IsEnd: false));
            _permits += connector.TakesPermit ? 1 : 0;
            MostPermits = Math.Max(MostPermits, _permits);
            if (hangs)
            {
                _events.Add(new CallEvent(step, IsEnd: true, IsFailure: true));
                return;
            }

            _running++;
            MostRunning = Math.Max(MostRunning, _running);
        }
    }

    private void End(Connector connector, string step, bool hangs, bool isFailure)
    {
        lock (_events)
        {
            _permits -= connector.TakesPermit ? 1 : 0;
            if (!hangs)
            {
                _running--;
                _events.Add(new CallEvent(step, IsEnd: true, isFailure));
            }
        }
    }
}
