using System.Text;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Finds <c>{{ expression }}</c> in the text of a value, and reads the one and the other. Between the braces, quotes
/// belong to the expression, whatever quotes the value stands in.
/// </summary>
internal sealed class TemplateReader(Lexer lexer, DiagnosticBag diagnostics)
{
    public const int BracesLength = 2;
    private const int EscapedLength = 3;

    private readonly Escapes _escapes = new(lexer.Text, diagnostics);

    // By the end of a text, from where on a search was in vain: so many searches in one text stay linear.
    private readonly Dictionary<int, int> _noCloseOutsideTexts = [];
    private readonly Dictionary<int, int> _noClose = [];
    private readonly VainSearches _vain = new();

    public bool IsAt(int position, int end) =>
        position + 1 < end && lexer.Text[position] == '{' && lexer.Text[position + 1] == '{';

    public bool IsEscapedAt(int position, int end) => lexer.Text[position] == '\\' && IsAt(position + 1, end);

    /// <summary>Where reading goes on behind braces at the position, or braces that are escaped; the position itself if there are none.</summary>
    /// <returns>-1 for braces that are not closed.</returns>
    public int Skip(int position, int end, bool inQuotes) =>
        IsEscapedAt(position, end) ? position + EscapedLength
        : IsAt(position, end) ? FindEnd(position, end, inQuotes)
        : position;

    /// <summary>The position behind the braces that close the ones at <paramref name="open"/>, or -1.</summary>
    public int FindEnd(int open, int end, bool inQuotes)
    {
        int start = open + BracesLength;
        int close = IsInVain(_noCloseOutsideTexts, start, end) ? -1 : FindOutsideTexts(start, end, inQuotes);
        if (close < 0 && !IsInVain(_noClose, start, end))
        {
            // A text in it may lack a quote: that is for the expression to say.
            close = FindPlain(start, end);
        }

        return close < 0 ? -1 : close + BracesLength;
    }

    /// <summary>Reads what stands between the braces of a span.</summary>
    public ExpressionSyntax ReadExpression(TextSpan braces, bool inQuotes) => ExpressionParser.Parse(
        lexer.Text, braces.Start + BracesLength, braces.End - BracesLength, inQuotes, braces, diagnostics);

    /// <summary>Appends a stretch of a line; an expression may take further lines, up to the end of the whole text.</summary>
    /// <returns>Where the stretch ends, or the expression that goes beyond it.</returns>
    public int Append(TemplateBuilder result, int start, int lineEnd, int end, bool hasEscapes)
    {
        string text = lexer.Text;
        int i = start;
        while (i < lineEnd)
        {
            if (IsEscapedAt(i, lineEnd))
            {
                CheckEscapedBrace(i, lineEnd);
                result.Text.Append("{{");
                i += EscapedLength;
            }
            else if (text[i] == '\\' && hasEscapes)
            {
                i = _escapes.Append(result.Text, i, lineEnd);
            }
            else if (IsAt(i, lineEnd) && !result.IsBroken)
            {
                i = AppendExpression(result, i, end, hasEscapes);
            }
            else
            {
                result.Text.Append(text[i++]);
            }
        }

        return i;
    }

    private int AppendExpression(TemplateBuilder result, int open, int end, bool inQuotes)
    {
        int close = FindEnd(open, end, inQuotes);
        if (close < 0)
        {
            result.IsBroken = true;
            ReportUnclosed(open);
            return open + BracesLength;
        }

        result.Add(ReadExpression(TextSpan.FromBounds(open, close), inQuotes));
        return close;
    }

    /// <summary><c>\{{{ x }}</c>: whoever means a single brace and a value gets neither, but three braces as text.</summary>
    private void CheckEscapedBrace(int start, int lineEnd)
    {
        int open = start + EscapedLength;
        int close = open < lineEnd && lexer.Text[open] == '{' ? lexer.Text.IndexOf("}}", open, lineEnd - open, StringComparison.Ordinal) : -1;
        string expression = close < 0 ? "" : lexer.Text.Substring(open + 1, close - open - 1).Trim();
        if (NameRules.IsIdentifier(expression.Split('.')[0]))
        {
            diagnostics.Report(ReadingDiagnostics.EscapedBrace(
                diagnostics.Locate(TextSpan.FromBounds(start, close + BracesLength)), expression));
        }
    }

    public void ReportUnclosed(int open) =>
        diagnostics.Report(ReadingDiagnostics.UnclosedTemplate(diagnostics.Locate(new TextSpan(open, BracesLength))));

    private static bool IsInVain(Dictionary<int, int> searches, int start, int end) =>
        searches.TryGetValue(end, out int from) && start >= from;

    private int FindOutsideTexts(int start, int end, bool inQuotes)
    {
        string text = lexer.Text;
        for (int i = start; i < end; i++)
        {
            int quote = text[i] is '"' or '\'' ? 1 : inQuotes && text[i] == '\\' && i + 1 < end && text[i + 1] is '"' or '\'' ? 2 : 0;
            if (quote > 0)
            {
                int textEnd = ExpressionLexer.FindTextEnd(text, i, quote, end, _vain);
                i = textEnd < 0 ? i + quote - 1 : textEnd + quote - 1;
            }
            else if (IsAt(i, end))
            {
                // Braces in braces: the outer ones are not closed.
                return -1;
            }
            else if (text[i] == '}' && i + 1 < end && text[i + 1] == '}')
            {
                return i;
            }
        }

        _noCloseOutsideTexts[end] = start;
        return -1;
    }

    private int FindPlain(int start, int end)
    {
        string text = lexer.Text;
        for (int i = start; i + 1 < end; i++)
        {
            if (IsAt(i, end))
            {
                return -1;
            }

            if (text[i] == '}' && text[i + 1] == '}')
            {
                return i;
            }
        }

        _noClose[end] = start;
        return -1;
    }
}

/// <summary>The parts of a text, as they are read.</summary>
internal sealed class TemplateBuilder
{
    private readonly List<TemplatePartSyntax> _parts = [];

    /// <summary>The text since the last expression.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>It has braces that are not closed, which is reported.</summary>
    public bool IsBroken { get; set; }

    public void Add(ExpressionSyntax expression)
    {
        AddText();
        _parts.Add(new TemplatePartSyntax("", expression));
    }

    public ValueSyntax Build(TextSpan span, bool isQuoted)
    {
        if (IsBroken)
        {
            return new MissingValueSyntax(span);
        }

        if (_parts.Count == 0)
        {
            string text = Text.ToString();
            return new ScalarSyntax(span, isQuoted ? ScalarKind.Text : PlainText.Classify(text), text, isQuoted);
        }

        AddText();
        return _parts.Count == 1
            ? new ExpressionValueSyntax(span, _parts[0].Expression!)
            : new TemplateSyntax(span, _parts.ToEquatableArray());
    }

    private void AddText()
    {
        if (Text.Length > 0)
        {
            _parts.Add(new TemplatePartSyntax(Text.ToString(), Expression: null));
            Text.Clear();
        }
    }
}
