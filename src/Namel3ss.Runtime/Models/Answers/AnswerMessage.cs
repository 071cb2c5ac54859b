using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>Takes what a model answered out of a response: the text of its last message, if that is an answer at all.</summary>
internal static class AnswerMessage
{
    private const int LongestExcerpt = 200;

    /// <summary>What providers that no client translates call an answer that is complete.</summary>
    private static readonly HashSet<string> Complete = new(StringComparer.OrdinalIgnoreCase)
    {
        ChatFinishReason.Stop.Value, "end_turn", "stop_sequence", "eos", "eos_token", "complete", "completed",
    };

    /// <summary>What they call one that the limit of tokens has cut.</summary>
    private static readonly HashSet<string> CutShort = new(StringComparer.OrdinalIgnoreCase)
    {
        ChatFinishReason.Length.Value, "max_tokens", "max_output_tokens", "model_length",
    };

    /// <summary>What they call one that may not be said.</summary>
    private static readonly HashSet<string> Filtered = new(StringComparer.OrdinalIgnoreCase)
    {
        ChatFinishReason.ContentFilter.Value, "safety", "recitation", "blocklist", "prohibited_content", "spii", "refusal",
    };

    /// <summary>The text of the answer.</summary>
    /// <param name="response">What the client gave.</param>
    /// <param name="model">Who was asked.</param>
    /// <exception cref="ChatModelException">It is no answer, or only a part of one.</exception>
    public static string Text(ChatResponse response, LlmInfo model) =>
        // Nearly always there is a single text.
        response.Messages is [{ Contents: [TextContent { Text: { Length: > 0 } text }] } only] && only.Role == ChatRole.Assistant && IsComplete(response)
            ? Thinking.Remove(text) ?? throw OnlyReasoning(response, model, text)
            : TextOf(response, model);

    /// <summary>A sentence that quotes the beginning of what the model wrote; nothing if it is nothing.</summary>
    public static string Quote(string? answer) => string.IsNullOrWhiteSpace(answer) ? ""
        : $" It answered: {(answer.Length <= LongestExcerpt ? answer : answer[..LongestExcerpt] + "…")}";

    /// <summary>What a finish reason says of an answer that is not complete; null of one that is.</summary>
    public static string? NotComplete(string finishReason) => Complete.Contains(finishReason) ? null
        : CutShort.Contains(finishReason) ? "was cut short; a higher max_tokens, of the llm or of the provider, lets it finish"
        : Filtered.Contains(finishReason) ? "was stopped by the provider's filter of contents"
        : "did not finish";

    private static string TextOf(ChatResponse response, LlmInfo model)
    {
        var contents = Last(response);
        var answer = contents.OfType<TextContent>().Any() ? string.Concat(contents.OfType<TextContent>().Select(content => content.Text)) : null;
        if (contents.OfType<ErrorContent>().FirstOrDefault(content => contents.Count == 1 || !IsEmptyRefusal(content)) is { } error)
        {
            throw Failure(model, error.ErrorCode is { Length: > 0 } code && !IsRefusal(code)
                ? $"answered with the error '{SafeText.Escape(code)}'{Reason(response)}: {Words(error.Message)}"
                : $"refused to answer{Reason(response)}: {Words(error.Message)}");
        }

        var calls = contents.OfType<FunctionCallContent>().Where(call => !call.InformationalOnly).Select(call => call.Name).ToArray();
        if (calls.Length > 0 || response.FinishReason == ChatFinishReason.ToolCalls)
        {
            var tool = calls.Length > 0 ? $"the tool '{SafeText.Escape(calls[0])}', which nobody runs" : "a tool";
            throw Failure(model, $"asked for {tool}, in place of an answer{Reason(response)}.{Quote(answer)}");
        }

        var hasThought = contents.OfType<TextReasoningContent>().Any();
        if (!IsComplete(response))
        {
            var thought = string.IsNullOrWhiteSpace(answer) && hasThought ? " It gave nothing but its reasoning." : "";
            throw Failure(model, $"{NotComplete(response.FinishReason!.Value.Value)}{Reason(response)}.{Says(response)}{thought}{Quote(answer)}");
        }

        if (string.IsNullOrEmpty(answer) && (answer is null || hasThought))
        {
            throw Failure(model, $"gave no answer{(hasThought ? " but its reasoning" : "")}{Reason(response)}.{Says(response)}");
        }

        return Thinking.Remove(answer!) ?? throw OnlyReasoning(response, model, answer!);
    }

    private static bool IsComplete(ChatResponse response) => response.FinishReason is not { } reason || Complete.Contains(reason.Value);

    private static ChatModelException OnlyReasoning(ChatResponse response, LlmInfo model, string text) =>
        Failure(model, $"gave no answer but its reasoning{Reason(response)}.{Quote(text)}");

    /// <summary>
    /// The contents of the last message of the model that says something. What it said before it called a tool is no answer, whether the call
    /// has a message of its own or stands in this one.
    /// </summary>
    private static List<AIContent> Last(ChatResponse response)
    {
        for (var i = response.Messages.Count - 1; i >= 0; i--)
        {
            var message = response.Messages[i];
            if (message.Role != ChatRole.Assistant)
            {
                break;
            }

            var contents = message.Contents.ToList();
            var tool = contents.FindLastIndex(content =>
                content is ToolResultContent or ToolCallContent and not FunctionCallContent { InformationalOnly: false });
            if (tool >= 0 && contents.Skip(tool + 1).Any(content => content is TextContent { Text.Length: > 0 }))
            {
                contents.RemoveRange(0, tool + 1);
            }

            // Reasoning may have a message of its own, also behind the answer.
            if (i == 0 || contents.Any(content => content is TextContent or ErrorContent or ToolCallContent or ToolResultContent))
            {
                return contents;
            }
        }

        return response.Messages.Count > 0 && response.Messages[^1].Role == ChatRole.Assistant ? [.. response.Messages[^1].Contents] : [];
    }

    private static bool IsRefusal(string code) => code.Contains("refus", StringComparison.OrdinalIgnoreCase);

    /// <summary>Some providers send one beside whatever they answer.</summary>
    private static bool IsEmptyRefusal(ErrorContent content) => content is { Message: null or "", ErrorCode: { } code } && IsRefusal(code);

    private static string Says(ChatResponse response) => ProviderWords.Of(response) is { } words ? $" The provider says: {words}" : "";

    private static string Reason(ChatResponse response) =>
        response.FinishReason is { } reason && reason != ChatFinishReason.Stop ? $" (finish reason: {SafeText.Escape(reason.Value)})" : "";

    private static string Words(string? message) => string.IsNullOrWhiteSpace(message) ? "it gave no reason." : message;

    private static ChatModelException Failure(LlmInfo model, string what) => new($"The chat model '{model.Name}' {what}");
}
