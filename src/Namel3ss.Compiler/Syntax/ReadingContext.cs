using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>What the parsers of one file share: its cursor, and the readers of values, keys and first lines.</summary>
internal sealed class ReadingContext
{
    public ReadingContext(SourceFile file, CancellationToken cancellationToken)
    {
        Lexer = new Lexer(file);
        Diagnostics = new DiagnosticBag(file);
        Layout = new Layout(Lexer, Diagnostics, cancellationToken);
        Names = new NameRules(Diagnostics);
        var templates = new TemplateReader(Lexer, Diagnostics);
        var strings = new StringParser(Lexer, Diagnostics, templates);
        var scalars = new ScalarParser(Lexer, Diagnostics, templates, strings);
        var expressions = new ExpressionReader(Lexer, Diagnostics, templates, strings);
        BareText = new BareText(Lexer, Diagnostics);
        Values = new ValueParser(Lexer, Diagnostics, Layout, Names, scalars, BareText);
        Properties = new PropertyParser(Lexer, Diagnostics, Values, new ValueReader(Lexer, Diagnostics, Values, Names, expressions, BareText), BareText);
        Heads = new HeadParser(Lexer, Diagnostics, Values, Names, expressions);
    }

    public Lexer Lexer { get; }

    public DiagnosticBag Diagnostics { get; }

    public Layout Layout { get; }

    public NameRules Names { get; }

    public BareText BareText { get; }

    public ValueParser Values { get; }

    public PropertyParser Properties { get; }

    public HeadParser Heads { get; }

    /// <summary>Leaves out the line at the cursor and what stands below it.</summary>
    public void Skip(int width) => Values.Skip(width);

    /// <summary>Reports a character that no keyword or key can have, and leaves its line out.</summary>
    public bool SkipForeign(Word word, int width)
    {
        if (Lexer.Current is '"' or '\'' || !Names.ReportForeign(word.Full, Lexer.Slice(word.Full)))
        {
            return false;
        }

        Skip(width);
        return true;
    }
}
