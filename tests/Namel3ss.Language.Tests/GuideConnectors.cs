namespace Namel3ss.Language.Tests;

internal sealed record Sentiment(string Source, double Score);

internal sealed record FeedbackSummary(int Sources, double Mean);

/// <summary>Connectors that fit the guide's chains, all of them in one project.</summary>
internal static class GuideConnectors
{
    [Connector("sentiment_analyzer")]
    public static async Task<Sentiment> AnalyzeAsync(string source = "everywhere", CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return new Sentiment(source, source.Length);
    }

    [Connector("aggregator")]
    public static FeedbackSummary Aggregate(IReadOnlyList<Sentiment> sentiments) =>
        new(sentiments.Count, sentiments.Average(sentiment => sentiment.Score));

    [Connector("entity_extractor")]
    public static Task<string> ExtractAsync() => Task.FromResult("entities");

    [Connector("topic_detector")]
    public static ValueTask<string> DetectAsync() => new("topics");

    [Connector("summarizer")]
    public static string Summarize(Sentiment sentiment, string entityExtraction, string topicDetection) =>
        $"{sentiment.Source}: {entityExtraction}, {topicDetection}";

    /// <summary>Serves two chains: with passages in one, without in the other.</summary>
    [Connector("gpt4")]
    public static Task<string> Gpt4Async(IReadOnlyList<string>? passages = null) =>
        Task.FromResult($"gpt4 saw {passages?.Count ?? 0} passages");

    [Connector("claude")]
    public static Task<string> ClaudeAsync() => Task.FromResult("claude");

    [Connector("gemini")]
    public static Task<string> GeminiAsync() => Task.FromResult("gemini");

    [Connector("pinecone_retriever")]
    public static Task<IReadOnlyList<string>> DocsAsync(string query) => Task.FromResult<IReadOnlyList<string>>([$"docs on {query}", "more docs"]);

    [Connector("github_retriever")]
    public static Task<IReadOnlyList<string>> CodeAsync(string query) => Task.FromResult<IReadOnlyList<string>>([$"code on {query}"]);

    [Connector("web_scraper")]
    public static Task<IReadOnlyList<string>> WebAsync(string query) => Task.FromResult<IReadOnlyList<string>>([$"pages on {query}"]);

    [Connector("takes_200_ms")]
    public static async Task<string> Takes200MsAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Lab.Current.TakeAsync(context.Step, TimeSpan.FromMilliseconds(200), cancellationToken);
        return context.Step;
    }

    [Connector("throws_async")]
    public static async Task<string> ThrowsAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("boom");
    }
}
