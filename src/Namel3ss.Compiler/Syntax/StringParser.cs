using System.Globalization;
using System.Text;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads strings: <c>"…"</c>, <c>'…'</c>, <c>"""…"""</c> and <c>|</c> blocks.</summary>
internal sealed class StringParser(Lexer lexer, DiagnosticBag diagnostics)
{
    private const string TripleQuote = "\"\"\"";

    /// <summary>Reads the string at the cursor, up to its closing quote; missing if there is none in its line.</summary>
    public ValueSyntax ParseQuoted(int width)
    {
        int start = lexer.Position;
        if (IsTripleQuoteAt(start))
        {
            return ParseTriple(width);
        }

        int close = FindClose(start);
        if (close < 0)
        {
            lexer.Position = lexer.Line.End;
            var span = TextSpan.FromBounds(start, lexer.TrimEnd(start, lexer.Line.End));
            diagnostics.Report(ReadingDiagnostics.UnclosedString(diagnostics.Locate(span), lexer.Text[start].ToString()));
            return new MissingValueSyntax(span);
        }

        var text = new StringBuilder();
        bool isPlain = Append(text, start + 1, close, hasEscapes: true, reportTemplate: true);
        lexer.Position = close + 1;
        return Result(TextSpan.FromBounds(start, close + 1), isPlain, text);
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
        var text = new StringBuilder();
        bool isPlain = AppendLines(text, headLine + 1, last, lexer.LineAt(last).End, hasEscapes: false);
        lexer.SkipLine();
        if (last > headLine)
        {
            lexer.MoveBefore(last + 1, textEnd);
        }

        return Result(TextSpan.FromBounds(start, last == headLine ? start + 1 : textEnd), isPlain, text);
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

        var text = new StringBuilder();
        bool isPlain;
        int first = start + TripleQuote.Length;
        if (lastLine == headLine)
        {
            isPlain = Append(text, first, close, hasEscapes: true, reportTemplate: true);
        }
        else
        {
            // The line of the closing quotes counts only if it has text, the one of the opening quotes likewise.
            bool isCloseAlone = lexer.LineAt(lastLine).ContentStart >= close;
            int last = isCloseAlone ? lastLine - 1 : lastLine;
            int headEnd = lexer.LineAt(headLine).End;
            isPlain = true;
            if (lexer.TrimEnd(first, headEnd) > first)
            {
                isPlain = Append(text, first, headEnd, hasEscapes: true, reportTemplate: true);
                text.Append(last > headLine ? "\n" : "");
            }

            isPlain &= AppendLines(text, headLine + 1, last, isCloseAlone ? lexer.LineAt(last).End : close, hasEscapes: true, reportTemplate: isPlain);
        }

        lexer.MoveInto(lastLine, close + TripleQuote.Length);
        return Result(TextSpan.FromBounds(start, close + TripleQuote.Length), isPlain, text);
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

        return FindStructure(headLine, width) <= lastLine;
    }

    /// <summary>The next line that reads like one of the file's structure, at the level of the string's key or above.</summary>
    private int FindStructure(int headLine, int width)
    {
        int number = headLine + 1;
        for (Line line = lexer.LineAt(number); !IsEndOfFile(line); line = lexer.LineAt(++number))
        {
            if (!line.IsBlank && line.Width <= width && Layout.IsEntryAt(lexer, line, line.ContentStart))
            {
                break;
            }
        }

        return number;
    }

    /// <summary>
    /// Appends whole lines without their common indentation, with <c>\n</c> between them. Lines of white space
    /// are empty: an editor may remove what is in them. False if a template was found.
    /// </summary>
    private bool AppendLines(StringBuilder text, int first, int last, int lastEnd, bool hasEscapes, bool reportTemplate = true)
    {
        int indent = CommonIndent(first, last);
        bool isPlain = true;
        for (int number = first; number <= last; number++)
        {
            Line line = lexer.LineAt(number);
            if (number > first)
            {
                text.Append('\n');
            }

            if (!line.IsBlank)
            {
                int end = number == last ? lastEnd : line.End;
                isPlain &= Append(text, line.Start + indent, end, hasEscapes, reportTemplate && isPlain);
            }
        }

        return isPlain;
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

    /// <summary>Appends a stretch of one line, escapes resolved; false if it has a template, which is reported.</summary>
    private bool Append(StringBuilder text, int start, int end, bool hasEscapes, bool reportTemplate)
    {
        bool isPlain = true;
        int i = start;
        while (i < end)
        {
            char c = lexer.Text[i];
            if (c == '\\' && hasEscapes)
            {
                i = AppendEscape(text, i, end);
            }
            else if (Template.IsEscapedAt(lexer.Text, i, end))
            {
                text.Append("{{");
                i += Template.EscapedLength;
            }
            else
            {
                if (isPlain && Template.IsAt(lexer.Text, i, end))
                {
                    isPlain = false;
                    if (reportTemplate)
                    {
                        diagnostics.Report(ReadingDiagnostics.NotYetTemplate(diagnostics.Locate(Template.SpanAt(lexer.Text, i, end))));
                    }
                }

                text.Append(c);
                i++;
            }
        }

        return isPlain;
    }

    private int AppendEscape(StringBuilder text, int start, int end)
    {
        char kind = start + 1 < end ? lexer.Text[start + 1] : '\0';
        if (kind == 'u' && start + 6 <= end && ushort.TryParse(
            lexer.Text.Substring(start + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            text.Append((char)code);
            return start + 6;
        }

        int index = start + 1 < end ? "nrt0\\\"'{".IndexOf(kind) : -1;
        if (index >= 0)
        {
            text.Append("\n\r\t\0\\\"'{"[index]);
            return start + 2;
        }

        int length = start + 1 >= end ? 1 : char.IsHighSurrogate(kind) && start + 2 < end ? 3 : 2;
        diagnostics.Report(ReadingDiagnostics.InvalidEscape(
            diagnostics.Locate(new TextSpan(start, length)), lexer.Text.Substring(start, length)));
        return start + length;
    }

    private int FindClose(int start)
    {
        char quote = lexer.Text[start];
        for (int i = start + 1; i < lexer.Line.End; i++)
        {
            if (lexer.Text[i] == '\\')
            {
                i++;
            }
            else if (lexer.Text[i] == quote)
            {
                return i;
            }
        }

        return -1;
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

    private static ValueSyntax Result(TextSpan span, bool isPlain, StringBuilder text) =>
        isPlain ? new ScalarSyntax(span, ScalarKind.Text, text.ToString(), IsQuoted: true) : new MissingValueSyntax(span);
}
