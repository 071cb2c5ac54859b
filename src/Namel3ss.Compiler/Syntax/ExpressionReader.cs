using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Reads the expression of a key or of a statement's first line. It stands in its line, and means the same bare, in
/// <c>{{ }}</c>, in quotes, and in both.
/// </summary>
internal sealed class ExpressionReader(Lexer lexer, DiagnosticBag diagnostics, TemplateReader templates, StringParser strings)
{
    /// <summary>Reads a stretch of the cursor's line, white space around it left out.</summary>
    public ExpressionSyntax Read(TextSpan span)
    {
        string text = lexer.Text;
        bool isQuoted = text[span.Start] is '"' or '\'' && strings.FindClose(span.Start, span.End) == span.End - 1;
        int start = span.Start + (isQuoted ? 1 : 0);
        int end = span.End - (isQuoted ? 1 : 0);
        while (isQuoted && start < end && Lexer.IsSpace(text[start]))
        {
            start++;
        }

        end = lexer.TrimEnd(start, end);
        return templates.IsAt(start, end) && templates.FindEnd(start, end, isQuoted) == end
            ? templates.ReadExpression(TextSpan.FromBounds(start, end), isQuoted)
            : ExpressionParser.Parse(text, start, end, isQuoted, span, diagnostics);
    }

    /// <summary>From the cursor to the end of the line's text, where <c>#</c> in quotes starts no comment.</summary>
    public TextSpan RestOfLine()
    {
        int start = lexer.Position;
        int end = start;
        while (end < lexer.Line.End && !lexer.IsCommentAt(end))
        {
            end = SkipText(end) + 1;
        }

        return TextSpan.FromBounds(start, lexer.TrimEnd(start, end));
    }

    /// <summary>
    /// The colon that ends a statement's first line: the last character, or else the first one outside of quotes;
    /// -1 if there is none.
    /// </summary>
    public int FindColon(TextSpan rest)
    {
        int last = -1;
        int first = -1;
        for (int i = rest.Start; i < rest.End; i = SkipText(i) + 1)
        {
            if (lexer.Text[i] == ':')
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return last == rest.End - 1 ? last : first;
    }

    /// <summary>The closing quote of a text that begins at the position; else the position itself.</summary>
    private int SkipText(int position)
    {
        int end = lexer.Text[position] is '"' or '\''
            ? strings.FindClose(position, lexer.Line.End)
            : -1;
        return end < 0 ? position : end;
    }
}
