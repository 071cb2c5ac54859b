using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>What expressions mean, and where their parts stand.</summary>
public class ExpressionTests
{
    [Theory]
    [InlineData("a or b and c", "(Or a (And b c))")]
    [InlineData("a and b or c", "(Or (And a b) c)")]
    [InlineData("a or b or c", "(Or (Or a b) c)")]
    [InlineData("not a and b", "(And (Not a) b)")]
    [InlineData("not a == b", "(Not (Equal a b))")]
    [InlineData("not not a", "(Not (Not a))")]
    [InlineData("a and not b", "(And a (Not b))")]
    [InlineData("a == b ?? c", "(Equal a (Coalesce b c))")]
    [InlineData("a != b + c", "(NotEqual a (Add b c))")]
    [InlineData("a ?? b ?? c", "(Coalesce a (Coalesce b c))")]
    [InlineData("a ?? b + c", "(Coalesce a (Add b c))")]
    [InlineData("a + b ?? c", "(Coalesce (Add a b) c)")]
    [InlineData("a - b - c", "(Subtract (Subtract a b) c)")]
    [InlineData("a + b * c", "(Add a (Multiply b c))")]
    [InlineData("a * b / c % d", "(Remainder (Divide (Multiply a b) c) d)")]
    [InlineData("(a + b) * c", "(Multiply (Add a b) c)")]
    [InlineData("-a * b", "(Multiply (Negate a) b)")]
    [InlineData("-a.b", "(Negate (. a b))")]
    [InlineData("a - -1", "(Subtract a (Negate 1))")]
    [InlineData("2-1", "(Subtract 2 1)")]
    [InlineData("a < b and c >= d or e <= f and g > h", "(Or (And (Less a b) (GreaterOrEqual c d)) (And (LessOrEqual e f) (Greater g h)))")]
    [InlineData("(a == b) == c", "(Equal (Equal a b) c)")]
    [InlineData("a.b?.c", "(?. (. a b) c)")]
    [InlineData("a[0][b + 1].c", "(. ([] ([] a 0) (Add b 1)) c)")]
    [InlineData("count(a)", "(count() a)")]
    [InlineData("f()", "(f())")]
    [InlineData("contains(a.b, \"x\") == true", "(Equal (contains() (. a b) 'x') true)")]
    [InlineData("f(g(a), -b, c,)[0].d", "(. ([] (f() (g() a) (Negate b) c) 0) d)")]
    [InlineData("Urgency.Critical", "(. Urgency Critical)")]
    [InlineData("a.größe", "(. a größe)")]
    [InlineData("a.and.or.not.null", "(. (. (. (. a and) or) not) null)")]
    [InlineData("a?.b ?? null", "(Coalesce (?. a b) null)")]
    [InlineData("android or order", "(Or android order)")]
    [InlineData("((a))", "a")]
    public void Operators_bind_in_their_order(string source, string expected) =>
        Assert.Equal(expected, Describe.Expression(Read.Condition(source)));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1.50", "1.50")]
    [InlineData("2E+10", "2E+10")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("'it\\'s' + \"\\\"\\n\\u00e9\\{\"", "(Add 'it's' '\"\n\u00e9{')")]
    [InlineData("\"a # b: \" + c", "(Add 'a # b: ' c)")]
    [InlineData("'\"' + a", "(Add '\"' a)")]
    [InlineData("'{{ x }}' + a", "(Add '{{ x }}' a)")]
    [InlineData("\"\" + ''", "(Add '' '')")]
    public void Literals(string source, string expected) =>
        Assert.Equal(expected, Describe.Expression(Read.Condition(source)));

    [Theory]
    [InlineData("x > 1")]
    [InlineData("  x > 1   # comment")]
    [InlineData("{{ x > 1 }}")]
    [InlineData("{{x > 1}}")]
    [InlineData("\"x > 1\"")]
    [InlineData("' x > 1 '  # comment")]
    [InlineData("\"{{ x > 1 }}\"")]
    [InlineData("'{{x>1}}'")]
    public void A_condition_means_the_same_bare_in_braces_and_in_quotes(string source) =>
        Assert.Equal("(Greater x 1)", Describe.Expression(Read.Condition(source)));

    [Theory]
    [InlineData("x == \"a\"")]
    [InlineData("'x == \"a\"'")]
    [InlineData("\"x == 'a'\"")]
    [InlineData("\"x == \\\"a\\\"\"")]
    [InlineData("'x == \\'a\\''")]
    [InlineData("\"{{ x == \"a\" }}\"")]
    [InlineData("\"{{ x == \\\"a\\\" }}\"")]
    [InlineData("'{{ x == 'a' }}'")]
    public void Texts_in_a_quoted_condition_may_be_escaped(string source) =>
        Assert.Equal("(Equal x 'a')", Describe.Expression(Read.Condition(source)));

    [Theory]
    [InlineData("\"a\" == b", "(Equal 'a' b)")]
    [InlineData("'a' == \"b\"", "(Equal 'a' 'b')")]
    public void A_condition_may_begin_with_a_text(string source, string expected) =>
        Assert.Equal(expected, Describe.Expression(Read.Condition(source)));

