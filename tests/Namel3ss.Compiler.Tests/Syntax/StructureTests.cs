using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Chains, steps and keys, and where they stand.</summary>
public class StructureTests
{
    [Fact]
    public void A_chain_has_its_keys_and_steps_in_order()
    {
        ChainSyntax chain = Assert.Single(Read.Tree("""
            # A comment.
            chain one:
              description: "All of it."  # another
              step a:
                kind: connector
                parallel: true
              timeout: 5
              step "3d":
                stop_on_error: false
              output: [a, "3d"]
            """).Chains);

        Assert.Equal("one", chain.Name.Text);
        Assert.Equal(
            ["description: 'All of it.'", "timeout: 00:00:05", "output: <a, 3d>"],
            chain.Properties.Select(property => $"{property.Key}: {Describe.Value(property.Value)}"));
        Assert.Equal(
            ["a: kind 'connector', parallel boolean true", "3d: stop_on_error boolean false"],
            chain.Body.Cast<StepSyntax>().Select(step =>
                $"{step.Name.Text}: {string.Join(", ", step.Properties.Select(property => $"{property.Key} {Describe.Value(property.Value)}"))}"));
        Assert.True(((StepSyntax)chain.Body[1]).Name.IsQuoted);
        Assert.False(chain.IsBroken);
    }

    [Theory]
    [InlineData("chain x:")]
    [InlineData("chain x :")]
    [InlineData("chain 'x':  # c")]
    [InlineData("chain x:\n    steps:")]
    [InlineData("chain x:\n    steps:  # c\n        # only this")]
    [InlineData("chain x:\n\n  # only this\n\n")]
    public void A_block_may_be_empty(string source)
    {
        foreach (string variant in Variants.Of(source))
        {
            ChainSyntax chain = Assert.Single(Read.Tree(variant).Chains);

            Assert.Equal("x", chain.Name.Text);
            Assert.Empty(chain.Body);
        }
    }

    [Fact]
    public void A_step_and_its_options_may_be_empty()
    {
        var steps = Read.Tree("chain x:\n    steps:\n        step a:\n        step b:\n            options:\n        step c:\n").Chains[0].Body;

        Assert.Equal(["a", "b", "c"], steps.Cast<StepSyntax>().Select(step => step.Name.Text));
        Assert.Equal("{}", Describe.Value(((StepSyntax)steps[1]).Find(Keys.Options)!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("  # only a comment 😀")]
    [InlineData("\uFEFF")]
    public void A_file_may_be_empty(string source) => Assert.Empty(Read.Tree(source).Chains);

    [Fact]
    public void Tabs_indent_as_well_as_spaces()
    {
        ChainSyntax chain = Read.Tree("chain x:\n\tstep a:\n\t\toptions:\n\t\t\tlist:\n\t\t\t\t- k: 1\n\t\t\t\t\tl: 2\n\tstep b:\n").Chains[0];

        Assert.Equal(2, chain.Body.Count);
        Assert.Equal("{list: [{k: number 1, l: number 2}]}", Describe.Value(((StepSyntax)chain.Body[0]).Find(Keys.Options)!.Value));
    }

    [Fact]
    public void Each_block_has_a_width_of_its_own()
    {
        ChainSyntax chain = Read.Tree("chain x:\n step a:\n       kind: connector\n step b:\n  kind: connector\n").Chains[0];

        Assert.Equal(2, chain.Body.Count);
    }

    [Fact]
    public void Tabs_in_empty_lines_and_comments_do_not_count()
    {
        Read.Tree("chain x:\n\t\n\t# comment\n    timeout: 5\n");
    }

    [Fact]
    public void Spans_end_where_the_text_ends()
    {
        const string source = """
            chain one:  # c
                timeout: 5  # c

                step a:  # c
                    kind: connector  # c
                    options:
                        list: [1,
                          2]  # c
                    # c

                step b:
                    options:
                        text: |
                            x

                # c

            # c
            chain two:
            """;
        foreach (string variant in Variants.Of(source))
        {
            SyntaxTree tree = Read.Tree(variant);
            ChainSyntax chain = tree.Chains[0];
            var a = (StepSyntax)chain.Body[0];
            var b = (StepSyntax)chain.Body[1];

            Assert.Equal("1:0-14:17", Show(chain.Span));
            Assert.Equal("19:0-19:10", Show(tree.Chains[1].Span));
            Assert.Equal("4:4-8:16", Show(a.Span));
            Assert.Equal("4:4-4:11", Show(a.HeadSpan));
            Assert.Equal("4:9-4:10", Show(a.Name.Span));
            Assert.Equal("11:4-14:17", Show(b.Span));
            Assert.Equal("2:4-2:14", Show(chain.Properties[0].Span));
            Assert.Equal("2:4-2:11", Show(chain.Properties[0].KeySpan));
            Assert.Equal("2:13-2:14", Show(chain.Properties[0].Value.Span));
            var options = (MapSyntax)a.Find(Keys.Options)!.Value;
            Assert.Equal("7:12-8:16", Show(options.Span));
            Assert.Equal("7:18-8:16", Show(options.Entries[0].Value.Span));

            string Show(TextSpan span)
            {
                LineSpan lines = tree.File.Locate(span).Lines;
                // The mark at the start of a file is a character of its first line.
                int mark = variant[0] == '\uFEFF' && lines.Start.Line == 0 ? 1 : 0;
                int endMark = variant[0] == '\uFEFF' && lines.End.Line == 0 ? 1 : 0;
                return $"{lines.Start.Line + 1}:{lines.Start.Character - mark}-{lines.End.Line + 1}:{lines.End.Character - endMark}";
            }
        }
    }

    [Fact]
    public void A_type_knows_where_its_parts_stand()
    {
        const string source = "chain x:\n    step a:\n        returns: \"list<Feedback?>\"\n";
        var step = (StepSyntax)Read.Tree(source).Chains[0].Body[0];
        TypeSyntax type = Assert.IsType<TypeValueSyntax>(step.Find(Keys.Returns)!.Value).Type;

        Assert.Equal("list<Feedback?>", source.Substring(type.Span.Start, type.Span.Length));
        Assert.Equal("Feedback?", source.Substring(type.Element!.Span.Start, type.Element.Span.Length));
    }

    [Fact]
    public void Two_trees_of_one_text_are_equal()
    {
        Assert.Equal(Read.Tree("chain x:"), Read.Tree("chain x:"));
        Assert.NotEqual(Read.Tree("chain x:"), Read.Tree("chain y:"));
    }

    [Fact]
    public void A_cancelled_reading_ends()
    {
        var file = new SourceFile("a.ai", "a.ai", "chain x:\n    timeout: 5");

        Assert.Throws<OperationCanceledException>(() => Parser.Parse(file, new CancellationToken(canceled: true)));
    }
}
