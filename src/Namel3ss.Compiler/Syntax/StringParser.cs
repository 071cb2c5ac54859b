using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads strings: <c>"…"</c>, <c>'…'</c>, <c>"""…"""</c> and <c>|</c> blocks.</summary>
internal sealed class StringParser(Lexer lexer, DiagnosticBag diagnostics, TemplateReader templates)
{
    private const string TripleQuote = "\"\"\"";

    private readonly VainSearches _vain = new();

    /// <summary>Reads the string at the cursor, up to its closing quote; missing if there is none in its line.</summary>
    public ValueSyntax ParseQuoted(int width)
    {
        int start = lexer.Position;
        if (IsTripleQuoteAt(start))
        {
            return ParseTriple(width);
        }

        int close = FindClose(start, lexer.Line.End);
        if (close < 0)
        {
            lexer.Position = lexer.Line.End;
            var span = TextSpan.FromBounds(start, lexer.TrimEnd(start, lexer.Line.End));
            diagnostics.Report(ReadingDiagnostics.UnclosedString(diagnostics.Locate(span), lexer.Text[start].ToString()));
            return new MissingValueSyntax(span);
        }

        var text = new TemplateBuilder();
        templates.Append(text, start + 1, close, close, hasEscapes: true);
        lexer.Position = close + 1;
        return text.Build(TextSpan.FromBounds(start, close + 1), isQuoted: true);
    }

    /// <summary>Reads the lines below a <c>|</c>; the cursor is then before the line after them.</summary>
    public ValueSyntax ParseBlock(int width)
    {
        int start = lexer.Position;
        int headLine = lexer.Line.Number;
        int last = headLine;
        int next = headLine + 1;
        for (Line line = lexer.LineAt(next); line.IsBlank || line.Width > width; line = lexer.LineAt(++next))
        {
            if (IsEndOfFile(line))
            {
                break;
            }

            last = line.IsBlank ? last : next;
        }

        int textEnd = lexer.TrimEnd(start, last == headLine ? lexer.RestOfLine().End : lexer.LineAt(last).End);
        var text = new TemplateBuilder();
        if (last > headLine)
        {
            int indent = CommonIndent(headLine + 1, last);
            AppendLines(text, lexer.LineAt(headLine + 1).Start + indent, headLine + 1, last, lexer.LineAt(last).End, indent, hasEscapes: false);
        }

        lexer.SkipLine();
        if (last > headLine)
        {
            lexer.MoveBefore(last + 1, textEnd);
        }

        return text.Build(TextSpan.FromBounds(start, last == headLine ? start + 1 : textEnd), isQuoted: true);
    }

    private ValueSyntax ParseTriple(int width)
    {
        int start = lexer.Position;
        int headLine = lexer.Line.Number;
        int close = FindTripleClose(start + TripleQuote.Length);
        int lastLine = close < 0 ? -1 : lexer.File.GetLinePosition(close).Line;
        if (close < 0 || IsCloseOfAnother(headLine, lastLine, close, width))
        {
            var opening = new TextSpan(start, TripleQuote.Length);
            diagnostics.Report(ReadingDiagnostics.UnclosedString(diagnostics.Locate(opening), TripleQuote));
            int end = FindStructure(headLine, width) - 1;
            lexer.MoveInto(end, lexer.LineAt(end).End);
            return new MissingValueSyntax(opening);
        }

        var text = new TemplateBuilder();
        int first = start + TripleQuote.Length;
        if (lastLine == headLine)
        {
            templates.Append(text, first, close, close, hasEscapes: true);
        }
        else
        {
            // The line of the closing quotes counts only if it has text, the one of the opening quotes likewise.
            bool isCloseAlone = lexer.LineAt(lastLine).ContentStart >= close;
            int last = isCloseAlone ? lastLine - 1 : lastLine;
            int indent = CommonIndent(headLine + 1, last);
            bool hasHead = lexer.TrimEnd(first, lexer.LineAt(headLine).End) > first;
            if (hasHead || last > headLine)
            {
                AppendLines(
                    text,
                    hasHead ? first : lexer.LineAt(headLine + 1).Start + indent,
                    hasHead ? headLine : headLine + 1,
                    last,
                    isCloseAlone ? lexer.LineAt(last).End : close,
                    indent,
                    hasEscapes: true);
            }
        }

        lexer.MoveInto(lastLine, close + TripleQuote.Length);
        return text.Build(TextSpan.FromBounds(start, close + TripleQuote.Length), isQuoted: true);
    }

