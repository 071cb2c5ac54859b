using System.Globalization;
using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A text of a <c>.ai</c> file as a value of a C# type that has a text form; checked now, not at run time.</summary>
internal static class TextLiteral
{
    private static readonly string[] Dates = ["yyyy-MM-dd"];
    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];
    private static readonly string[] DateTimes =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Null if the text is no value of the type, or the type has no text form.</summary>
    public static BoundExpression? Bind(string text, TypeModel type) => type.Kind switch
    {
        TypeKind.String => new BoundText(text),
        TypeKind.Char => text.Length == 1 ? new BoundChar(text[0]) : null,
        TypeKind.Guid => Guid.TryParse(text, out _) ? new BoundConversion("new global::System.Guid(", text, ")") : null,
        TypeKind.Uri => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _)
            ? new BoundConversion("new global::System.Uri(", text, ", global::System.UriKind.RelativeOrAbsolute)")
            : null,
        TypeKind.DateTime => BindDateTime(text),
        TypeKind.DateTimeOffset => BindDateTimeOffset(text),
        TypeKind.DateOnly => TryParse(text, Dates, out DateTime day)
            ? Constant($"new global::System.DateOnly({day.Year}, {day.Month}, {day.Day})")
            : null,
        TypeKind.TimeOnly => TryParse(text, Times, out DateTime time)
            ? Constant($"new global::System.TimeOnly({time.TimeOfDay.Ticks}L)")
            : null,
        TypeKind.TimeSpan => PlainText.TryReadDuration(text, out TimeSpan? duration) && duration is { } length ? NumberLiteral.Ticks(length)
            : TimeSpan.TryParseExact(text, ["c", @"hh\:mm", @"hh\:mm\:ss"], CultureInfo.InvariantCulture, out TimeSpan span) ? NumberLiteral.Ticks(span)
            : null,
        _ => null,
    };

    /// <summary>How such a value is written, for messages.</summary>
    public static string FormOf(TypeKind kind) => kind switch
    {
        TypeKind.Char => "; it takes a single character",
        TypeKind.DateOnly => "; write it as 2026-11-23",
        TypeKind.TimeOnly => "; write it as 10:15 or 10:15:30",
        TypeKind.DateTime => "; write it as 2026-11-23T10:15:30",
        TypeKind.DateTimeOffset => "; write it with its offset, as 2026-11-23T10:15:30+02:00",
        TypeKind.TimeSpan => "; write seconds, or a duration as 1.5s, 2m or 1h",
        _ => "",
    };

    private static BoundConstant? BindDateTime(string text)
    {
        bool isUtc = text.EndsWith("Z", StringComparison.Ordinal);
        return TryParse(isUtc ? text.Substring(0, text.Length - 1) : text, DateTimes, out DateTime value)
            ? Constant($"new global::System.DateTime({value.Ticks}L, global::System.DateTimeKind.{(isUtc ? "Utc" : "Unspecified")})")
            : null;
    }

    /// <summary>The offset must be written: without one the value would depend on the machine that builds.</summary>
    private static BoundConstant? BindDateTimeOffset(string text)
    {
        string[] formats = DateTimes.Select(format => format + "K").ToArray();
        bool hasOffset = text.EndsWith("Z", StringComparison.Ordinal)
            || (text.Length > 6 && text[text.Length - 3] == ':' && text[text.Length - 6] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value)
            ? Constant($"new global::System.DateTimeOffset({value.Ticks}L, global::System.TimeSpan.FromTicks({value.Offset.Ticks}L))")
            : null;
    }

    private static bool TryParse(string text, string[] formats, out DateTime value) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out value);

    private static BoundConstant Constant(FormattableString csharp) => new(FormattableString.Invariant(csharp));
}
