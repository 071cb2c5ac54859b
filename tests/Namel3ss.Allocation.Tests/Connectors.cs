namespace Namel3ss.Allocation.Tests;

/// <summary>What a model answers.</summary>
internal sealed record Verdict(bool Urgent, string Reason);

/// <summary>Connectors that allocate nothing: what is measured is the run.</summary>
internal static class Connectors
{
    private static readonly Task<int>[] Scores = [Task.FromResult(0), Task.FromResult(1), Task.FromResult(2), Task.FromResult(3)];
    private static readonly Task<string> Summary = Task.FromResult("summary");

    /// <summary>What the steps wait for before they end; null: they end at once.</summary>
    public static Pause? Pause { get; set; }

    [Connector("analyzer")]
    public static Task<int> AnalyzeAsync(int source, CancellationToken cancellationToken) =>
        Pause?.Scores[source].Task ?? Scores[source];

    [Connector("aggregator")]
    public static Task<string> AggregateAsync(int twitter, int email, int reviews, CancellationToken cancellationToken) =>
        Pause?.Summary.Task ?? Summary;
}

/// <summary>Calls of one run that end when the test says so, one after another on its thread.</summary>
internal sealed class Pause
{
    public TaskCompletionSource<int>[] Scores { get; } = [new(), new(), new(), new()];

    public TaskCompletionSource<string> Summary { get; } = new();

    public void End()
    {
        for (var i = 1; i < Scores.Length; i++)
        {
            Scores[i].SetResult(i);
        }

        Summary.SetResult("summary");
    }
}
