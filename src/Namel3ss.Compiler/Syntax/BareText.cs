using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Warns of text without quotes that is right in form and most likely means something else.</summary>
internal sealed class BareText(Lexer lexer, DiagnosticBag diagnostics)
{
    private static readonly string[] Quotes = ["“”", "„“", "„”", "””", "‘’", "‚‘", "‚’", "’’", "«»", "»«", "‹›", "›‹"];

    /// <summary>Checks a value where text is wanted, and the values in it.</summary>
    public void Check(ValueSyntax? value)
    {
        foreach (ValueSyntax text in Parts(value).Where(part => part is ScalarSyntax { Kind: ScalarKind.Text } or TemplateSyntax or ExpressionValueSyntax)
            .Where(part => !IsQuoted(part.Span)))
        {
            CheckComment(text.Span);
            CheckQuotes(text.Span);
        }
    }

    /// <summary>
    /// A word that other languages take for a truth value is text here; where a value may be either, that is worth a warning.
    /// </summary>
    public void CheckWords(ValueSyntax value)
    {
        foreach (ScalarSyntax scalar in Parts(value).OfType<ScalarSyntax>().Where(scalar => scalar is { Kind: ScalarKind.Text, IsQuoted: false }))
        {
            if (PlainText.MeantWord(scalar.Text) is { } word)
            {
                diagnostics.Report(ReadingDiagnostics.LooksLikeValue(diagnostics.Locate(scalar.Span), scalar.Text, word));
            }
        }
    }

    /// <summary>The value itself, or of a map and a list the values in it.</summary>
    private static IEnumerable<ValueSyntax> Parts(ValueSyntax? value) => value switch
    {
        null => [],
        MapSyntax map => map.Entries.SelectMany(entry => Parts(entry.Value)),
        ListSyntax list => list.Items.SelectMany(Parts),
        _ => [value],
    };

    /// <summary>Whether what stands behind a position is a comment that reads like the value that is missing there.</summary>
    public bool IsTextInComment(int position) => FindComment(position) is { } comment && ReadsLikeText(comment);

    private void CheckComment(TextSpan value)
    {
        if (FindComment(value.End) is { } comment && ReadsLikeText(comment))
        {
            diagnostics.Report(ReadingDiagnostics.TextInComment(diagnostics.Locate(comment), lexer.Slice(comment), HasExpression(comment)));
        }
    }

    /// <summary>Around the whole value: inside of it they are what a text has.</summary>
    private void CheckQuotes(TextSpan value)
    {
        string text = lexer.Text;
        char open = text[value.Start];
        char close = text[value.End - 1];
        if (value.Length > 2
            && Quotes.Any(pair => pair[0] == open && pair[1] == close)
            && text.IndexOfAny([open, close], value.Start + 1, value.Length - 2) < 0)
        {
            diagnostics.Report(ReadingDiagnostics.TypographicQuotes(diagnostics.Locate(value), open, close));
        }
    }

    private bool IsQuoted(TextSpan value) => value.Length == 0 || lexer.Text[value.Start] is '"' or '\'' or '|';

    private TextSpan? FindComment(int position)
    {
        string text = lexer.Text;
        int start = position;
        while (start < text.Length && Lexer.IsSpace(text[start]))
        {
            start++;
        }

        if (start == position || start == text.Length || text[start] != '#')
        {
            return null;
        }

        int end = start;
        while (end < text.Length && text[end] is not ('\n' or '\r'))
        {
            end++;
        }

        return SuppressionComment.IsOne(text, start, end) ? null : TextSpan.FromBounds(start, lexer.TrimEnd(start, end));
    }

    /// <summary>People put a space behind the sign of a comment: <c>#42</c>, <c>#fff</c> and <c>#general</c> are words of a text.</summary>
    private bool ReadsLikeText(TextSpan comment) =>
        (comment.Length > 1 && char.IsLetterOrDigit(lexer.Text[comment.Start + 1])) || HasExpression(comment);

    private bool HasExpression(TextSpan comment)
    {
        int open = lexer.Text.IndexOf("{{", comment.Start, comment.Length, StringComparison.Ordinal);
        return open >= 0 && lexer.Text.IndexOf("}}", open, comment.End - open, StringComparison.Ordinal) >= 0;
    }
}
