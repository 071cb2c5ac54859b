using System.Text.Json.Serialization;
using Namel3ss.CompilerServices;

namespace Namel3ss.Runtime.Tests.Chains;

/// <summary>A chain whose body a test writes: its steps a, b, c … have an int each, the last is the chain's value.</summary>
internal static class LabChain
{
    public static ChainInfo Info(int steps, double? timeoutSeconds = null, Func<int, StepInfo>? step = null) =>
        new("lab", timeoutSeconds, [.. Enumerable.Range(0, steps).Select(step ?? Step)]) { HasParallelSteps = steps > 1 };

    public static StepInfo Step(int index) => new(Name(index), "connector", "work");

    public static string Name(int index) => index < 26 ? $"{(char)('a' + index)}" : $"s{index}";

    public static async Task<LabRun> RunAsync(
        ChainInfo info, Func<Chain, LabSteps, Task> body, ChainOptions? options = null, CancellationToken cancellationToken = default)
    {
        var steps = new LabSteps(info);
        var chain = Chain.Start(info, steps, options, cancellationToken);
        try
        {
            await body(chain, steps).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            chain.Stop(error);
        }

        return new LabRun(chain.End(), steps);
    }

    /// <summary>All steps as one group.</summary>
    public static Task<LabRun> RunGroupAsync(
        int count, Func<int, CancellationToken, Task<int>> call, ChainOptions? options = null, CancellationToken cancellationToken = default) =>
        RunGroupAsync(Info(count), call, options, cancellationToken);

    /// <inheritdoc cref="RunGroupAsync(int, Func{int, CancellationToken, Task{int}}, ChainOptions?, CancellationToken)"/>
    public static Task<LabRun> RunGroupAsync(
        ChainInfo info, Func<int, CancellationToken, Task<int>> call, ChainOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(info, (chain, steps) => GroupAsync(chain, steps, call), options, cancellationToken);

    public static async Task GroupAsync(Chain chain, LabSteps steps, Func<int, CancellationToken, Task<int>> call)
    {
        chain.Group(steps.Items.Length);
        var calls = steps.Items.Select((step, index) => chain.Run(step, token => call(index, token))).ToArray();
        foreach (var started in calls)
        {
            await started;
        }
    }

    /// <summary>All steps, each awaited before the next.</summary>
    public static Task<LabRun> RunSequenceAsync(
        int count, Func<int, CancellationToken, Task<int>> call, ChainOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(
            Info(count),
            async (chain, steps) =>
            {
                for (var i = 0; i < steps.Items.Length; i++)
                {
                    var index = i;
                    await chain.Run(steps.Items[index], token => call(index, token));
                }
            },
            options,
            cancellationToken);
}

[JsonConverter(typeof(ChainRunJsonConverter))]
internal sealed class LabRun(in ChainEnd end, LabSteps steps) : ChainRun<LabSteps, int, int?>(end, steps, steps.Items.LastOrDefault()!)
{
    public StepStatus[] Statuses => [.. Steps.Items.Select(step => step.Status)];

    protected override int ReadResult() => Steps.Items[^1].Value();
}

internal sealed class LabSteps(ChainInfo info) : ChainSteps
{
    public StepRun<int?>[] Items { get; } = [.. info.Steps.Select((_, index) => new StepRun<int?>(info, index))];

    protected override StepRun[] All() => [.. Items];
}
