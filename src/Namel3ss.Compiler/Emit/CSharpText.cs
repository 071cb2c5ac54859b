using System.Globalization;
using System.Text;

namespace Namel3ss.Compiler.Emit;

/// <summary>Text of a file as C# that gives it back unchanged and can never be read as anything else.</summary>
internal static class CSharpText
{
    public static string Literal(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(text[i]).Append(text[i + 1]);
                i++;
                continue;
            }

            Append(result, text[i], '"');
        }

        return result.Append('"').ToString();
    }

    public static string Literal(char value) => Append(new StringBuilder("'"), value, '\'').Append('\'').ToString();

    /// <summary>Text for an XML doc comment: one line a line, no character that could end the comment.</summary>
    public static IEnumerable<string> XmlLines(string text) => text.Split('\n').Select(line =>
    {
        var result = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (char.IsHighSurrogate(c) && i + 1 < line.Length && char.IsLowSurrogate(line[i + 1]))
            {
                result.Append(c).Append(line[++i]);
                continue;
            }

            result.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ when IsUnsafe(c) || char.IsSurrogate(c) => " ",
                _ => c.ToString(),
            });
        }

        return result.ToString().Trim();
    });

    private static StringBuilder Append(StringBuilder result, char c, char quote) => c switch
    {
        '\n' => result.Append("\\n"),
        '\r' => result.Append("\\r"),
        '\t' => result.Append("\\t"),
        '\\' => result.Append("\\\\"),
        _ when c == quote => result.Append('\\').Append(c),
        _ when IsUnsafe(c) || char.IsSurrogate(c) => result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
        _ => result.Append(c),
    };

    /// <summary>Control, line-ending and invisible characters: what ends a line of C# or hides text from its reader.</summary>
    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
