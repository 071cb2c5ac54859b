using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>What remains of a file with mistakes in it.</summary>
public class RecoveryTests
{
    [Fact]
    public void Ten_mistakes_give_ten_diagnostics()
    {
        SyntaxTree tree = Parse("""
            chian one:
                timeout: 5 s
                step a
                    kind: "connector
                    target: sentiment analyzer!
                    depends_on: [b, c
                    paralel: true
                    options:
                        limit 5
                        map: {a: 1}
                    kind: python
            """);

        Assert.Equal(
            ["N3S1001", "N3S0017", "N3S0006", "N3S0010", "N3S0009", "N3S0013", "N3S1002", "N3S0006", "N3S0015", "N3S1003"],
            tree.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Equal(Enumerable.Range(0, 11).Except([7]), tree.Diagnostics.Select(diagnostic => diagnostic.Location.Lines.Start.Line));
    }

    [Fact]
    public void A_mistake_leaves_what_is_around_it()
    {
        ChainSyntax chain = Parse("""
            chain one:
                timeout: 5
                if a:
                    step x:
                step a:
                    kind: 'connector
                    target: b
                    options:
                        k: 1
                        l: *m
                        n: [1
                        o: 2
                step b:
                    paralel: true
                    kind: connector
                output: [a, -, b]
            """).Chains[0];

        Assert.Equal("timeout: 00:00:05, output: <a, b>", Show(chain.Properties));
        Assert.Equal("if a\n  step x\n", Describe.Block(chain.Body.Take(1)));
        Assert.Equal("a: kind: missing, target: <b>, options: {k: number 1, l: missing, n: missing, o: number 2}", Show(chain.Body[1]));
        Assert.Equal("b: kind: 'connector'", Show(chain.Body[2]));
        Assert.Equal(3, chain.Body.Count);
    }

    [Fact]
    public void Only_the_chain_with_the_mistake_is_broken()
    {
        SyntaxTree tree = Parse("""
            chain a:
                timeout: 5
            chain b:
                timeout: soon
            chain c:
                step d:
                    options:
                        e: yes
            chian f:
            chain g:
            """);

        Assert.Equal(
            ["a False", "b True", "c False", "f True", "g False"],
            tree.Chains.Select(chain => $"{chain.Name.Text} {chain.IsBroken}"));
    }

    [Theory]
    [InlineData("chain x\n    step a:", "x", "a")]
    [InlineData("chain x: 5\n    step a:", "x", "a")]
    [InlineData("chain 3d:\n    step a:", "", "a")]
    [InlineData("chain:\n    step a:", "", "a")]
    [InlineData("chain x:\n    step:", "x", "")]
    [InlineData("chain x:\n    step a b:", "x", "")]
    [InlineData("chain \"x:\n    step a:", "", "a")]
    [InlineData("chain x:\n    stpe a:", "x", "a")]
    public void A_broken_head_keeps_its_block(string source, string chainName, string stepName)
    {
        SyntaxTree tree = Parse(source);

        ChainSyntax chain = Assert.Single(tree.Chains);
        Assert.Equal(chainName, chain.Name.Text);
        Assert.Equal(stepName, Assert.IsType<StepSyntax>(Assert.Single(chain.Body)).Name.Text);
        Assert.True(chain.IsBroken);
        Assert.Single(tree.Diagnostics);
    }

    [Fact]
    public void Steps_in_the_wrong_place_are_kept()
    {
        ChainSyntax chain = Parse("chain x:\n    step a:\n        step b:\n            kind: python\n        kind: connector\n      step c:\n").Chains[0];

        Assert.Equal(["a", "b", "c"], chain.Body.Cast<StepSyntax>().Select(step => step.Name.Text));
    }

    [Fact]
    public void A_file_of_nothing_but_mistakes_reports_a_thousand()
    {
        SyntaxTree tree = Parse(string.Concat(Enumerable.Repeat("]\n", 2000)));

        Assert.Equal(1000, tree.Diagnostics.Count);
    }

    [Fact]
    public void A_chain_after_a_thousand_mistakes_is_broken_if_it_is()
    {
        SyntaxTree tree = Parse(string.Concat(Enumerable.Repeat("]\n", 2000)) + "chain x:\n    timeout: soon\n");

        Assert.True(tree.Chains[0].IsBroken);
    }

    private static SyntaxTree Parse(string source) => Parser.Parse(new SourceFile("a.ai", "a.ai", source));

    private static string Show(IEnumerable<PropertySyntax> properties) =>
        string.Join(", ", properties.Select(property => $"{property.Key}: {Describe.Value(property.Value)}"));

    private static string Show(StatementSyntax statement) =>
        statement is StepSyntax step ? $"{step.Name.Text}: {Show(step.Properties)}" : "";
}
