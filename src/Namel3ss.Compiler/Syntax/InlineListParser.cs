using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads <c>[a, b]</c>, on one or several lines.</summary>
internal sealed class InlineListParser(Lexer lexer, DiagnosticBag diagnostics, ScalarParser scalars)
{
    /// <returns>Null if the list is not closed; the cursor is then before the first line that is not of it.</returns>
    public ValueSyntax? Parse(int width, int depth)
    {
        int open = lexer.Position;
        if (depth > Layout.MaxDepth)
        {
            diagnostics.Report(ReadingDiagnostics.TooDeep(diagnostics.Locate(new TextSpan(open, 1)), Layout.MaxDepth));
            lexer.SkipLine();
            lexer.SkipDeeper(width);
            return null;
        }

        lexer.Position++;
        var items = new List<ValueSyntax>();
        bool wantsItem = true;
        bool isBroken = false;
        while (MoveToListText(width))
        {
            if (lexer.Current == ']')
            {
                lexer.Position++;
                return new ListSyntax(TextSpan.FromBounds(open, lexer.Position), items.ToEquatableArray());
            }

            if (lexer.Current == ',')
            {
                if (wantsItem && !isBroken)
                {
                    diagnostics.Report(ReadingDiagnostics.MissingItem(diagnostics.Locate(new TextSpan(lexer.Position, 1))));
                }

                lexer.Position++;
                wantsItem = true;
                continue;
            }

            if (!wantsItem && !isBroken)
            {
                isBroken = true;
                diagnostics.Report(lexer.IsAtDoubledQuote
                    ? ReadingDiagnostics.DoubledQuote(diagnostics.Locate(new TextSpan(lexer.Position - 1, 2)), lexer.Current)
                    : ReadingDiagnostics.MissingComma(diagnostics.Locate(lexer.FirstWord())));
            }

            ValueSyntax? item = lexer.Current == '[' ? Parse(width, depth + 1) : scalars.Parse(width, inList: true);
            if (item is null)
            {
                return null;
            }

            // What could not be read may have taken the comma or the bracket behind it with it.
            isBroken |= item is MissingValueSyntax;
            items.Add(item);
            wantsItem = false;
        }

        if (!isBroken)
        {
            diagnostics.Report(ReadingDiagnostics.UnclosedList(diagnostics.Locate(new TextSpan(open, 1))));
        }

        return null;
    }

    /// <summary>
    /// Moves to the next text of a list, over line breaks and comments. A line that reads like a key and is not
    /// indented deeper than the list's own key is not of the list: its bracket is missing.
    /// </summary>
    private bool MoveToListText(int width)
    {
        lexer.SkipSpaces();
        while (lexer.IsAtTextEnd)
        {
            lexer.NextLine();
            if (!lexer.SkipToContent()
                || (lexer.Line.Width <= width && Layout.IsEntryAt(lexer, lexer.Line, lexer.Line.ContentStart)))
            {
                return false;
            }
        }

        return true;
    }
}
