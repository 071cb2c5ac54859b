using System.Text;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>A source whose expected spans are marked with <c>⟦…⟧</c>.</summary>
internal sealed class Marked
{
    private Marked(string text, IReadOnlyList<TextSpan> spans)
    {
        Text = text;
        Spans = spans;
    }

    public string Text { get; }

    public IReadOnlyList<TextSpan> Spans { get; }

    public static Marked Parse(string source)
    {
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        int start = -1;
        foreach (char c in source)
        {
            switch (c)
            {
                case '⟦':
                    start = text.Length;
                    break;
                case '⟧':
                    spans.Add(TextSpan.FromBounds(start, text.Length));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return new Marked(text.ToString(), spans);
    }

    /// <summary>Reads the source in all its variants and asserts that exactly this is reported, at the marks.</summary>
    public static void AssertReports(string source, params (string Id, string Message)[] expected)
    {
        foreach (string variant in Variants.Of(source))
        {
            Marked marked = Parse(variant);
            SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", marked.Text));

            Assert.Equal(
                expected.Zip(marked.Spans, (diagnostic, span) => (diagnostic.Id, diagnostic.Message, span)),
                tree.Diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Message, diagnostic.Location.Span)));
            Assert.Equal(expected.Length, marked.Spans.Count);
        }
    }
}

internal static class Read
{
    /// <summary>Reads a source that must be right.</summary>
    public static SyntaxTree Tree(string source)
    {
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", source));
        Assert.DoesNotContain(tree.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return tree;
    }

    /// <summary>The value of the option <c>x</c>, written as it stands after its colon, in all variants of the source.</summary>
    public static ValueSyntax Option(string value)
    {
        ValueSyntax? result = null;
        string source = $"chain c:\n    step s:\n        options:\n            x: {value}\n            end: 0\n";
        foreach (string variant in Variants.Of(source))
        {
            var step = (StepSyntax)Tree(variant).Chains[0].Body[0];
            var options = (MapSyntax)step.Find(Keys.Options)!.Value;
            Assert.Equal(["x", "end"], options.Entries.Select(entry => entry.Key));
            ValueSyntax read = options.Entries[0].Value;
            Assert.Equal(Describe.Value(result ?? read), Describe.Value(read));
            result ??= read;
        }

        return result!;
    }
}

/// <summary>Values as one line of text, for comparison.</summary>
internal static class Describe
{
    public static string Value(ValueSyntax value) => value switch
    {
        ScalarSyntax { Kind: ScalarKind.Text } text => $"'{text.Text}'",
        ScalarSyntax scalar => $"{scalar.Kind.ToString().ToLowerInvariant()} {scalar.Text}",
        ListSyntax list => $"[{string.Join(", ", list.Items.Select(Value))}]",
        MapSyntax map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {Value(entry.Value)}"))}}}",
        NamesSyntax names => $"<{string.Join(", ", names.Names.Select(name => name.Text))}>",
        DurationSyntax duration => duration.Duration.ToString(),
        TypeValueSyntax type => Type(type.Type),
        _ => "missing",
    };

    public static string Type(TypeSyntax type) =>
        $"{type.Kind} {(type.Element is null ? type.Text : $"of ({Type(type.Element)})")}{(type.IsNullable ? " or null" : "")}";
}
