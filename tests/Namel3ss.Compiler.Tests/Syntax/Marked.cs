using System.Globalization;
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

    /// <summary>The condition of a step, written as it stands after <c>if:</c>, in all variants of the source.</summary>
    public static ExpressionSyntax Condition(string value)
    {
        ExpressionSyntax? result = null;
        foreach (string variant in Variants.Of($"chain c:\n    step s:\n        if: {value}\n        parallel: true\n"))
        {
            var step = (StepSyntax)Tree(variant).Chains[0].Body[0];
            Assert.Equal([Keys.If, Keys.Parallel], step.Properties.Select(property => property.Key));
            ExpressionSyntax read = Assert.IsType<ExpressionValueSyntax>(step.Properties[0].Value).Expression;
            Assert.Equal(Describe.Expression(result ?? read), Describe.Expression(read));
            result ??= read;
        }

        return result!;
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
        CountSyntax count => $"count {count.Count}",
        NumberSyntax number => string.Create(CultureInfo.InvariantCulture, $"number {number.Number}"),
        RetrySyntax retry => $"retry {retry.Attempts} {Or(retry.Delay)} {Or(retry.Backoff)} {Or(retry.MaxDelay)}",
        TypeValueSyntax type => Type(type.Type),
        ExpressionValueSyntax expression => $"{{{{{Expression(expression.Expression)}}}}}",
        TemplateSyntax template => $"${string.Concat(template.Parts.Select(Part))}$",
        _ => "missing",
    };

    /// <summary>As an S-expression.</summary>
    public static string Expression(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Kind: ScalarKind.Text } text => $"'{text.Text}'",
        LiteralExpressionSyntax literal => literal.Text,
        NameExpressionSyntax name => name.Name,
        MemberExpressionSyntax member => $"({(member.IsConditional ? "?." : ".")} {Expression(member.Target)} {member.Name})",
        IndexExpressionSyntax index => $"([] {Expression(index.Target)} {Expression(index.Index)})",
        CallExpressionSyntax call => $"({string.Join(' ', call.Arguments.Select(Expression).Prepend(call.Name + "()"))})",
        UnaryExpressionSyntax unary => $"({unary.Operator} {Expression(unary.Operand)})",
        BinaryExpressionSyntax binary => $"({binary.Operator} {Expression(binary.Left)} {Expression(binary.Right)})",
        _ => "?",
    };

    /// <summary>A block on lines of their own, indented.</summary>
    public static string Block(IEnumerable<StatementSyntax> statements, string indent = "") =>
        string.Concat(statements.Select(statement => Statement(statement, indent)));

    public static string Properties(IEnumerable<PropertySyntax> properties) =>
        string.Join(", ", properties.Select(property => $"{property.Key}: {Value(property.Value)}"));

    private static string Statement(StatementSyntax statement, string indent) => indent + statement switch
    {
        StepSyntax step => $"step {step.Name.Text}{(step.Properties.Count > 0 ? " " : "")}{Properties(step.Properties)}\n",
        ForSyntax loop => $"for {loop.Variable.Text} in {Expression(loop.Items)}\n{Block(loop.Body, indent + "  ")}",
        WhileSyntax loop => $"while {Expression(loop.Condition)} max {loop.MaxIterations}\n{Block(loop.Body, indent + "  ")}",
        IfSyntax branches => string.Join(indent, branches.Branches.Select((branch, i) =>
            $"{(branch.Condition is null ? "else" : $"{(i == 0 ? "if" : "elif")} {Expression(branch.Condition)}")}\n{Block(branch.Body, indent + "  ")}")),
        _ => throw new ArgumentException(statement.ToString()),
    };

    private static string Part(TemplatePartSyntax part) =>
        part.Expression is null ? part.Text : $"{{{{{Expression(part.Expression)}}}}}";

    private static string Or(object? value) => value?.ToString() ?? "-";

    public static string Type(TypeSyntax type) =>
        $"{type.Kind} {(type.Element is null ? type.Text : $"of ({Type(type.Element)})")}{(type.IsNullable ? " or null" : "")}";
}
