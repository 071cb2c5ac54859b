using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Models.Answers;

/// <summary>A model whose answer does not fit is told so when it is asked again.</summary>
public sealed class SecondAttemptTests
{
    private static readonly RetryInfo AtOnce = new(2) { Delay = 0 };

    private static ChainInfo Info(LlmInfo model) =>
        new("ask", 60, new StepInfo("s0", "llm", model.Name) { Llm = model, Retry = AtOnce, Json = [typeof(Urgency)] });

    [Fact]
    public async Task It_gets_its_answer_and_the_reason()
    {
        var client = new RecordingClient("""{"level":"high","reason":"r"}""", "Sorry.", """{"level":"low","reason":"r"}""");

        var run = await ModelChain.AskAsync<Urgency>(Info(new LlmInfo("gpt") { System = "Be brief." }), new Lab().Options(client));

        Assert.Equal((new Urgency(Level.Low, "r"), 3), (run.Result, run.First.Attempts));
        Assert.Equal(
            [
                "system: Be brief. | user: Hi",
                """system: Be brief. | user: Hi | assistant: {"level":"high","reason":"r"} | user: That does not fit: 'level' is "high", not one of "low", "very_high". Answer again, with JSON that fits and nothing else.""",
                "system: Be brief. | user: Hi | assistant: Sorry. | user: That does not fit: the answer has no JSON in it. Answer again, with JSON that fits and nothing else.",
            ],
            client.Asked);
    }

    [Fact]
    public async Task An_answer_without_text_is_not_sent_back_since_providers_refuse_such_messages()
    {
        var client = new RecordingClient("", """{"level":"low","reason":"r"}""");

        await ModelChain.AskAsync<Urgency>(Info(new LlmInfo("gpt")), new Lab().Options(client));

        Assert.Equal("user: Hi | user: That does not fit: the answer is empty. Answer again, with JSON that fits and nothing else.", client.Asked[1]);
    }

    [Fact]
    public async Task What_fails_in_between_does_not_make_it_forget_and_another_model_is_told_nothing()
    {
        var first = new RecordingClient("{}", null, "{}");
        var second = new RecordingClient("""{"level":"low","reason":"r"}""");
        var model = new LlmInfo("first") { Fallback = () => [new LlmInfo("second")] };

        var run = await ModelChain.AskAsync<Urgency>(
            Info(model), new Lab().Options() with { ChatClients = new Dictionary<string, IChatClient> { ["first"] = first, ["second"] = second } });

        Assert.Equal("second", run.First.AnsweredBy);
        Assert.Equal(["user: Hi"], second.Asked);
        Assert.All(first.Asked.Skip(1), asked => Assert.StartsWith("user: Hi | assistant: {} | user: That does not fit: the answer lacks 'level', 'reason'.", asked, StringComparison.Ordinal));
        Assert.Equal(3, first.Asked.Count);
    }

    private sealed class RecordingClient(params string?[] answers) : IChatClient
    {
        public List<string> Asked { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked.Add(string.Join(" | ", messages.Select(message => $"{message.Role}: {message.Text}")));
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answers[Asked.Count - 1] ?? throw new HttpRequestException("It broke."))));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
