using System.Globalization;
using System.Text;

namespace Namel3ss;

/// <summary>Makes text fit for one line of a log or a message: a control character in it could forge a second line.</summary>
internal static class SafeText
{
    private const int LongestValue = 200;

    public static string Escape(string text)
    {
        if (!text.Any(NeedsEscape))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => escaped.Append(@"\n"),
                '\r' => escaped.Append(@"\r"),
                '\t' => escaped.Append(@"\t"),
                '\0' => escaped.Append(@"\0"),
                _ when NeedsEscape(c) => escaped.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A value in quotes, shortened if it is very long.</summary>
    public static string Quote(string value) =>
        value.Length > LongestValue ? $"\"{Escape(value[..LongestValue])}…\"" : $"\"{Escape(value)}\"";

    // The line and paragraph separators and the marks of writing direction are no control characters by category, but act like them.
    private static bool NeedsEscape(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
