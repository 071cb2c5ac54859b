using Namel3ss.CompilerServices;

namespace Namel3ss.Benchmarks;

/// <summary>Three parallel steps and one that takes their values, in the shape in which chains are generated.</summary>
internal static class GeneratedChain
{
    public static async Task<FeedbackRun> RunAsync(ChainOptions? options = null, CancellationToken cancellationToken = default)
    {
        var steps = new FeedbackSteps();
        var chain = Chain.Start(FeedbackSteps.Info, steps, options, cancellationToken);
        try
        {
            chain.Group(3);
            var twitter = chain.Run(steps.Twitter, token => Connectors.AnalyzeAsync(1, token));
            var email = chain.Run(steps.Email, token => Connectors.AnalyzeAsync(2, token));
            var reviews = chain.Run(steps.Reviews, token => Connectors.AnalyzeAsync(3, token));
            await twitter;
            await email;
            await reviews;
            await chain.Run(steps.Aggregate, token => Connectors.AggregateAsync(
                [steps.Twitter.Value(), steps.Email.Value(), steps.Reviews.Value()], token));
        }
        catch (Exception error)
        {
            chain.Stop(error);
        }

        return new FeedbackRun(chain.End(), steps);
    }
}

internal sealed class FeedbackRun(in ChainEnd end, FeedbackSteps steps) : ChainRun<FeedbackSteps, string, string?>(end, steps, steps.Aggregate)
{
    protected override string ReadResult() => Steps.Aggregate.Value();
}

internal sealed class FeedbackSteps : ChainSteps
{
    public static readonly ChainInfo Info = new(
        "feedback",
        180,
        new("twitter", "connector", "analyzer"),
        new("email", "connector", "analyzer"),
        new("reviews", "connector", "analyzer"),
        new("aggregate", "connector", "aggregator"))
    {
        HasParallelSteps = true,
    };

    public StepRun<int?> Twitter { get; init; } = new(Info, 0);

    public StepRun<int?> Email { get; init; } = new(Info, 1);

    public StepRun<int?> Reviews { get; init; } = new(Info, 2);

    public StepRun<string?> Aggregate { get; init; } = new(Info, 3);

    protected override StepRun[] All() => [Twitter, Email, Reviews, Aggregate];
}

internal static class Connectors
{
    private static readonly Task<int>[] Values = [Task.FromResult(0), Task.FromResult(1), Task.FromResult(2), Task.FromResult(3)];
    private static readonly Task<string> Summary = Task.FromResult("summary");

    /// <summary>Whether the methods yield before they end. Not an argument: what carries one would be measured with the run.</summary>
    public static bool Yield { get; set; }

    public static Task<int> AnalyzeAsync(int value, CancellationToken token) => Yield ? YieldAsync(value, token) : Values[value];

    public static Task<string> AggregateAsync(ReadOnlySpan<int> values, CancellationToken token) =>
        Yield && values.Length > 0 ? YieldAsync("summary", token) : Summary;

    private static async Task<T> YieldAsync<T>(T value, CancellationToken token)
    {
        await Task.Yield();
        token.ThrowIfCancellationRequested();
        return value;
    }
}
