using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary><c>{name}</c> or <c>{name.member}</c> in a text, as other template languages write what is <c>{{ name }}</c> here.</summary>
/// <param name="Span">With both braces.</param>
/// <param name="Expression">What is between them.</param>
/// <param name="Root">Its first name.</param>
internal readonly record struct SingleBraces(TextSpan Span, string Expression, string Root)
{
    /// <summary>
    /// Finds them in a value as it is written. Whatever has another use for braces is no such name: JSON (spaces, quotes,
    /// colons), <c>${name}</c>, <c>\frac{name}</c> and <c>[0-9]{name}</c> (something right before them), <c>{{ name }}</c> itself.
    /// </summary>
    public static IEnumerable<SingleBraces> In(string text, TextSpan value)
    {
        for (int i = value.Start; i < value.End; i++)
        {
            if (text[i] != '{')
            {
                continue;
            }

            int end = text.IndexOf('}', i, value.End - i);
            if (end < 0)
            {
                yield break;
            }

            bool isDouble = i + 1 < value.End && text[i + 1] == '{';
            if (isDouble)
            {
                int close = text.IndexOf("}}", i, value.End - i, StringComparison.Ordinal);
                i = close < 0 ? value.End : close + 1;
            }
            else if (IsFree(text, value, i, end) && NameOf(text, i + 1, end) is { } root)
            {
                yield return new(TextSpan.FromBounds(i, end + 1), text.Substring(i + 1, end - i - 1), root);
                i = end;
            }
        }
    }

    private static bool IsFree(string text, TextSpan value, int open, int close) =>
        !(open > value.Start && (char.IsLetterOrDigit(text[open - 1]) || text[open - 1] is '$' or '#' or '%' or '@' or '\\' or '}' or ']' or ')' or '_' or '^'))
        && !(close + 1 < value.End && text[close + 1] is '}' or '{');

    /// <summary>The first of names with points between them; null if there is anything else.</summary>
    private static string? NameOf(string text, int start, int end)
    {
        string[] names = text.Substring(start, end - start).Split('.');
        return names.All(IsName) ? names[0] : null;
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && name.All(c => c is '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));
}
