namespace Namel3ss;

/// <summary>
/// What an exception says together with those behind it. "See inner exception" tells nothing where only text is kept: in JSON, in progress,
/// in a message.
/// </summary>
internal static class ErrorText
{
    /// <summary>The key in an exception's data of what is known of it beside its message.</summary>
    public const string WordsKey = "Namel3ss.Words";

    private const int MostExceptions = 10;
    private const int Longest = 8000;

    /// <summary>The messages from the outermost exception to the innermost, each once.</summary>
    /// <param name="error">The exception. What it throws itself when it is asked does not come out.</param>
    public static string Of(Exception error)
    {
        var text = MessageOf(error);
        var behind = new Stack<Exception>();
        PushInner(behind, error);
        for (var seen = 1; seen < MostExceptions && text.Length < Longest && behind.TryPop(out var inner); seen++)
        {
            text = Join(text, MessageOf(inner));
            PushInner(behind, inner);
        }

        return Shorten(text);
    }

    private static void PushInner(Stack<Exception> behind, Exception error)
    {
        if (error is AggregateException { InnerExceptions: var several })
        {
            foreach (var inner in several.Take(MostExceptions).Reverse())
            {
                behind.Push(inner);
            }
        }
        else if (error.InnerException is { } inner)
        {
            behind.Push(inner);
        }
    }

    /// <summary>Many an exception has the message of the one behind it in its own, and now and then it is the other way round.</summary>
    private static string Join(string text, string next) =>
        text.Contains(next.TrimEnd('.', ' '), StringComparison.Ordinal) ? text
        : next.Contains(text.TrimEnd('.', ' '), StringComparison.Ordinal) ? next
        : text[^1] is '.' or '!' or '?' or ':' or '\n' ? $"{text} {next}"
        : $"{text}: {next}";

    private static string MessageOf(Exception error)
    {
        string? message;
        try
        {
            message = error.Data[WordsKey] is string words ? $"{error.Message.TrimEnd().TrimEnd('.')}. {words}" : error.Message;
        }
        catch (Exception)
        {
            return $"{error.GetType().FullName}, whose message cannot be read";
        }

        return string.IsNullOrWhiteSpace(message) ? $"{error.GetType().FullName}" : message;
    }

    private static string Shorten(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest), "…");
    }
}
