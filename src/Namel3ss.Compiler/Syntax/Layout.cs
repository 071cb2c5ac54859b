using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Lines that are indented below one line: a chain's, a step's, a map's, a list's.</summary>
/// <param name="parentWidth">The indentation of the line that the block hangs on.</param>
/// <param name="depth">How many blocks it is inside of, itself included.</param>
internal struct Block(int parentWidth, int depth)
{
    public const int NoWidth = -1;

    public int ParentWidth { get; } = parentWidth;

    public int Depth { get; } = depth;

    /// <summary>How far its entries are indented: as its first one is.</summary>
    public int Width { get; set; } = NoWidth;

    /// <summary>The width of the wrongly indented lines just before, which are one mistake together.</summary>
    public int StrayWidth { get; set; } = NoWidth;

    /// <summary>The entry at hand is wrongly indented, and reported.</summary>
    public readonly bool IsStray => StrayWidth != NoWidth;
}

/// <summary>Finds the entries of blocks by their indentation and reports where it is wrong.</summary>
internal sealed class Layout(Lexer lexer, DiagnosticBag diagnostics, CancellationToken cancellationToken)
{
    public const int MaxDepth = 64;

    private int _indentedLine = -1;
    private bool _isMixed;

    /// <summary>Puts the cursor on the block's next entry; false, and the cursor before the line, where the block ends.</summary>
    public bool Next(ref Block block)
    {
        while (lexer.SkipToContent() && lexer.Line.Width > block.ParentWidth)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Line line = lexer.Line;
            CheckTabs(line);
            if (block.Width == Block.NoWidth)
            {
                if (block.Depth > MaxDepth)
                {
                    diagnostics.Report(ReadingDiagnostics.TooDeep(diagnostics.Locate(lexer.RestOfLine()), MaxDepth));
                    lexer.SkipDeeper(block.ParentWidth);
                    return false;
                }

                block.Width = line.Width;
            }

            if (line.Width == block.Width)
            {
                block.StrayWidth = Block.NoWidth;
                return true;
            }

            ReportStray(ref block, line);
            if (IsEntryAt(lexer, line, lexer.Position) || IsItemAt(lexer, lexer.Position))
            {
                return true;
            }

            lexer.SkipLine();
        }

        return false;
    }

    /// <summary><c>key:</c> with white space or nothing behind it, or a word that starts a statement.</summary>
    public static bool IsEntryAt(Lexer lexer, Line line, int position)
    {
        string text = lexer.Text;
        int end = line.End;
        int i = position;
        if (i < end && text[i] is '"' or '\'')
        {
            char quote = text[i++];
            while (i < end && text[i] != quote)
            {
                i += text[i] == '\\' ? 2 : 1;
            }

            i++;
        }
        else
        {
            while (i < end && !Lexer.IsSpace(text[i]) && text[i] is not (':' or ',' or '[' or ']' or '{' or '}' or '"' or '\''))
            {
                i++;
            }
        }

        if (i >= end || i == position)
        {
            return false;
        }

        if (Lexer.IsSpace(text[i]) && Words.OfStatements.Contains(text.Substring(position, i - position)))
        {
            return true;
        }

        while (i < end && Lexer.IsSpace(text[i]))
        {
            i++;
        }

        return i < end && text[i] == ':' && (i + 1 == end || Lexer.IsSpace(text[i + 1]));
    }

    /// <summary>The <c>-</c> of a list item.</summary>
    public static bool IsItemAt(Lexer lexer, int position) =>
        position < lexer.Line.End && lexer.Text[position] == '-'
        && (position + 1 == lexer.Line.End || Lexer.IsSpace(lexer.Text[position + 1]));

    private void ReportStray(ref Block block, Line line)
    {
        // With tabs and spaces mixed, widths mean nothing; that mistake is reported.
        if (line.Width != block.StrayWidth && !_isMixed)
        {
            TextSpan text = lexer.RestOfLine();
            diagnostics.ReportStray(line.Width > block.Width
                ? ReadingDiagnostics.IndentedTooFar(diagnostics.Locate(text), Columns(line.Width), Columns(block.Width))
                : ReadingDiagnostics.IndentedTooLittle(diagnostics.Locate(text), Columns(line.Width), Columns(block.Width)));
        }

        block.StrayWidth = line.Width;
    }

    /// <summary>A width in words, in what the file is indented by.</summary>
    private string Columns(int width)
    {
        bool isTabs = _indentedLine >= 0 && lexer.Text[lexer.LineAt(_indentedLine).Start] == '\t';
        int count = isTabs ? width / lexer.TabWidth : width;
        return count == 0 ? "not at all" : $"by {count} {(isTabs ? "tab" : "space")}{(count == 1 ? "" : "s")}";
    }

    private void CheckTabs(Line line)
    {
        if (line.Width == 0 || _isMixed)
        {
            return;
        }

        if (_indentedLine < 0)
        {
            _indentedLine = line.Number;
        }

        Line first = lexer.LineAt(_indentedLine);
        char indent = lexer.Text[first.Start];
        for (int i = line.Start; i < line.ContentStart; i++)
        {
            if (lexer.Text[i] != indent)
            {
                _isMixed = true;
                var at = TextSpan.FromBounds(line.Start, line.ContentStart);
                diagnostics.ReportStray(ReadingDiagnostics.MixedIndentation(
                    diagnostics.Locate(at), line.Number + 1, first.Number + 1, firstIsTab: indent == '\t'));
                return;
            }
        }
    }
}
