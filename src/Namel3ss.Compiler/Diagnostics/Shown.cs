using System.Globalization;
using System.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Text of a file as messages show it.</summary>
internal static class Shown
{
    private const int MaxLength = 60;

    /// <summary>In quotes, cut to a readable length, with code points in place of characters that cannot be seen.</summary>
    public static string Quote(string text) => $"'{Of(text)}'";

    public static string Of(string text)
    {
        string shown = Visible(text, MaxLength);
        return shown.Length < MaxLength || shown == text ? shown : shown + "…";
    }

    /// <summary>
    /// With code points in place of characters that cannot be seen, line ends among them: what a file says must not pass for a line
    /// of the build's own.
    /// </summary>
    public static string Visible(string text) => text.Any(c => c is < ' ' or > '~') ? Visible(text, int.MaxValue) : text;

    private static string Visible(string text, int most)
    {
        var result = new StringBuilder();
        for (int i = 0; i < text.Length && result.Length < most; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(c).Append(text[++i]);
                continue;
            }

            bool isHidden = CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                || (c != ' ' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);
            result.Append(isHidden ? $"<{CodePoint(c)}>" : c.ToString());
        }

        return result.ToString();
    }

    public static string CodePoint(int code) => "U+" + code.ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>A word of the language with its article: a step, an input, an llm.</summary>
    public static string A(string what) => what is "input" or "llm" ? "an " + what : "a " + what;

    /// <summary>a, b and c</summary>
    public static string Join(IReadOnlyList<string> items, string word = "and") => items.Count < 2
        ? string.Concat(items)
        : $"{string.Join(", ", items.Take(items.Count - 1))} {word} {items[items.Count - 1]}";
}
