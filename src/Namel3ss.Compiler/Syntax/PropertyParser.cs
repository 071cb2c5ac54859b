using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads <c>key: value</c> of chains, steps, models and loops.</summary>
internal sealed class PropertyParser(Lexer lexer, DiagnosticBag diagnostics, ValueParser values, ValueReader reader, BareText bareText)
{
    public void Parse(PropertyList owner, Word word, int width, int depth)
    {
        Location at = diagnostics.Locate(word.Span);
        if (!owner.Keys.TryGetValue(word.Text, out ValueReading reading))
        {
            diagnostics.Report(ChainDiagnostics.UnknownKey(
                at, word.Text, owner.Owner, owner.Keys.Keys, Suggestion.Hint(word.Text, owner.Keys.Keys.Where(key => owner.FirstOf(key) is null))));
            Skip(word, width);
        }
        else if (owner.FirstOf(word.Text) is { } first)
        {
            diagnostics.Report(ChainDiagnostics.DuplicateKey(at, word.Text, diagnostics.LineNumber(first)));
            Skip(word, width);
        }
        else
        {
            owner.Note(word);
            int colon = MoveBehindColon(word);
            ValueSyntax? value = reader.Read(word.Text, word.Span, reading, width, depth);
            if (value is null)
            {
                Diagnostic missing = ReadingDiagnostics.MissingValue(at, word.Text, bareText.IsTextInComment(colon + 1));
                if (IsBlockBelow(owner))
                {
                    diagnostics.ReportStray(missing);
                }
                else
                {
                    diagnostics.Report(missing);
                }

                value = new MissingValueSyntax(new TextSpan(colon + 1, 0));
            }

            var span = TextSpan.FromBounds(word.Span.Start, Math.Max(colon + 1, value.Span.End));
            owner.Items.Add(new PropertySyntax(span, word.Span, word.Text, value));
        }
    }

    /// <summary>The lines below a key without value are no keys of its owner: they were meant to be its value, indented.</summary>
    private bool IsBlockBelow(PropertyList owner)
    {
        if (!lexer.SkipToContent())
        {
            return false;
        }

        Word below = Word.At(lexer);
        return Layout.IsItemAt(lexer, lexer.Position)
            || (below.IsKey && !owner.Keys.ContainsKey(below.Text) && !Words.OfStatements.Contains(below.Text));
    }

    /// <summary>Leaves out the value of a key that is reported, and what stands below it.</summary>
    public void Skip(Word word, int width)
    {
        MoveBehindColon(word);
        diagnostics.Mute(() => values.ParseAfterColon(width, depth: 1));
        lexer.SkipDeeper(width);
    }

    public int MoveBehindColon(Word word)
    {
        lexer.Position = word.Span.End;
        lexer.SkipSpaces();
        return lexer.Position++;
    }
}

/// <summary>The keys of a chain, a step or another block, as they are read.</summary>
internal sealed class PropertyList(string owner, IReadOnlyDictionary<string, ValueReading> keys)
{
    private readonly Dictionary<string, int> _positions = [];

    public string Owner { get; } = owner;

    public IReadOnlyDictionary<string, ValueReading> Keys { get; } = keys;

    public List<PropertySyntax> Items { get; } = [];

    public void Note(Word key) => _positions.Add(key.Text, key.Span.Start);

    public int? FirstOf(string key) => _positions.TryGetValue(key, out int position) ? position : null;
}
