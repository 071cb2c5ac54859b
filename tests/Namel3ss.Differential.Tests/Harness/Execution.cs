using System.Reflection;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>How a chain is run.</summary>
/// <param name="Seed">Of the order in which connectors end.</param>
internal sealed record Mode(bool IsDataflow, bool IsParallel, int Limit, int Seed)
{
    public Order Order => !IsParallel ? Order.Sequential : IsDataflow ? Order.Dataflow : Order.Groups;

    public override string ToString() =>
        $"schedule {(IsDataflow ? "dataflow" : "groups")}, parallel execution {(IsParallel ? "on" : "off")}, limit {Limit}, order {Seed}";
}

/// <summary>One run of a compiled chain, with all that was seen of it.</summary>
internal sealed record Execution(Observation Observation, CallEvent[] Events, int MostPermits, int MostRunning, string? LateChange, int PermitsKept)
{
    public static async Task<Execution> RunAsync(MethodInfo method, IReadOnlyDictionary<string, object?> arguments, Mode mode, TimeSpan patience)
    {
        var driver = new Driver(mode.Seed, patience);
        var lab = new Lab(driver);
        var limiter = new ChainLimiter(mode.Limit);
        var options = new ChainOptions
        {
            EnableParallelSteps = mode.IsParallel,
            Limiter = limiter,
            TimeProvider = driver,
            Timeout = TimeSpan.FromHours(24),
        };
        object?[] values = [.. method.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(ChainOptions) ? options
            : parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
            : arguments.TryGetValue(parameter.Name!, out object? value) ? TypedValue.ToTyped(value, parameter.ParameterType)
            : Type.Missing)];
        Task task = lab.Enter(() => (Task)method.Invoke(null, BindingFlags.OptionalParamBinding, null, values, null)!);
        await driver.DriveAsync(task);
        await task;
        var run = (ChainRun)task.GetType().GetProperty("Result")!.GetValue(task)!;
        Observation observation = Observation.Of(run);
        CallEvent[] events = lab.Events;

        // What was abandoned ends only now: it gives its permits back and changes nothing.
        int kept = await DrainAsync(driver, limiter);
        string late = Observation.Of(run).Show();
        return new(observation, events, lab.MostPermits, lab.MostRunning, late == observation.Show() ? null : late, kept);
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
