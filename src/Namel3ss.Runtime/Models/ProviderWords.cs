using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Namel3ss;

/// <summary>Reads what a provider says where its client does not tell it. Types of the client's package are named in text, as in <see cref="ProviderError"/>.</summary>
internal static class ProviderWords
{
    private const int Longest = 500;
    private const int Deepest = 8;

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "message", "detail", "error", "msg", "raw" };

    /// <summary>Why a response has no answer; null if it does not say so.</summary>
    public static string? Of(ChatResponse response)
    {
        try
        {
            // OpenAI's error has no message to stand in if there was no output.
            if (response.AdditionalProperties?.GetValueOrDefault("Error") is { } error)
            {
                return Type.GetType("OpenAI.Responses.ResponseError, OpenAI")?.GetProperty("Message")?.GetValue(error) as string;
            }

            // Anthropic's reason to refuse is only in the response itself, which writes itself as JSON.
            using var raw = response.FinishReason == ChatFinishReason.ContentFilter && response.RawRepresentation?.ToString() is ['{', ..] text ? JsonDocument.Parse(text) : null;
            return raw is not null && raw.RootElement.TryGetProperty("stop_details", out var details) && details.ValueKind == JsonValueKind.Object
                && details.TryGetProperty("explanation", out var explanation) ? explanation.GetString() : null;
        }
        catch (Exception)
        {
            // Another version of the package; that there is no answer counts, and not that.
            return null;
        }
    }

    /// <summary>
    /// What the body of an error says that its client's message does not: OpenAI's client knows the errors of OpenAI, but is used with many
    /// providers, each of which has a form of its own.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <param name="known">The client's message.</param>
    /// <param name="retryAfter">How long to wait, where the body says so.</param>
    /// <returns>Its words; null if there are no others.</returns>
    public static string? Of(string body, string known, out TimeSpan? retryAfter)
    {
        retryAfter = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var found = new List<string>();
            Collect(document.RootElement, known, found, ref retryAfter, Deepest);
            var text = string.Join(" ", found);
            return text.Length == 0 ? null : SafeText.Escape(text.Length > Longest ? text[..Longest] + "…" : text);
        }
        catch (JsonException)
        {
            // A page of a gateway says no more than the status.
            return null;
        }
    }

    private static void Collect(JsonElement value, string known, List<string> found, ref TimeSpan? retryAfter, int depth)
    {
        if (depth == 0)
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Collect(item, known, found, ref retryAfter, depth - 1);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.String)
                {
                    Collect(member.Value, known, found, ref retryAfter, depth - 1);
                }
                else if (member.Value.GetString() is var text && member.Name == "retryDelay")
                {
                    retryAfter ??= Seconds(text!);
                }
                else if (Words.Contains(member.Name) && !string.IsNullOrWhiteSpace(text)
                    && !known.Contains(text, StringComparison.Ordinal) && !found.Contains(text))
                {
                    found.Add(text);
                }
            }
        }
    }

    /// <summary>Gemini says it in seconds: "34.4s".</summary>
    private static TimeSpan? Seconds(string text) =>
        text.EndsWith('s') && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= TimeSpan.FromDays(1).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
