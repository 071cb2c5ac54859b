namespace RagRetrieval;

/// <summary>
/// What the chain's steps call. Nothing in the <c>.ai</c> file fills <c>query</c> and <c>simulatedLatency</c>, so both
/// are parameters of the chain's method.
/// </summary>
public static class Connectors
{
    private const int PassagesPerRetriever = 3;

    [Connector("pinecone_retriever")]
    public static Task<IReadOnlyList<Passage>> RetrieveDocsAsync(string query, TimeSpan simulatedLatency, CancellationToken cancellationToken) =>
        RetrieveAsync("docs", query, simulatedLatency * 0.4, cancellationToken);

    [Connector("github_retriever")]
    public static Task<IReadOnlyList<Passage>> RetrieveCodeAsync(string query, TimeSpan simulatedLatency, CancellationToken cancellationToken) =>
        RetrieveAsync("code", query, simulatedLatency * 0.6, cancellationToken);

    [Connector("web_scraper")]
    public static Task<IReadOnlyList<Passage>> RetrieveWebAsync(string query, TimeSpan simulatedLatency, CancellationToken cancellationToken) =>
        RetrieveAsync("web", query, simulatedLatency * 0.8, cancellationToken);

    /// <param name="passages">The values of the steps that <c>depends_on</c> lists; each is a list, and all their items come as one.</param>
    [Connector("gpt4")]
    public static async Task<Answer> AnswerAsync(string query, IReadOnlyList<Passage> passages, TimeSpan simulatedLatency, CancellationToken cancellationToken)
    {
        // A local stand-in: here a model would be called with the query and the passages.
        await Task.Delay(simulatedLatency, cancellationToken);
        return ExtractiveAnswer.Compose(query, passages);
    }

    // The ranking is real; the folder stands in for the service, and the delay for the way there.
    private static async Task<IReadOnlyList<Passage>> RetrieveAsync(string corpus, string query, TimeSpan latency, CancellationToken cancellationToken)
    {
        await Task.Delay(latency, cancellationToken);
        return new Bm25(await Corpus.ReadAsync(corpus, cancellationToken)).Search(query, PassagesPerRetriever);
    }
}
