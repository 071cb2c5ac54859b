using System.Collections.Concurrent;
using System.Reflection;
using Namel3ss.Differential.Tests.Interpretation;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>How a chain is run.</summary>
/// <param name="Seed">Of the order in which connectors end.</param>
/// <param name="IsCancelled">Where the chain's time would run out, its caller cancels it instead.</param>
internal sealed record Mode(bool IsDataflow, bool IsParallel, int Limit, bool IsCancelled, int Seed)
{
    public Order Order => !IsParallel ? Order.Sequential : IsDataflow ? Order.Dataflow : Order.Groups;

    public override string ToString() =>
        $"schedule {(IsDataflow ? "dataflow" : "groups")}, parallel execution {(IsParallel ? "on" : "off")}, limit {Limit}, "
        + $"{(IsCancelled ? "cancelled if endless, " : "")}order {Seed}";
}

/// <summary>One run of a compiled chain, with all that was seen of it.</summary>
/// <param name="Observation">Null if the run was cancelled.</param>
/// <param name="StillHeld">What the run still holds on to of what made it; null if that is nothing.</param>
internal sealed record Execution(Observation? Observation, CallEvent[] Events, int MostPermits, int MostRunning, string? LateChange, int PermitsKept, string? StillHeld)
{
    public static async Task<Execution> RunAsync(
        MethodInfo method, IReadOnlyDictionary<string, object?> arguments, Mode mode, Expectation expected, TimeSpan patience)
    {
        var driver = new Driver(mode.Seed, patience);
        using var caller = new CancellationTokenSource();
        double ownLimit = (expected.Plan.Chain.Timeout is { } timeout ? new Limit(timeout) : Limit.Default).Seconds;
        var hanging = new ConcurrentDictionary<string, int>();
        var lab = new Lab(driver, step =>
        {
            // What the interpreter has not seen hang is on its way to a stop.
            int call = hanging.AddOrUpdate(step, 0, (_, before) => before + 1);
            if (!expected.Journal.Strikes.TryGetValue(step, out List<double>? strikes) || call >= strikes.Count)
            {
                return;
            }

            if (mode.IsCancelled && strikes[call] == ownLimit)
            {
                driver.Wait(caller.Cancel);
            }
            else
            {
                driver.Strike(TimeSpan.FromSeconds(strikes[call]));
            }
        });
        var limiter = new ChainLimiter(mode.Limit);
        var options = new ChainOptions
        {
            EnableParallelSteps = mode.IsParallel,
            Limiter = limiter,
            TimeProvider = driver,
            Timeout = expected.Plan.Chain.Timeout is null ? TimeSpan.FromSeconds(ownLimit) : null,
        };
        object?[] values = [.. method.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(ChainOptions) ? options
            : parameter.ParameterType == typeof(CancellationToken) ? caller.Token
            : arguments.TryGetValue(parameter.Name!, out object? value) ? TypedValue.ToTyped(value, parameter.ParameterType)
            : Type.Missing)];
        Task task = lab.Enter(() => (Task)method.Invoke(null, BindingFlags.OptionalParamBinding, null, values, null)!);
        await driver.DriveAsync(task);
        ChainRun? run = null;
        ChainRun? cancelled = null;
        try
        {
            await task;
            run = (ChainRun)task.GetType().GetProperty("Result")!.GetValue(task)!;
        }
        catch (ChainCanceledException cancellation) when (cancellation.CancellationToken == caller.Token)
        {
            cancelled = cancellation.Run;
        }

        Observation? observation = run is null ? null : Observation.Of(run);
        CallEvent[] events = lab.Events;

        // What was abandoned ends only now: it gives its permits back and changes nothing.
        int kept = await DrainAsync(driver, limiter);
        string? late = run is null ? null : Observation.Of(run).Show();
        return new(observation, events, lab.MostPermits, lab.MostRunning, late == observation?.Show() ? null : late, kept, Kept.By((run ?? cancelled)!));
    }

    private static async Task<int> DrainAsync(Driver driver, ChainLimiter limiter)
    {
        long deadline = Environment.TickCount64 + 30_000;
        do
        {
            driver.Drain();
            await Task.Yield();
        }
        while (limiter.InUse > 0 && Environment.TickCount64 < deadline);
        return limiter.InUse;
    }
}
