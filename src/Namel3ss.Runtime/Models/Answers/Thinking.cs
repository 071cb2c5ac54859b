namespace Namel3ss;

/// <summary>The thoughts that reasoning models write before their answer where no client takes them out.</summary>
internal static class Thinking
{
    private static readonly (string Open, string Close)[] Marks =
    [
        ("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<thought>", "</thought>"), ("<reasoning>", "</reasoning>"),
        ("[THINK]", "[/THINK]"), ("◁think▷", "◁/think▷"),
    ];

    /// <summary>The answer without them.</summary>
    /// <param name="text">What the model wrote.</param>
    /// <returns>The text itself if it has none; null if it has nothing else.</returns>
    public static string? Remove(string text)
    {
        var answer = text.AsSpan();
        var isChanged = false;
        while (TryCut(ref answer))
        {
            isChanged = true;
        }

        return !isChanged ? text : answer.IsEmpty ? null : answer.ToString();
    }

    private static bool TryCut(ref ReadOnlySpan<char> answer)
    {
        var start = Trimmed(answer);
        foreach (var (open, close) in Marks)
        {
            var isOpened = start.StartsWith(open, StringComparison.OrdinalIgnoreCase);
            var end = isOpened || start.IndexOf(open, StringComparison.OrdinalIgnoreCase) < 0
                ? start.IndexOf(close, StringComparison.OrdinalIgnoreCase)
                : -1;
            if (isOpened && end < 0)
            {
                // Cut off while it thought.
                answer = default;
                return true;
            }

            // The opening mark may be in the model's template. Then the closing one stands at an end of its line; in a sentence it is a word.
            if (isOpened || (end >= 0 && IsAtEndOfLine(start, end, close.Length)))
            {
                answer = Trimmed(start[(end + close.Length)..]);
                return true;
            }
        }

        return false;
    }

    private static bool IsAtEndOfLine(ReadOnlySpan<char> text, int start, int length) =>
        start == 0 || text[start - 1] == '\n' || start + length == text.Length || text[start + length] is '\n' or '\r';

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && LenientJson.IsIgnored(text[start]))
        {
            start++;
        }

        return text[start..];
    }
}
