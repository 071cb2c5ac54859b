using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Namel3ss.Runtime.Tests.Models.Corpus;

/// <summary>Answers as providers send them, through the clients of OpenAI, Anthropic and Ollama and a step that asks.</summary>
public sealed class CorpusTests(CorpusServer server) : IClassFixture<CorpusServer>
{
    private const string StepFailed = "Step 's0' failed: ";

    public static TheoryData<string> Answers => new(CorpusRow.All.Keys);

    /// <summary>Those of which the text counts, and not how it is sent.</summary>
    public static TheoryData<string> Texts => new(CorpusRow.All.Values
        .Where(row => row.Kind != "last-message" && (row.Outcome.Failure == "-" || row.Outcome.Text.StartsWith("What the chat model", StringComparison.Ordinal)))
        .Select(row => row.Answer));

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_is_a_value_or_a_failure_in_the_providers_words(string answer)
    {
        var row = CorpusRow.All[answer];
        using var client = server.Client(row);

        Assert.Equal(row.Outcome, await OutcomeAsync(row, client));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task What_is_written_means_the_same_whoever_sends_it(string answer)
    {
        var row = CorpusRow.All[answer];
        using var client = new Listener(server.Client(row));
        await OutcomeAsync(row, client);
        foreach (var provider in (string[])["openai", "anthropic", "ollama"])
        {
            using var other = server.ClientOf(provider, answer, client.Text);
            Assert.Equal((provider, row.Outcome.Text), (provider, (await OutcomeAsync(row, other)).Text));
        }
    }

    private static async Task<Outcome> OutcomeAsync(CorpusRow row, IChatClient client)
    {
        var run = await CorpusTypes.All[row.Type](client);
        return new Outcome(
            run.First.FinishReason?.Value ?? "-",
            run.Exception is { } error ? Failure(error) : "-",
            run.Exception is null ? JsonSerializer.Serialize(run.Result, ChainJson.Default) : Words(run.Error!));
    }

    private static string Failure(Exception error) => RetryAfter.Find(error, TimeProvider.System) is { } wait
        ? string.Create(CultureInfo.InvariantCulture, $"{FailureKind.Of(error)} {wait.TotalSeconds} s")
        : $"{FailureKind.Of(error)}";

    private static string Words(string error) =>
        error.Replace(StepFailed, "", StringComparison.Ordinal).ReplaceLineEndings("\n").Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Hears what a client makes of a response.</summary>
    private sealed class Listener(IChatClient client) : DelegatingChatClient(client)
    {
        public string Text { get; private set; } = "";

        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            Text = response.Text;
            return response;
        }
    }
}
