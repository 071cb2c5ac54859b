using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary><c>{{ expression }}</c> in a text, and <c>\{{</c> for the braces themselves.</summary>
internal static class Template
{
    public const int OpeningLength = 2;
    public const int EscapedLength = 3;

    public static bool IsAt(string text, int position, int end) =>
        position + 1 < end && text[position] == '{' && text[position + 1] == '{';

    public static bool IsEscapedAt(string text, int position, int end) =>
        text[position] == '\\' && IsAt(text, position + 1, end);

    /// <summary>From the braces to the ones that close it; without those, the opening braces alone.</summary>
    public static TextSpan SpanAt(string text, int position, int end)
    {
        for (int i = position + OpeningLength; i + 1 < end; i++)
        {
            if (text[i] == '}' && text[i + 1] == '}')
            {
                return TextSpan.FromBounds(position, i + 2);
            }
        }

        return new TextSpan(position, OpeningLength);
    }
}
