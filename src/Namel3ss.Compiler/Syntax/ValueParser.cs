using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Reads values as they are written, whatever their key wants: scalars, lists in both forms, maps. A value that
/// cannot be read is a <see cref="MissingValueSyntax"/>, reported here.
/// </summary>
internal sealed class ValueParser(
    Lexer lexer, DiagnosticBag diagnostics, Layout layout, NameRules names, ScalarParser scalars, BareText bareText)
{
    private readonly InlineListParser _lists = new(lexer, diagnostics, scalars);

    /// <summary>
    /// Reads what follows a key's colon, in its line or below it, and leaves the cursor before the line after it.
    /// </summary>
    /// <param name="width">How far the key is indented.</param>
    /// <param name="depth">How many blocks the value is inside of.</param>
    /// <returns>Null if there is no value.</returns>
    public ValueSyntax? ParseAfterColon(int width, int depth)
    {
        lexer.SkipSpaces();
        if (!lexer.IsAtTextEnd)
        {
            return ParseInline(width, depth);
        }

        lexer.NextLine();
        return ParseBelow(width, depth);
    }

    /// <summary>Reads a string, as a key or a name may be one; null if it is none, which is reported.</summary>
    /// <param name="what">What the string names, as messages write it.</param>
    public ScalarSyntax? ParseQuoted(int width, string what)
    {
        ValueSyntax value = scalars.ParseQuoted(width);
        if (value is ExpressionValueSyntax or TemplateSyntax)
        {
            diagnostics.Report(ReadingDiagnostics.FixedValue(diagnostics.Locate(value.Span), what, isText: true));
        }

        return value as ScalarSyntax;
    }

    /// <summary>Reads the map below a key; empty if there is none.</summary>
    public MapSyntax ParseMap(TextSpan keySpan, int width, int depth)
    {
        var block = new Block(width, depth + 1);
        return ParseMap(ref block, keySpan, isAtEntry: false);
    }

    /// <summary>Leaves out the rest of a line that cannot be read, and what stands below it.</summary>
    public void Skip(int width)
    {
        lexer.SkipLine();
        lexer.SkipDeeper(width);
    }

    private ValueSyntax ParseInline(int width, int depth)
    {
        if (lexer.Current == '|')
        {
            return scalars.ParseBlock(width);
        }

        int line = lexer.Line.Number;
        ValueSyntax? value = lexer.Current == '[' ? _lists.Parse(width, depth + 1) : scalars.Parse(width, inList: false);
        if (value is null)
        {
            // An unclosed list has read all of its lines.
            return new MissingValueSyntax(new TextSpan(lexer.LineAt(line).ContentStart, 0));
        }

        if (value is MissingValueSyntax)
        {
            Skip(width);
            SkipClosingBrace(value);
            return value;
        }

        lexer.SkipSpaces();
        if (!lexer.IsAtTextEnd)
        {
            diagnostics.Report(lexer.IsAtDoubledQuote
                ? ReadingDiagnostics.DoubledQuote(diagnostics.Locate(new TextSpan(lexer.Position - 1, 2)), lexer.Current)
                : ReadingDiagnostics.TextAfterValue(diagnostics.Locate(lexer.RestOfLine())));
            Skip(width);
            return value;
        }

        lexer.NextLine();
        return value;
    }

    /// <summary>The value on the lines below its key.</summary>
    private ValueSyntax? ParseBelow(int width, int depth)
    {
        bool isItem = lexer.SkipToContent() && Layout.IsItemAt(lexer, lexer.Position);
        if (lexer.Line.Width < width || (lexer.Line.Width == width && !isItem))
        {
            return null;
        }

        if (lexer.Line.Width == width)
        {
            diagnostics.Report(ReadingDiagnostics.ItemsNotIndented(diagnostics.Locate(lexer.RestOfLine())));
            return ParseItems(new Block(width - 1, depth + 1), endsAtKey: true);
        }

        if (isItem)
        {
            return ParseItems(new Block(width, depth + 1), endsAtKey: false);
        }

        if (Layout.IsEntryAt(lexer, lexer.Line, lexer.Position))
        {
            var block = new Block(width, depth + 1);
            return ParseMap(ref block, new TextSpan(lexer.Position, 0), isAtEntry: false);
        }

        TextSpan text = lexer.RestOfLine();
        diagnostics.Report(ReadingDiagnostics.TextBelowKey(diagnostics.Locate(text)));
        lexer.SkipDeeper(width);
        return new MissingValueSyntax(text);
    }

    /// <param name="endsAtKey">The items stand below their key without indentation, so the next key ends them.</param>
    private ListSyntax ParseItems(Block block, bool endsAtKey)
    {
        var items = new List<ValueSyntax>();
        int start = lexer.Position;
        while (layout.Next(ref block))
        {
            int width = lexer.Line.Width;
            int dash = lexer.Position;
            if (!Layout.IsItemAt(lexer, dash))
            {
                if (endsAtKey)
                {
                    break;
                }

                diagnostics.ReportStray(ReadingDiagnostics.ItemExpected(diagnostics.Locate(lexer.RestOfLine())));
                Skip(width);
                continue;
            }

            lexer.Position++;
            lexer.SkipSpaces();
            ValueSyntax? item;
            if (lexer.IsAtTextEnd)
            {
                lexer.NextLine();
                item = ParseBelow(width, block.Depth);
                if (item is null)
                {
                    diagnostics.Report(ReadingDiagnostics.MissingItem(diagnostics.Locate(new TextSpan(dash, 1))));
                }
            }
            else if (Layout.IsEntryAt(lexer, lexer.Line, lexer.Position))
            {
                bool isTabs = lexer.Text[lexer.Line.Start] == '\t';
                var map = new Block(width, block.Depth + 1) { Width = width + (isTabs ? lexer.TabWidth : lexer.Position - dash) };
                item = ParseMap(ref map, new TextSpan(lexer.Position, 0), isAtEntry: true);
            }
            else
            {
                item = ParseInline(width, block.Depth);
            }

            items.Add(item ?? new MissingValueSyntax(new TextSpan(dash, 1)));
            if (endsAtKey && lexer.SkipToContent() && Layout.IsItemAt(lexer, lexer.Position))
            {
                // The items are not indented as they should be, which is reported: nor need they be indented alike.
                block.StrayWidth = lexer.Line.Width;
            }
        }

        return new ListSyntax(TextSpan.FromBounds(start, Math.Max(start, lexer.TextEnd)), items.ToEquatableArray());
    }

    private MapSyntax ParseMap(ref Block block, TextSpan emptySpan, bool isAtEntry)
    {
        var entries = new List<MapEntrySyntax>();
        var seen = new Dictionary<string, TextSpan>(StringComparer.Ordinal);
        int start = isAtEntry ? lexer.Position : -1;
        while (isAtEntry || layout.Next(ref block))
        {
            start = start < 0 ? lexer.Position : start;
            int width = isAtEntry ? block.Width : lexer.Line.Width;
            isAtEntry = false;
            if (ParseEntry(width, block.Depth, seen) is { } entry)
            {
                entries.Add(entry);
            }
        }

        TextSpan span = start < 0 ? emptySpan : TextSpan.FromBounds(start, Math.Max(start, lexer.TextEnd));
        return new MapSyntax(span, entries.ToEquatableArray());
    }

    private MapEntrySyntax? ParseEntry(int width, int depth, Dictionary<string, TextSpan> seen)
    {
        if (ParseKey(width) is not { } key)
        {
            return null;
        }

        int colon = lexer.Position++;
        if (seen.TryGetValue(key.Text, out TextSpan first))
        {
            diagnostics.Report(ChainDiagnostics.DuplicateKey(
                diagnostics.Locate(key.Span), key.Text, diagnostics.LineNumber(first.Start)));
            diagnostics.Mute(() => ParseAfterColon(width, depth));
            lexer.SkipDeeper(width);
            return null;
        }

        seen.Add(key.Text, key.Span);
        ValueSyntax? value = ParseAfterColon(width, depth);
        if (value is null)
        {
            diagnostics.ReportStray(ReadingDiagnostics.MissingValue(diagnostics.Locate(key.Span), key.Text, bareText.IsTextInComment(colon + 1)));
            value = new MissingValueSyntax(new TextSpan(colon + 1, 0));
        }

        return new MapEntrySyntax(TextSpan.FromBounds(key.Span.Start, Math.Max(colon + 1, value.Span.End)), key.Span, key.Text, value);
    }

    /// <summary>Reads the key of a map up to its colon; null if it is none, which is reported and its entry left out.</summary>
    private (TextSpan Span, string Text)? ParseKey(int width)
    {
        if (Word.At(lexer) is { HasName: true, IsKey: false } statement && Words.OfStatements.Contains(statement.Text))
        {
            diagnostics.Report(ChainDiagnostics.StatementInValue(diagnostics.Locate(statement.Span), statement.Text));
            Skip(width);
            return null;
        }

        (TextSpan Span, string Text)? key;
        if (lexer.Current is '"' or '\'')
        {
            key = ParseQuoted(width, "key") is { } quoted ? (quoted.Span, quoted.Text) : null;
        }
        else
        {
            TextSpan word = lexer.FirstWord(upToColon: true);
            lexer.Position = word.End;
            key = (word, lexer.Slice(word));
            if (names.ReportForeign(word, key.Value.Text))
            {
                key = null;
            }
        }

        if (key is null)
        {
            Skip(width);
            return null;
        }

        lexer.SkipSpaces();
        bool isQuoted = lexer.Text[key.Value.Span.Start] is '"' or '\'';
        bool isIdentifier = isQuoted || NameRules.IsIdentifier(key.Value.Text);
        if (lexer.Current == ':' && isIdentifier)
        {
            return key;
        }

        diagnostics.Report(lexer.Current == ':'
            ? ReadingDiagnostics.InvalidKey(diagnostics.Locate(key.Value.Span), key.Value.Text)
            : isIdentifier
                ? ReadingDiagnostics.MissingColon(diagnostics.Locate(key.Value.Span), key.Value.Text)
                : ReadingDiagnostics.EntryExpected(diagnostics.Locate(key.Value.Span), "'key: value'"));
        Skip(width);
        return null;
    }

    /// <summary>After a map in braces, the line with the closing one belongs to the same mistake.</summary>
    private void SkipClosingBrace(ValueSyntax value)
    {
        if (lexer.Text[value.Span.Start] == '{' && lexer.SkipToContent() && lexer.Current == '}')
        {
            lexer.SkipLine();
        }
    }
}
