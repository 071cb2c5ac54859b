using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Namel3ss;

/// <summary>Texts of answers, by the schema's lengths, pattern and format.</summary>
internal static class AnswerText
{
    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    private static readonly Regex IsoTime = new(
        @"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>[0-9]{2}:[0-9]{2}(?<seconds>:[0-9]{2})?)(?<fraction>\.[0-9]{1,100})?(?<zone>[Zz]|[+-][0-9]{2}:[0-9]{2})?\z",
        RegexOptions.CultureInvariant);

    private static readonly Regex IsoDayTime = new(
        @"^(?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2})?)(?<fraction>\.[0-9]{1,100})?([Zz]|[+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.CultureInvariant);

    /// <summary>What is wrong with a text; null if nothing is.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="text">The text.</param>
    /// <param name="read">It, as the type's converter reads it.</param>
    public static string? Problem(SchemaNode schema, string text, out string read)
    {
        read = text;
        // JSON counts characters, C# halves of some.
        var length = schema.Length == default ? 0 : text.Length - text.Count(char.IsLowSurrogate);
        if (AnswerCheck.Outside(length, schema.Length) is { } limit)
        {
            return $"has {length} {(length == 1 ? "character" : "characters")}, {limit}";
        }

        if (schema.Pattern is { } pattern && !Matches(pattern, text))
        {
            return $"is {SafeText.Quote(text)}, which does not match {pattern}";
        }

        return FormatProblem(schema, text, ref read) is { } problem ? $"is {SafeText.Quote(text)}, {problem}" : null;
    }

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            // At the end of a pattern '$' takes a line break for the end of the text, which JSON's does not.
            return pattern.IsMatch(text) && !(text.EndsWith('\n') && pattern.ToString().EndsWith('$'));
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string? FormatProblem(SchemaNode schema, string text, ref string read) => schema.Format switch
    {
        "date-time" => PointInTime(schema, text, ref read),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "not a date such as 2026-12-31",
        "time" => Time(schema, text, ref read),
        "uuid" => Guid.TryParseExact(text, "D", out _) ? null : "not a UUID such as 123e4567-e89b-12d3-a456-426614174000",
        "uri" => IsUri(text) ? null : "not a URI such as https://example.com",
        "email" => IsEmail(text) ? null : "not an e-mail address",
        "base64" => Convert.TryFromBase64String(text, new byte[text.Length], out _) ? null : "not base64",
        _ => null,
    };

    /// <summary>
    /// A time without a zone is another point in time on every machine. A <c>DateTime</c> is read as UTC, since with any other zone System.Text.Json
    /// makes it the machine's.
    /// </summary>
    private static string? PointInTime(SchemaNode schema, string text, ref string read)
    {
        const string example = "such as 2026-12-31T10:00:00Z";
        var form = IsoTime.Match(text);
        if (!form.Success)
        {
            return $"not a date-time {example}";
        }

        if (!form.Groups["zone"].Success)
        {
            return $"a time without a zone: it needs Z or an offset at its end, {example}";
        }

        // Finer than 100 nanoseconds is nothing that C# holds.
        var fraction = form.Groups["fraction"].Value;
        var normal = $"{form.Groups["date"].Value}T{form.Groups["time"].Value}{(form.Groups["seconds"].Success ? "" : ":00")}"
            + $"{(fraction.Length > 8 ? fraction[..8] : fraction)}{form.Groups["zone"].Value.ToUpperInvariant()}";
        if (!DateTimeOffset.TryParse(normal, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return $"not a date-time {example}";
        }

        if (schema.Clr is not null)
        {
            read = schema.Clr == nameof(DateTime) ? time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) : time.ToString("O", CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>A time of the day. The format has a zone, which <c>TimeOnly</c> has no place for.</summary>
    private static string? Time(SchemaNode schema, string text, ref string read)
    {
        var form = IsoDayTime.Match(text);
        var time = form.Success ? form.Groups["time"].Value + (form.Groups["fraction"].Value is { Length: > 8 } long7 ? long7[..8] : form.Groups["fraction"].Value) : "";
        if (!TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out var parsed))
        {
            return "not a time such as 10:00:00";
        }

        if (schema.Clr is not null)
        {
            read = parsed.ToString("O", CultureInfo.InvariantCulture);
        }

        return null;
    }

    private static bool IsUri(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(text[0]) && text.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0
            && !text.Any(char.IsWhiteSpace) && Uri.TryCreate(text, UriKind.Absolute, out _);
    }

    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
    }
}
