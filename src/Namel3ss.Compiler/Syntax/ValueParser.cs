using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Reads values as they are written, whatever their key wants: scalars, lists in both forms, maps. A value that
/// cannot be read is a <see cref="MissingValueSyntax"/>, reported here.
/// </summary>
internal sealed class ValueParser(Lexer lexer, DiagnosticBag diagnostics, Layout layout, NameRules names)
{
    private readonly StringParser _strings = new(lexer, diagnostics);

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

    /// <summary>Reads a string, as a key or a name may be one; null if it is not closed, which is reported.</summary>
    public ScalarSyntax? ParseQuoted(int width) => _strings.ParseQuoted(width) as ScalarSyntax;

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
            return ParseBlockString(width);
        }

        int line = lexer.Line.Number;
        ValueSyntax? value = lexer.Current == '[' ? ParseList(width, depth + 1) : ParseScalar(width, inList: false);
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
            diagnostics.Report(ReadingDiagnostics.TextAfterValue(diagnostics.Locate(lexer.RestOfLine())));
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

    private ValueSyntax ParseBlockString(int width)
    {
        int bar = lexer.Position;
        TextSpan header = lexer.RestOfLine();
        if (header.Length > 1)
        {
            bool isModifier = lexer.Peek(1) is '-' or '+' || char.IsDigit(lexer.Peek(1));
            lexer.Position++;
            lexer.SkipSpaces();
            diagnostics.Report(isModifier
                ? ReadingDiagnostics.ForeignNotation(diagnostics.Locate(header), Slice(header), "Write '|' alone: the last line break is always left out")
                : ReadingDiagnostics.TextAfterBar(diagnostics.Locate(lexer.RestOfLine())));
        }

        lexer.Position = bar;
        return _strings.ParseBlock(width);
    }

    /// <returns>Null if the list is not closed; the cursor is then before the first line that is not of it.</returns>
    private ValueSyntax? ParseList(int width, int depth)
    {
        int open = lexer.Position;
        if (depth > Layout.MaxDepth)
        {
            diagnostics.Report(ReadingDiagnostics.TooDeep(diagnostics.Locate(new TextSpan(open, 1)), Layout.MaxDepth));
            Skip(width);
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
                diagnostics.Report(ReadingDiagnostics.MissingComma(diagnostics.Locate(FirstWord())));
            }

            ValueSyntax? item = lexer.Current == '[' ? ParseList(width, depth + 1) : ParseScalar(width, inList: true);
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

    private ValueSyntax ParseScalar(int width, bool inList)
    {
        char c = lexer.Current;
        if (c is '"' or '\'')
        {
            return _strings.ParseQuoted(width);
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

        TextSpan found = c is '{' ? BracedText() : FirstWord();
        diagnostics.Report(ReadingDiagnostics.ForeignNotation(diagnostics.Locate(found), Slice(found), cure));
        lexer.Position = found.End;
        return new MissingValueSyntax(found);
    }

    private ValueSyntax ParseBare(bool inList)
    {
        int start = lexer.Position;
        int i = start;
        bool isPlain = true;
        bool hasEscape = false;
        for (; i < lexer.Line.End; i++)
        {
            char c = lexer.Text[i];
            if (lexer.IsCommentAt(i) || (inList && c is ',' or ']'))
            {
                break;
            }

            if (Template.IsEscapedAt(lexer.Text, i, lexer.Line.End))
            {
                hasEscape = true;
                i += Template.EscapedLength - 1;
            }
            else if (isPlain && Template.IsAt(lexer.Text, i, lexer.Line.End))
            {
                TextSpan template = Template.SpanAt(lexer.Text, i, lexer.Line.End);
                diagnostics.Report(ReadingDiagnostics.NotYetTemplate(diagnostics.Locate(template)));
                isPlain = false;
                i = template.End - 1;
            }
        }

        var span = TextSpan.FromBounds(start, lexer.TrimEnd(start, i));
        lexer.Position = span.End;
        if (!isPlain)
        {
            return new MissingValueSyntax(span);
        }

        string text = hasEscape ? Slice(span).Replace("\\{{", "{{") : Slice(span);
        return new ScalarSyntax(span, PlainText.Classify(text), text, IsQuoted: false);
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

                diagnostics.Report(ReadingDiagnostics.ItemExpected(diagnostics.Locate(lexer.RestOfLine())));
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
                var map = new Block(width, block.Depth + 1) { Width = width + (isTabs ? Line.TabWidth : lexer.Position - dash) };
                item = ParseMap(ref map, new TextSpan(lexer.Position, 0), isAtEntry: true);
            }
            else
            {
                item = ParseInline(width, block.Depth);
            }

            items.Add(item ?? new MissingValueSyntax(new TextSpan(dash, 1)));
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
            diagnostics.Report(ReadingDiagnostics.MissingValue(diagnostics.Locate(key.Span), key.Text));
            value = new MissingValueSyntax(new TextSpan(colon + 1, 0));
        }

        return new MapEntrySyntax(TextSpan.FromBounds(key.Span.Start, Math.Max(colon + 1, value.Span.End)), key.Span, key.Text, value);
    }

    /// <summary>Reads the key of a map up to its colon; null if it is none, which is reported and its entry left out.</summary>
    private (TextSpan Span, string Text)? ParseKey(int width)
    {
        (TextSpan Span, string Text)? key;
        if (lexer.Current is '"' or '\'')
        {
            key = ParseQuoted(width) is { } quoted ? (quoted.Span, quoted.Text) : null;
        }
        else
        {
            TextSpan word = FirstWord(upToColon: true);
            lexer.Position = word.End;
            key = (word, Slice(word));
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

    private TextSpan BracedText()
    {
        int end = lexer.Text.IndexOf('}', lexer.Position, lexer.Line.End - lexer.Position);
        return end < 0 ? lexer.RestOfLine() : TextSpan.FromBounds(lexer.Position, end + 1);
    }

    /// <summary>The text at the cursor up to white space, a comma, a bracket or, for keys, a colon; one character at least.</summary>
    private TextSpan FirstWord(bool upToColon = false)
    {
        int end = lexer.Position;
        while (end < lexer.Line.End && !Lexer.IsSpace(lexer.Text[end])
            && (upToColon ? lexer.Text[end] != ':' : lexer.Text[end] is not (',' or ']')))
        {
            end++;
        }

        return TextSpan.FromBounds(lexer.Position, Math.Max(end, Math.Min(lexer.Position + 1, lexer.Line.End)));
    }

    private string Slice(TextSpan span) => lexer.Text.Substring(span.Start, span.Length);
}
