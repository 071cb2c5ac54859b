using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// A response that its client cannot read: a page of a gateway, one without choices, a finish reason of another provider. What the client throws
/// then speaks of its own code.
/// </summary>
internal static class UnreadableResponse
{
    public static bool Is(Exception error) =>
        error is JsonException or ArgumentOutOfRangeException or IndexOutOfRangeException or KeyNotFoundException or FormatException
        // Its stream of one line has none that is the last.
        or InvalidOperationException { Source: "OllamaSharp" };

    /// <summary>The failure, in words about the response.</summary>
    /// <param name="model">Who was asked.</param>
    /// <param name="error">What the client threw.</param>
    /// <param name="finishReason">The finish reason that the client does not know; null if that is not what is wrong.</param>
    public static ChatModelException Failure(LlmInfo model, Exception error, out string? finishReason)
    {
        const string unread = "gave no answer that its client can read";
        finishReason = null;
        switch (error)
        {
            case ArgumentOutOfRangeException { ActualValue: var value } unknown when unknown.Message.Contains("ChatFinishReason", StringComparison.Ordinal):
                finishReason = value is string { Length: > 0 } reason ? reason : null;
                return Failure(model, finishReason is null ? $"{unread}: it has no finish reason."
                    : $"{AnswerMessage.NotComplete(finishReason) ?? unread} (finish reason: {SafeText.Escape(finishReason)}, which its client does not know).");
            case ArgumentOutOfRangeException { ActualValue: { } value } unknown:
                return Failure(model, $"{unread}: {unknown.Message.Split(" (Parameter")[0].TrimEnd('.')}: {SafeText.Escape($"{value}")}.");
            case ArgumentOutOfRangeException { ParamName: "index" }:
                return Failure(
                    model, $"{unread}: there is none in the response, which may be an error that was sent as an answer. The client says: {error.Message}", error);
            default:
                return Failure(model, $"{unread}: {error.Message}", error);
        }
    }

    private static ChatModelException Failure(LlmInfo model, string what, Exception? error = null) => new($"The chat model '{model.Name}' {what}", error);
}
