namespace Consensus;

/// <summary>
/// What the chain's steps call. No model is asked: each connector is a local stand-in with a method of its own, so that
/// they really agree or disagree. Nothing in the <c>.ai</c> file fills <c>question</c> and <c>simulatedLatency</c>, so
/// both are parameters of the chain's method.
/// </summary>
public static class Connectors
{
    [Connector("gpt4")]
    public static async Task<ModelAnswer> Gpt4Async(string question, TimeSpan simulatedLatency, CancellationToken cancellationToken)
    {
        await Task.Delay(simulatedLatency, cancellationToken);
        return KeywordModel.Answer("gpt4 (stand-in: keywords)", question);
    }

    [Connector("claude")]
    public static async Task<ModelAnswer> ClaudeAsync(string question, TimeSpan simulatedLatency, CancellationToken cancellationToken)
    {
        await Task.Delay(simulatedLatency * 0.875, cancellationToken);
        return NearestExampleModel.Answer("claude (stand-in: nearest tickets)", question, await Examples.LoadAsync(cancellationToken));
    }

    [Connector("gemini")]
    public static async Task<ModelAnswer> GeminiAsync(string question, TimeSpan simulatedLatency, CancellationToken cancellationToken)
    {
        await Task.Delay(simulatedLatency * 0.75, cancellationToken);
        return NaiveBayesModel.Answer("gemini (stand-in: naive Bayes)", question, await Examples.LoadAsync(cancellationToken));
    }
}
