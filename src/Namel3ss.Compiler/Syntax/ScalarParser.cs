using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads a single value: a string in any form, or bare text.</summary>
internal sealed class ScalarParser(Lexer lexer, DiagnosticBag diagnostics, TemplateReader templates, StringParser strings)
{
    /// <summary>Reads the string at the cursor, up to its closing quote.</summary>
    public ValueSyntax ParseQuoted(int width) => strings.ParseQuoted(width);

    /// <summary>Reads a <c>|</c> string, and leaves the cursor before the line after it.</summary>
    public ValueSyntax ParseBlock(int width)
    {
        int bar = lexer.Position;
        TextSpan header = lexer.RestOfLine();
        if (header.Length > 1)
        {
            bool isModifier = lexer.Peek(1) is '-' or '+' || char.IsDigit(lexer.Peek(1));
            lexer.Position++;
            lexer.SkipSpaces();
            diagnostics.Report(isModifier
                ? ReadingDiagnostics.ForeignNotation(diagnostics.Locate(header), lexer.Slice(header), "Write '|' alone: the last line break is always left out")
                : ReadingDiagnostics.TextAfterBar(diagnostics.Locate(lexer.RestOfLine())));
        }

        lexer.Position = bar;
        return strings.ParseBlock(width);
    }

    /// <summary>Reads the value at the cursor, up to its last character.</summary>
    public ValueSyntax Parse(int width, bool inList)
    {
        char c = lexer.Current;
        if (c is '"' or '\'')
        {
            return strings.ParseQuoted(width);
        }

        string? cure = c switch
        {
            '>' => "Write '|' for a text of several lines; a text that begins with '>' takes quotes",
            '|' => "In a list, write such a text in quotes, with \\n for a line break",
            '{' when lexer.Peek(1) != '{' => "Write a map as lines of 'key: value', indented below its key; a text that begins with '{' takes quotes",
            '&' or '*' => $"There are no anchors and aliases: write the value itself; a text that begins with '{c}' takes quotes",
            '-' when !inList && Layout.IsItemAt(lexer, lexer.Position) => "Write each item on a line of its own, indented below the key, or all of them as [a, b]",
            _ => null,
        };
        if (cure is null)
        {
            return ParseBare(inList);
        }

        TextSpan found = c is '{' ? BracedText() : lexer.FirstWord();
        diagnostics.Report(ReadingDiagnostics.ForeignNotation(diagnostics.Locate(found), lexer.Slice(found), cure));
        lexer.Position = found.End;
        return new MissingValueSyntax(found);
    }

    private ValueSyntax ParseBare(bool inList)
    {
        int start = lexer.Position;
        int i = start;
        bool isBroken = false;
        while (i < lexer.Line.End && !lexer.IsCommentAt(i) && !(inList && lexer.Text[i] is ',' or ']'))
        {
            int next = templates.Skip(i, lexer.Line.End, inQuotes: false);
            if (next < 0)
            {
                // One that is not closed takes the rest of the line.
                templates.ReportUnclosed(i);
                isBroken = true;
                next = lexer.Line.End;
            }

            i = Math.Max(i + 1, next);
        }

        var span = TextSpan.FromBounds(start, lexer.TrimEnd(start, i));
        lexer.Position = span.End;
        if (isBroken)
        {
            return new MissingValueSyntax(span);
        }

        var result = new TemplateBuilder();
        templates.Append(result, span.Start, span.End, span.End, hasEscapes: false);
        return result.Build(span, isQuoted: false);
    }

    private TextSpan BracedText()
    {
        int end = lexer.Text.IndexOf('}', lexer.Position, lexer.Line.End - lexer.Position);
        return end < 0 ? lexer.RestOfLine() : TextSpan.FromBounds(lexer.Position, end + 1);
    }
}