    [Theory]
    [InlineData("if: ⟦a and b⟧  # c", "And")]
    [InlineData("if: x or ⟦(a + b) * c⟧", "Multiply")]
    [InlineData("if: x or (⟦a + b⟧) * c", "Add")]
    [InlineData("if: {{ ⟦a.b[0]⟧ }}", "[]")]
    [InlineData("if: \"{{ ⟦-x⟧ }}\"", "Negate")]
    [InlineData("if: 'x and ⟦f(\\'a\\')⟧'", "f")]
    [InlineData("for_each: a[⟦b?.c⟧]", "?.")]
    [InlineData("text: \"\\t\\u00e9 {{ a + ⟦b.c⟧ }}\"", ".")]
    [InlineData("text: |\n            one\n              {{ a\n                 + ⟦b\n             .c⟧ }} two", ".")]
    [InlineData("text: \"\"\"\n            o\\tne {{ ⟦f(1)⟧ }}\n            \"\"\"", "f")]
    [InlineData("text: two {{ ⟦not x⟧ }} # c", "Not")]
    [InlineData("options:\n            x: [a, [\"{{ y }}\", {{ ⟦x ?? z⟧ }}]]", "Coalesce")]
    public void A_span_is_the_files_own_wherever_the_expression_stands(string line, string kind)
    {
        foreach (string variant in Variants.Of($"chain c:\n    step s:\n        {line}\n"))
        {
            Marked marked = Marked.Parse(variant);
            SyntaxTree tree = Read.Tree(marked.Text);

            Assert.Equal(marked.Spans[0], Assert.Single(Nodes.Of(tree), node => Nodes.Kind(node) == kind).Span);
        }
    }

    [Fact]
    public void A_name_and_an_operator_have_spans_of_their_own()
    {
        const string source = "chain c:\n    step s:\n        if: a . name == f(b)\n";
        var binary = Assert.IsType<BinaryExpressionSyntax>(Nodes.Of(Read.Tree(source)).First());
        var member = Assert.IsType<MemberExpressionSyntax>(binary.Left);
        var call = Assert.IsType<CallExpressionSyntax>(binary.Right);

        Assert.Equal("==", Slice(binary.OperatorSpan));
        Assert.Equal("name", Slice(member.NameSpan));
        Assert.Equal("a . name", Slice(member.Span));
        Assert.Equal("f", Slice(call.NameSpan));

        string Slice(TextSpan span) => source.Substring(span.Start, span.Length);
    }

    [Fact]
    public void Brackets_nest_sixty_three_levels() =>
        Assert.Equal("a", Describe.Expression(Read.Condition(new string('(', 63) + "a" + new string(')', 63))));

    [Theory]
    [InlineData("(", ")")]
    [InlineData("f(", ")")]
    [InlineData("a[", "]")]
    [InlineData("not ", "")]
    [InlineData("- ", "")]
    [InlineData("a ?? ", "")]
    public void An_expression_nests_no_deeper_than_sixty_four_levels(string open, string close)
    {
        string expression = string.Concat(Enumerable.Repeat(open, 1000)) + "a" + string.Concat(Enumerable.Repeat(close, 1000));
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", $"chain c:\n    step s:\n        if: {expression}\n"));

        Assert.Equal("N3S0005", Assert.Single(tree.Diagnostics).Id);
    }

    [Theory]
    [InlineData(" + a", 200, true)]
    [InlineData(" + a", 201, false)]
    [InlineData(".a", 200, true)]
    [InlineData(".a", 201, false)]
    public void An_expression_has_no_more_than_two_hundred_operators(string part, int count, bool isRight)
    {
        string expression = "a" + string.Concat(Enumerable.Repeat(part, count));
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", $"chain c:\n    step s:\n        if: {expression}\n"));

        Assert.Equal(isRight ? [] : ["N3S0005"], tree.Diagnostics.Select(diagnostic => diagnostic.Id));
    }
}

/// <summary>Expressions of a tree, from the outer ones inwards.</summary>
internal static class Nodes
{
    public static IEnumerable<ExpressionSyntax> Of(SyntaxTree tree) =>
        tree.Chains.SelectMany(chain => chain.Body).OfType<StepSyntax>().SelectMany(step => step.Properties).SelectMany(property => Of(property.Value));

    public static string Kind(ExpressionSyntax node) => node switch
    {
        BinaryExpressionSyntax binary => binary.Operator.ToString(),
        UnaryExpressionSyntax unary => unary.Operator.ToString(),
        MemberExpressionSyntax member => member.IsConditional ? "?." : ".",
        IndexExpressionSyntax => "[]",
        CallExpressionSyntax call => call.Name,
        _ => "",
    };

    private static IEnumerable<ExpressionSyntax> Of(ValueSyntax value) => value switch
    {
        ExpressionValueSyntax expression => Of(expression.Expression),
        TemplateSyntax template => template.Parts.SelectMany(part => part.Expression is null ? [] : Of(part.Expression)),
        ListSyntax list => list.Items.SelectMany(Of),
        MapSyntax map => map.Entries.SelectMany(entry => Of(entry.Value)),
        _ => [],
    };

    private static IEnumerable<ExpressionSyntax> Of(ExpressionSyntax node) => (node switch
    {
        BinaryExpressionSyntax binary => Of(binary.Left).Concat(Of(binary.Right)),
        UnaryExpressionSyntax unary => Of(unary.Operand),
        MemberExpressionSyntax member => Of(member.Target),
        IndexExpressionSyntax index => Of(index.Target).Concat(Of(index.Index)),
        CallExpressionSyntax call => call.Arguments.SelectMany(Of),
        _ => [],
    }).Prepend(node);
}
