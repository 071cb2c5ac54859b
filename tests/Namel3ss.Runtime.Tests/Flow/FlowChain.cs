using System.Text.Json.Serialization;
using Namel3ss.CompilerServices;

namespace Namel3ss.Runtime.Tests.Flow;

/// <summary>A chain whose body a test writes: a step <c>first</c>, a step <c>many</c> and a step <c>more</c> that stand in loops, a step <c>last</c>.</summary>
internal static class FlowChain
{
    public static ChainInfo Info(Func<string, StepInfo>? step = null, bool hasBranches = false)
    {
        step ??= Step;
        return new("flow", 60, step("first"), step("many"), step("more"), step("last")) { HasBranches = hasBranches, HasParallelSteps = true };
    }

    public static StepInfo Step(string name) => new(name, "connector", "work") { Location = "flow.ai:1" };

    public static async Task<FlowRun> RunAsync(
        ChainInfo info, Func<Chain, FlowSteps, Task> body, ChainOptions? options = null, CancellationToken cancellationToken = default)
    {
        var steps = new FlowSteps(info);
        var chain = Chain.Start(info, steps, options, cancellationToken);
        try
        {
            await body(chain, steps);
        }
        catch (Exception error)
        {
            chain.Stop(error);
        }

        return new FlowRun(chain.End(), steps);
    }
}

[JsonConverter(typeof(ChainRunJsonConverter))]
internal sealed class FlowRun(in ChainEnd end, FlowSteps steps) : ChainRun<FlowSteps, string, string?>(end, steps, steps.Last)
{
    protected override string ReadResult() => Steps.Last.Value();
}

internal sealed class FlowSteps : ChainSteps
{
    private static readonly ChainInfo s_chain = FlowChain.Info();

    public FlowSteps() : this(s_chain)
    {
    }

    public FlowSteps(ChainInfo info) =>
        (First, Many, More, Last) = (new(info, 0), new(info, 1), new(info, 2), new(info, 3));

    public StepRun<int?> First { get; init; }

    public StepRuns<int?> Many { get; init; }

    public StepRuns More { get; init; }

    public StepRun<string?> Last { get; init; }

    protected override StepRun[] All() => [First, .. Many, .. More, Last];
}
