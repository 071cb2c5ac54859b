using System.Text.Json;
using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Models.Answers;

/// <summary>Which part of a response is the answer, and which responses have none.</summary>
public sealed class MessageTests
{
    private static readonly LlmInfo Model = new("gpt");

    private static readonly TextContent Narration = new("I look that up.");

    private static readonly FunctionCallContent Call = new("1", "look");

    private static readonly FunctionCallContent Handled = new("1", "look") { InformationalOnly = true };

    private static string Text(params ChatMessage[] messages) => AnswerMessage.Text(new ChatResponse(messages) { FinishReason = ChatFinishReason.Stop }, Model);

    private static string Failure(ChatFinishReason? reason, params AIContent[] contents) => Assert.Throws<ChatModelException>(
        () => AnswerMessage.Text(new ChatResponse(new ChatMessage(ChatRole.Assistant, contents)) { FinishReason = reason }, Model)).Message;

    private static ChatMessage Assistant(params AIContent[] contents) => new(ChatRole.Assistant, contents);

    [Fact]
    public void What_the_model_said_before_it_called_a_tool_is_no_answer()
    {
        var result = new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "42")]);

        Assert.Equal("It is 42.", Text(Assistant(Narration, Handled), result, Assistant(new TextContent("It is 42."))));
        Assert.Equal("It is 42.", Text(Assistant(Narration, new WebSearchToolCallContent("1"), new WebSearchToolResultContent("1"), new TextContent("It "), new TextContent("is 42."))));
        Assert.Equal("I look that up.", Text(Assistant(Narration, new WebSearchToolCallContent("1"))));
    }

    [Fact]
    public void Reasoning_is_no_part_of_it_wherever_it_stands()
    {
        Assert.Equal("Hello", Text(Assistant(new TextReasoningContent("Hm."), new TextContent("Hel"), new TextContent("lo"))));
        Assert.Equal("Hello", Text(Assistant(new TextReasoningContent("Hm.")), Assistant(new TextContent("Hello"))));
        Assert.Equal("Hello", Text(Assistant(new TextContent("Hello")), Assistant(new TextReasoningContent("Hm."))));
        Assert.Equal("Hello", Text(Assistant(new TextContent("<think>\nHm.\n</think>\n\nHello"))));
        Assert.Equal("Hello", Text(Assistant(new TextContent("Hm.\n</think>\n\nHello"))));
        Assert.Equal("A <think> tag opens, and </think> closes.", Text(Assistant(new TextContent("A <think> tag opens, and </think> closes."))));
        Assert.Equal("The tag </think> closes.", Text(Assistant(new TextContent("The tag </think> closes."))));
    }

    [Fact]
    public void A_text_without_characters_is_one_where_the_model_meant_it()
    {
        Assert.Equal("", Text(Assistant(new TextContent(""))));
        Assert.Equal("The chat model 'gpt' gave no answer.", Failure(ChatFinishReason.Stop));
        Assert.Equal(
            "The chat model 'gpt' was cut short; a higher max_tokens, of the llm or of the provider, lets it finish (finish reason: length).",
            Failure(ChatFinishReason.Length, new TextContent("")));
        Assert.Equal(
            "The chat model 'gpt' was cut short; a higher max_tokens, of the llm or of the provider, lets it finish (finish reason: length). It gave nothing but its reasoning.",
            Failure(ChatFinishReason.Length, new TextContent(""), new TextReasoningContent("Hm.")));
        Assert.Equal("The chat model 'gpt' gave no answer but its reasoning.", Failure(ChatFinishReason.Stop, new TextContent(""), new TextReasoningContent("Hm.")));
        Assert.Equal("The chat model 'gpt' gave no answer but its reasoning.", Failure(null, new TextReasoningContent("Hm.")));
        Assert.Equal("The chat model 'gpt' gave no answer but its reasoning. It answered: <think>Hm", Failure(null, new TextContent("<think>Hm")));
        Assert.Equal("The chat model 'gpt' gave no answer.", Assert.Throws<ChatModelException>(() => AnswerMessage.Text(new ChatResponse([]), Model)).Message);
    }

    [Fact]
    public void A_refusal_is_told_in_the_providers_words()
    {
        Assert.Equal(
            "The chat model 'gpt' refused to answer: I cannot help with that.",
            Failure(ChatFinishReason.Stop, new TextContent(""), new ErrorContent("I cannot help with that.") { ErrorCode = "Refusal" }));
        Assert.Equal(
            "The chat model 'gpt' answered with the error 'server_error' (finish reason: failed): It broke.",
            Failure(new ChatFinishReason("failed"), new ErrorContent("It broke.") { ErrorCode = "server_error" }));
    }

    [Fact]
    public void A_refusal_without_a_word_beside_an_answer_is_none()
    {
        var empty = new ErrorContent("") { ErrorCode = "Refusal" };

        Assert.Equal("Hi", Text(Assistant(new TextContent("Hi"), empty)));
        Assert.Equal("The chat model 'gpt' asked for the tool 'look', which nobody runs, in place of an answer.", Failure(ChatFinishReason.Stop, Call, empty));
        Assert.Equal("The chat model 'gpt' refused to answer: it gave no reason.", Failure(ChatFinishReason.Stop, empty));
    }

    [Theory]
    [InlineData("length", "was cut short; a higher max_tokens, of the llm or of the provider, lets it finish (finish reason: length). It answered: Mix the")]
    [InlineData("content_filter", "was stopped by the provider's filter of contents (finish reason: content_filter). It answered: Mix the")]
    [InlineData("MAX_TOKENS", "was cut short; a higher max_tokens, of the llm or of the provider, lets it finish (finish reason: MAX_TOKENS). It answered: Mix the")]
    [InlineData("SAFETY", "was stopped by the provider's filter of contents (finish reason: SAFETY). It answered: Mix the")]
    [InlineData("tool_calls", "asked for a tool, in place of an answer (finish reason: tool_calls). It answered: Mix the")]
    [InlineData("failed", "did not finish (finish reason: failed). It answered: Mix the")]
    public void An_answer_that_is_not_complete_is_none(string reason, string words) =>
        Assert.Equal($"The chat model 'gpt' {words}", Failure(new ChatFinishReason(reason), new TextContent("Mix the")));

    [Theory]
    [InlineData("stop")]
    [InlineData("STOP")]
    [InlineData("end_turn")]
    [InlineData("stop_sequence")]
    [InlineData(null)]
    public void One_that_is_complete_is_one(string? reason) => Assert.Equal("Hi", AnswerMessage.Text(
        new ChatResponse(Assistant(new TextContent("Hi"))) { FinishReason = reason is null ? null : new ChatFinishReason(reason) }, Model));

    [Fact]
    public void A_tool_that_nobody_runs_is_named() => Assert.Equal(
        "The chat model 'gpt' asked for the tool 'look', which nobody runs, in place of an answer. It answered: I look that up.",
        Failure(ChatFinishReason.Stop, Narration, Call));

    [Theory]
    [InlineData("content_filter")]
    [InlineData("length")]
    [InlineData("tool_calls")]
    public async Task The_fallback_is_asked_and_the_reason_can_be_read(string reason)
    {
        var model = new LlmInfo("gpt") { Fallback = () => [new LlmInfo("spare")] };
        var cut = new FakeClient("Mix the") { Finish = new ChatFinishReason(reason) };
        var options = new Lab().Options() with { ChatClients = new Dictionary<string, IChatClient> { ["gpt"] = cut, ["spare"] = new FakeClient("whole") } };

        var run = await ModelChain.AskAsync(model, options);
        var alone = await ModelChain.AskAsync(Model, new Lab().Options(cut));

        Assert.Equal(("whole", "spare", ChatFinishReason.Stop), (run.Result, run.First.AnsweredBy, run.First.FinishReason));
        Assert.Equal((StepStatus.Failed, new ChatFinishReason(reason)), (alone.First.Status, alone.First.FinishReason));
        Assert.Equal(reason, JsonDocument.Parse(alone.ToJson()).RootElement.GetProperty("steps")[0].GetProperty("finish_reason").GetString());
    }
}
