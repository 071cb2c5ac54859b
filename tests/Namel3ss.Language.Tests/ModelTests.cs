using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Namel3ss.Language.Tests;

public enum ModelLevel
{
    Low,
    High,
}

public sealed record ModelUrgency(ModelLevel Level, string Reason);

public static class ModelPrompts
{
    public const string System = "You know C#.";

    public const string Question = "What is {{ data }}?";
}

/// <summary>Chains that ask chat models, with parallel execution off and on.</summary>
public sealed class ModelTests
{
    private static ChainOptions Options(bool parallel, EchoClient client, IChatClient? broken = null) => new()
    {
        EnableParallelSteps = parallel,
        ChatClients = new Dictionary<string, IChatClient> { ["test"] = client, ["careful"] = client, ["broken"] = broken ?? new BrokenClient() },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_prompt_is_text_with_expressions_and_the_declaration_says_how_to_ask(bool parallel)
    {
        var client = new EchoClient();

        var run = await Chains.RunAskAsync("C#", Options(parallel, client));

        Assert.Equal("<Two lines:\n<What is C#?>>", run.EnsureOk());
        Assert.Equal(["Speak of C#.|What is C#?", "You are brief.|Two lines:\n<What is C#?>"], client.Asked);
        Assert.All(client.Options, options => Assert.Equal(("small", 0.2f, 500), (options!.ModelId, options.Temperature, options.MaxOutputTokens)));
        Assert.Equal("fast", run.Steps.Answer.AnsweredBy);
        Assert.Equal(new TokenUsage(10, 1, 11), run.Steps.Answer.Usage);
        Assert.Equal(new TokenUsage(20, 2, 22), run.Usage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_prompt_may_stand_in_csharp(bool parallel)
    {
        var client = new EchoClient();

        Assert.Equal("<What is {{ data }}?>", (await Chains.RunAskOfCsharpAsync(Options(parallel, client))).EnsureOk());
        Assert.Equal(["You know C#.|What is {{ data }}?"], client.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_prompt_the_input_the_dependencies_or_the_step_before_are_asked_about(bool parallel)
    {
        Assert.Equal("<Hello?>", (await Chains.RunAskInputAsync("Hello?", Options(parallel, new EchoClient()))).EnsureOk());

        var run = await Chains.RunAskStepsAsync(Options(parallel, new EchoClient()));

        Assert.Equal(ChainStatus.Partial, run.Status);
        Assert.Equal("<one:\nword\n\ncount:\n3>", run.Steps.Fast.Result);
        Assert.Equal("<<one:\nword\n\ncount:\n3>>", run.EnsureOk(allowPartial: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_value_a_prompt_is_not_sent_and_a_system_text_is_as_if_not_written(bool parallel)
    {
        var client = new EchoClient();

        var none = await Chains.RunAskNothingAsync(there: false, Options(parallel, client));
        Assert.Equal("<What is ?>", none.EnsureOk());
        Assert.Equal((StepStatus.Skipped, StepStatus.Skipped), (none.Steps.Whole.Status, none.Steps.None.Status));
        Assert.Equal(["You are brief.|What is ?", "You are brief.|part:\n<What is ?>"], client.Asked);

        client = new EchoClient();
        (await Chains.RunAskNothingAsync(there: true, Options(parallel, client))).EnsureOk();
        Assert.Equal(
            ["You are brief.|word", "word|What is word?", "You are brief.|topic:\nword\n\npart:\n<What is word?>", "You are brief.|topic:\nword\n\nwhole:\n<word>"],
            client.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_is_called_like_a_connector_takes_its_prompt_from_the_caller(bool parallel)
    {
        var run = await Chains.RunAskCallerAsync("Hi", Options(parallel, new EchoClient()));

        Assert.Equal("<Hi>", run.EnsureOk());
        Assert.Equal("connector", run.Steps.First.Kind);
        Assert.Equal("careful", run.Steps.Second.AnsweredBy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Structured_output_comes_as_the_type_that_the_step_returns(bool parallel)
    {
        var client = new EchoClient
        {
            Answer = prompt => prompt switch
            {
                "How urgent? fire" => """{"level": "high", "reason": "It burns."}""",
                "Score fire" => """{"value": 9}""",
                "Words of fire" => """{"value": ["fire"]}""",
                "Level of fire" => """{"value": null}""",
                _ => """{"any": [1, true]}""",
            },
        };

        var run = await Chains.RunClassifyAsync("fire", Options(parallel, client));

        Assert.Equal(new ModelUrgency(ModelLevel.High, "It burns."), run.EnsureOk());
        Assert.Equal(9, run.Steps.Score.Result);
        Assert.Equal(["fire"], run.Steps.Words.Result!);
        Assert.Null(run.Steps.Level.Result);
        Assert.Equal(StepStatus.Ok, run.Steps.Level.Status);
        Assert.True(run.Steps.Raw.Result!.Value.GetProperty("any")[1].GetBoolean());
        var schema = Assert.IsType<ChatResponseFormatJson>(client.Options.First()!.ResponseFormat).Schema!.Value;
        Assert.Equal(["level", "reason"], schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Null_stands_in_a_list_whose_items_have_a_question_mark_and_in_no_other(bool parallel)
    {
        var run = await Chains.RunListWithHolesAsync(Options(parallel, new EchoClient { Answer = _ => """{"value": ["a", null]}""" }));

        Assert.Equal(["a", null], run.Steps.Holes.Result!);
        Assert.Equal(
            "Step 'whole' failed: What the chat model 'fast' answered does not fit list<text>: 'value[1]' is null, which it may not be. It answered: {\"value\": [\"a\", null]}",
            run.Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_does_not_fit_fails_the_step_with_the_answer_in_its_exception(bool parallel)
    {
        var run = await Chains.RunClassifyAsync("fire", Options(parallel, new EchoClient { Answer = _ => "Very urgent!" }));

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.IsType<ChatModelException>(run.Exception);
        Assert.StartsWith("Step 'urgency' failed: What the chat model 'fast' answered does not fit ModelUrgency: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(" It answered: Very urgent!", run.Error, StringComparison.Ordinal);
        Assert.Equal(new TokenUsage(10, 1, 11), run.Usage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_a_model_fails_its_fallbacks_are_asked(bool parallel)
    {
        var run = await Chains.RunFallsBackAsync("Hi", Options(parallel, new EchoClient()));

        Assert.Equal("<Hi>", run.EnsureOk());
        Assert.Equal("fast", run.Steps.Answer.AnsweredBy);
        Assert.Equal(3, run.Steps.Answer.Attempts);
        Assert.Contains("\"model\":\"fast\"", run.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Items_ask_within_the_limit_of_their_model(bool parallel)
    {
        var client = new EchoClient();

        var run = await Chains.RunModelsPerItemAsync(["a", "b", "c", "d", "e"], Options(parallel, client));

        Assert.Equal(["<What is a?>", "<What is b?>", "<What is c?>", "<What is d?>", "<What is e?>"], run.Steps.Answer.Values());
        Assert.InRange(client.MostAtOnce, 1, parallel ? 2 : 1);
        Assert.Equal(55, run.Usage!.TotalTokens);
    }

    [Fact]
    public async Task A_model_without_a_client_is_reported_before_any_step_runs()
    {
        var options = new ChainOptions { ChatClients = new Dictionary<string, IChatClient> { ["fast"] = new EchoClient() } };

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => Chains.RunAskAsync("C#", options));

        Assert.Equal(
            "The chat model 'fast' (Constructs/models.ai:1), which step 'answer' of chain 'ask' may ask, has no IChatClient: there is none for 'test', "
            + "which its 'client' names. Give it as ChatClients[\"test\"] of ChainOptions or Namel3ssOptions, or add it to the services: "
            + "services.AddKeyedChatClient(\"test\", …), of the package Microsoft.Extensions.AI.",
            error.Message);
    }

    private sealed class BrokenClient : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("broken");

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    /// <summary>Answers with the question, and remembers what it was asked.</summary>
    internal sealed class EchoClient : IChatClient
    {
        private int _running;

        public int MostAtOnce { get; private set; }

        public Func<string, string> Answer { get; init; } = prompt => $"<{prompt}>";

        public ConcurrentQueue<string> Asked { get; } = new();

        public ConcurrentQueue<ChatOptions?> Options { get; } = new();

        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked.Enqueue(string.Join('|', messages.Select(message => message.Text)));
            Options.Enqueue(options);
            int now = Interlocked.Increment(ref _running);
            lock (Asked)
            {
                MostAtOnce = Math.Max(MostAtOnce, now);
            }

            await Task.Yield();
            Interlocked.Decrement(ref _running);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, Answer(messages.Last().Text)))
            {
                FinishReason = ChatFinishReason.Stop,
                Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 1 },
            };
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
