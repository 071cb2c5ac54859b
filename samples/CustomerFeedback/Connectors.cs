namespace CustomerFeedback;

/// <summary>What the chain's steps call. A connector is a C# method that a <c>.ai</c> file can name as its target.</summary>
public static class Connectors
{
    /// <summary>How much of the provider's time a source takes: the longer its texts, the longer the call.</summary>
    public static IReadOnlyDictionary<string, double> ShareOfLatency { get; } =
        new Dictionary<string, double> { ["twitter"] = 0.3, ["email"] = 1, ["reviews"] = 0.7 };

    /// <param name="source">Filled by the step's <c>options:</c>.</param>
    /// <param name="simulatedLatency">Nothing in the <c>.ai</c> file fills it, so it is a parameter of the chain's method.</param>
    /// <param name="cancellationToken">Cancelled when the chain times out, or when its caller gives up.</param>
    [Connector("sentiment_analyzer")]
    public static async Task<SourceSentiment> AnalyzeAsync(string source, TimeSpan simulatedLatency, CancellationToken cancellationToken)
    {
        var file = await FeedbackFile.ReadAsync(source, cancellationToken);
        var scorer = new SentimentScorer(await Lexicon.LoadAsync());

        // Scoring by a word list takes milliseconds. This is the time that a model behind a network would take.
        await Task.Delay(simulatedLatency * ShareOfLatency[source], cancellationToken);
        return SourceAnalysis.Analyze(source, file, scorer);
    }

    /// <param name="sources">The values of the steps that <c>depends_on</c> lists, in its order.</param>
    [Connector("aggregator", TakesPermit = false)]
    public static FeedbackSummary Aggregate(IReadOnlyList<SourceSentiment> sources) => SourceAnalysis.Summarize(sources);
}