    /// <summary>
    /// The quotes that seem to close a string open another one: between them stand lines of the file's structure.
    /// So a forgotten <c>"""</c> is one mistake, and not one for each line down to the next string.
    /// </summary>
    private bool IsCloseOfAnother(int headLine, int lastLine, int close, int width)
    {
        if (lastLine == headLine)
        {
            return false;
        }

        Line last = lexer.LineAt(lastLine);
        int before = lexer.TrimEnd(last.ContentStart, close);
        bool opensAnother = before > last.ContentStart && lexer.Text[before - 1] == ':';
        if (!opensAnother)
        {
            return false;
        }

        return FindStructure(headLine, width, lastLine) <= lastLine;
    }

    /// <summary>The next line that reads like one of the file's structure, at the level of the string's key or above.</summary>
    /// <param name="until">The last line that matters.</param>
    private int FindStructure(int headLine, int width, int until = int.MaxValue)
    {
        int number = headLine + 1;
        for (Line line = lexer.LineAt(number); number <= until && !IsEndOfFile(line); line = lexer.LineAt(++number))
        {
            if (!line.IsBlank && line.Width <= width && Layout.IsEntryAt(lexer, line, line.ContentStart))
            {
                break;
            }
        }

        return number;
    }

    /// <summary>
    /// Appends lines without their common indentation, with <c>\n</c> between them. Lines of white space are empty:
    /// an editor may remove what is in them.
    /// </summary>
    /// <param name="start">Where the text of the first line begins.</param>
    private void AppendLines(TemplateBuilder text, int start, int first, int last, int end, int indent, bool hasEscapes)
    {
        int number = first;
        int position = start;
        while (true)
        {
            Line line = lexer.LineAt(number);
            int lineEnd = number == last ? end : line.End;
            if (!line.IsBlank)
            {
                position = templates.Append(text, position, lineEnd, end, hasEscapes);
            }

            if (!line.IsBlank && position > line.End)
            {
                // An expression went on in later lines: its line goes on behind it.
                number = lexer.File.GetLinePosition(position).Line;
            }
            else if (number == last)
            {
                return;
            }
            else
            {
                text.Text.Append('\n');
                position = lexer.LineAt(++number).Start + indent;
            }
        }
    }

    private int CommonIndent(int first, int last)
    {
        Line? model = null;
        int common = 0;
        for (int number = first; number <= last; number++)
        {
            Line line = lexer.LineAt(number);
            if (line.IsBlank)
            {
                continue;
            }

            if (model is null)
            {
                model = line;
                common = line.ContentStart - line.Start;
                continue;
            }

            int same = 0;
            while (same < common && line.Start + same < line.ContentStart
                && lexer.Text[line.Start + same] == lexer.Text[model.Value.Start + same])
            {
                same++;
            }

            common = same;
        }

        return common;
    }

    /// <summary>The quote that closes the one at <paramref name="start"/>, or -1.</summary>
    public int FindClose(int start, int end)
    {
        char quote = lexer.Text[start];
        int i = start + 1;
        while (i < end && lexer.Text[i] != quote && !_vain.Contains(i, quote, end))
        {
            i = Next(i, end);
        }

        if (i < end && lexer.Text[i] == quote)
        {
            return i;
        }

        for (i = start + 1; i < end && _vain.Add(i, quote, end);)
        {
            i = Next(i, end);
        }

        return -1;
    }

    /// <summary>Where a search goes on, which quotes in braces and escaped ones do not end.</summary>
    private int Next(int position, int end)
    {
        int behind = templates.Skip(position, end, inQuotes: true);
        return behind > position ? behind : lexer.Text[position] == '\\' ? position + 2 : position + 1;
    }

    private int FindTripleClose(int start)
    {
        for (int i = start; i < lexer.Text.Length; i++)
        {
            if (lexer.Text[i] == '\\')
            {
                i++;
            }
            else if (IsTripleQuoteAt(i))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsTripleQuoteAt(int position) =>
        string.CompareOrdinal(lexer.Text, position, TripleQuote, 0, TripleQuote.Length) == 0;

    private bool IsEndOfFile(Line line) => line.Number == lexer.File.LineCount;
}
