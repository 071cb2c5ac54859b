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
    private readonly List<CallEvent> _events = [];
    private readonly Dictionary<string, int> _flakyCalls = [];
    private int _permits;
    private int _running;

    internal Lab(Driver driver) => _driver = driver;

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
        Start(connector, context.Step);
        return Finish<T>(connector, context.Step, arguments);
    }

    private Task<T> CallAsync<T>(Connector connector, StepContext context, object?[] arguments)
    {
        Start(connector, context.Step);
        if (connector.Hangs || _driver.Next(2) == 0)
        {
            return CallInContextAsync<T>(connector, context, arguments);
        }

        // Ended by the driver, which has not the run's execution context: what comes next must not rely on finding it there.
        var source = new TaskCompletionSource<T>();
        _driver.Wait(() =>
        {
            try
            {
                source.SetResult(Finish<T>(connector, context.Step, arguments));
            }
            catch (Exception error)
            {
                source.SetException(error);
            }
        });
        return source.Task;
    }

    private async Task<T> CallInContextAsync<T>(Connector connector, StepContext context, object?[] arguments)
    {
        if (connector.Hangs)
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            }
            finally
            {
                End(connector, context.Step, isFailure: true);
            }
        }

        await _driver.PauseAsync();
        return Finish<T>(connector, context.Step, arguments);
    }

    private T Finish<T>(Connector connector, string step, object?[] arguments)
    {
        bool isFailure = true;
        try
        {
            object?[] values = [.. arguments.Select(TypedValue.FromTyped)];
            if (connector.IsFlaky)
            {
                Flaky.ThrowAt(CountFlaky(step), values);
            }

            var result = (T)TypedValue.ToTyped(connector.Body(values), typeof(T))!;
            isFailure = false;
            return result;
        }
        finally
        {
            End(connector, step, isFailure);
        }
    }

    private int CountFlaky(string step)
    {
        lock (_events)
        {
            return _flakyCalls[step] = _flakyCalls.GetValueOrDefault(step) + 1;
        }
    }

    private void Start(Connector connector, string step)
    {
        lock (_events)
        {
            _events.Add(new CallEvent(step, IsEnd: false));
            _permits += connector.TakesPermit ? 1 : 0;
            MostPermits = Math.Max(MostPermits, _permits);
            if (connector.Hangs)
            {
                _events.Add(new CallEvent(step, IsEnd: true, IsFailure: true));
                return;
            }

            _running++;
            MostRunning = Math.Max(MostRunning, _running);
        }
    }

    private void End(Connector connector, string step, bool isFailure)
    {
        lock (_events)
        {
            _permits -= connector.TakesPermit ? 1 : 0;
            if (!connector.Hangs)
            {
                _running--;
                _events.Add(new CallEvent(step, IsEnd: true, isFailure));
            }
        }
    }
}
