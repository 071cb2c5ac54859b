using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Branches, loops, models and inputs, as they are read.</summary>
public class FlowTests
{
    [Fact]
    public void A_file_of_every_construct_is_read_whole()
    {
        foreach (string variant in Variants.Of(Everything.Source))
        {
            SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", variant));

            Assert.Empty(tree.Diagnostics);
            TreeSpans.AssertInside(tree);
            Assert.Equal(["gpt4", "claude"], tree.Llms.Select(llm => llm.Name.Text));
            Assert.Equal(
                "client: 'openai', model: 'gpt-4o-mini', temperature: number 0.2, max_tokens: count 500, system: 'You are {{ brief }}.', max_concurrent: count 10, fallback: <claude, 3d>",
                Describe.Properties(tree.Llms[0].Properties));
            ChainSyntax chain = Assert.Single(tree.Chains);
            Assert.Equal("description: 'All of it.', timeout: 00:02:00, schedule: 'dataflow', output: <letter, score>", Describe.Properties(chain.Properties));
            Assert.Equal(
                [
                    "message: Text text = -", "window: CSharp Dictionary<string, int> = -", "limit: Integer integer = number 10",
                    "tags: List of (Text text) = ['a', 'b', 'c']", "note: Text text? or null = null null",
                ],
                chain.Inputs!.Value.Select(input => $"{input.Name.Text}: {Describe.Type(input.Type!)} = {(input.Default is null ? "-" : Describe.Value(input.Default))}"));
            Assert.Equal(
                """
                step classify kind: 'llm', target: <gpt4>, system: $Be {{(Coalesce tone 'polite')}}.$, prompt: $Classify {{message}}:
                  {{(Add (count() tags) limit)}} tags, {{ literal }}$, returns: CSharp Urgency, timeout: 00:00:30, retry: retry 3 00:00:00.5000000 Linear 00:00:10
                step score if: {{(And (Equal classify (. Urgency Critical)) (Not (Or (LessOrEqual limit 0) (Greater limit 1e3))))}}, for_each: {{tags}}, as: <tag>, max_parallel: count 8, retry: retry 2 - - -, stop_on_error: boolean false, options: {text: $Tag {{tag}},	{{(upper() (Coalesce ([] (?. message trim) 0) '"'))}}
                  x$, list: [{{(f() tag 1)}}, ${{tag}}!$, number -1.5, {{(Subtract (Remainder (Multiply (Negate limit) 2) 3) 1)}}], map: {key: {{(. ([] window 'a') b)}}, items: [{{tag}}, 'plain']}}
                if (Greater (count() score) 1)
                  step letter kind: 'template', text: $Dear {{message}}, {{(json() score)}}$
                elif (NotEqual (lower() message) 'a: # b')
                  step letter text: 'b'
                else
                  for item in tags
                    step each target: <module.function>
                    while (And (NotEqual each null) (Less bump 3)) max 20
                      step bump depends_on: <each>, if: {{(Equal bump 'x')}}
                  step letter parallel: boolean false

                """.ReplaceLineEndings("\n"),
                Describe.Block(chain.Body));
        }
    }

    [Fact]
    public void Spans_of_branches_and_loops_end_where_their_text_ends()
    {
        const string source = """
            chain c:
                if a > 1 :  # c
                    step x:
                        kind: python  # c

                # c
                elif b:
                else:  # c
                    for i in items:  # c
                        # c
                        while true:
                            max_iterations: 3  # c
                timeout: 50
            """;
        foreach (string variant in Variants.Of(source))
        {
            SyntaxTree tree = Read.Tree(variant);
            var branches = (IfSyntax)Assert.Single(tree.Chains[0].Body);
            var loop = (ForSyntax)branches.Branches[2].Body[0];
            var inner = (WhileSyntax)loop.Body[0];

            Assert.Equal("2:4-12:33", Show(branches.Span));
            Assert.Equal("2:4-2:14", Show(branches.HeadSpan));
            Assert.Equal("2:4-4:24", Show(branches.Branches[0].Span));
            Assert.Equal("7:4-7:11", Show(branches.Branches[1].Span));
            Assert.Equal("8:4-12:33", Show(branches.Branches[2].Span));
            Assert.Equal("8:4-8:9", Show(branches.Branches[2].HeadSpan));
            Assert.Equal("9:8-12:33", Show(loop.Span));
            Assert.Equal("9:8-9:23", Show(loop.HeadSpan));
            Assert.Equal("9:12-9:13", Show(loop.Variable.Span));
            Assert.Equal("9:17-9:22", Show(loop.Items.Span));
            Assert.Equal("11:12-12:33", Show(inner.Span));
            Assert.Equal("11:12-11:23", Show(inner.HeadSpan));

            string Show(TextSpan span)
            {
                LineSpan lines = tree.File.Locate(span).Lines;
                return $"{lines.Start.Line + 1}:{lines.Start.Character}-{lines.End.Line + 1}:{lines.End.Character}";
            }
        }
    }

    [Fact]
    public void Spans_of_inputs_and_models_end_where_their_text_ends()
    {
        const string source = "chain c:\n    inputs:\n        a: text?  # c\n        \"b\" : \"A<B>\" = [1,\n            2]  # c\nllm m:\n    model: x  # c\n\n";
        SyntaxTree tree = Read.Tree(source);
        EquatableArray<InputSyntax> inputs = tree.Chains[0].Inputs!.Value;

        Assert.Equal("a: text?", Slice(inputs[0].Span));
        Assert.Equal("text?", Slice(inputs[0].Type!.Span));
        Assert.Equal("\"b\" : \"A<B>\" = [1,\n            2]", Slice(inputs[1].Span));
        Assert.Equal("A<B>", Slice(inputs[1].Type!.Span));
        Assert.Equal("llm m:\n    model: x", Slice(tree.Llms[0].Span));

        string Slice(TextSpan span) => source.Substring(span.Start, span.Length);
    }

    [Theory]
    [InlineData("if a:", "if a\n")]
    [InlineData("if(a):", "if a\n")]
    [InlineData("if a :", "if a\n")]
    [InlineData("if {{ a }}:", "if a\n")]
    [InlineData("if \"a\":", "if a\n")]
    [InlineData("if \"{{ a == \"b: c\" }}\":  # d", "if (Equal a 'b: c')\n")]
    [InlineData("if a == 'b:' :", "if (Equal a 'b:')\n")]
    [InlineData("if -a < 1:", "if (Less (Negate a) 1)\n")]
    [InlineData("for a in b.c:", "for a in (. b c)\n")]
    [InlineData("for \"3d\" in (b):", "for 3d in b\n")]
    [InlineData("for a in{{ b }}:", "for a in b\n")]
    [InlineData("for in in inner:", "for in in inner\n")]
    public void A_first_line_ends_at_its_colon(string line, string expected)
    {
        foreach (string variant in Variants.Of($"chain c:\n    {line}\n"))
        {
            Assert.Equal(expected, Describe.Block(Read.Tree(variant).Chains[0].Body));
        }
    }

    [Theory]
    [InlineData("        max_iterations: 5\n        step a:\n")]
    [InlineData("        step a:\n        max_iterations: 5\n")]
    [InlineData("        step a:\n            kind: python\n        max_iterations: 5  # c\n        # c\n")]
    public void The_maximum_stands_anywhere_in_its_while(string body)
    {
        var loop = (WhileSyntax)Read.Tree($"chain c:\n    while x:\n{body}").Chains[0].Body[0];

        Assert.Equal(5, loop.MaxIterations);
        Assert.Single(loop.Body);
    }

    [Fact]
    public void Inputs_may_be_written_and_empty()
    {
        Assert.Empty(Read.Tree("chain c:\n    inputs:\n").Chains[0].Inputs!.Value);
        Assert.Null(Read.Tree("chain c:\n").Chains[0].Inputs);
    }

    [Fact]
    public void Blocks_nest_sixty_four_levels()
    {
        // The chain is one, the step's keys another.
        Assert.Empty(Nested(62).Diagnostics);
        Assert.Equal("N3S0005", Assert.Single(Nested(63).Diagnostics).Id);

        static SyntaxTree Nested(int depth)
        {
            string source = "chain c:\n" + string.Concat(Enumerable.Range(1, depth).Select(level => $"{new string(' ', level)}if a:\n"));
            string indent = new(' ', depth + 1);
            return Parser.Parse(new SourceFile("a.ai", "a.ai", $"{source}{indent}step s:\n{indent} kind: python\n"));
        }
    }

    [Fact]
    public void Steps_in_all_blocks_count()
    {
        string steps = string.Concat(Enumerable.Range(0, 500).Select(i => $"        step s{i}:\n"));
        Read.Tree($"chain x:\n    if a:\n{steps}    for b in c:\n{steps}");

        Marked.AssertReports(
            $"chain x:\n    if a:\n{steps}    for b in c:\n{steps}    if d:\n        step ⟦more⟧:\n    step even_more:\n",
            ("N3S1008", "The chain 'x' has more than 1000 steps, the most that one chain may have. Move some of them to another chain."));
    }

    [Theory]
    [InlineData("chain x:\n    elif a:\n        step b:", "if a\n  step b\n")]
    [InlineData("chain x:\n    else:\n        step b:", "else\n  step b\n")]
    [InlineData("chain x:\n    if a:\n    else:\n    elif b:\n        step c:", "if a\nelse\nelif b\n  step c\n")]
    [InlineData("chain x:\n    if a:\n    else if b:\n        step c:", "if a\nelif b\n  step c\n")]
    [InlineData("chain x:\n    if a:\n    elsif b:\n        step c:\n    else:\n        step d:", "if a\nelif b\n  step c\nelse\n  step d\n")]
    [InlineData("chain x:\n    foreach a in b:\n        step c:", "for a in b\n  step c\n")]
    [InlineData("chain x:\n    if:\n        step c:", "if ?\n  step c\n")]
    [InlineData("chain x:\n    for a:\n        step c:", "for  in ?\n  step c\n")]
    [InlineData("chain x:\n    while a\n        step c:\n        max_iterations: 1", "while a max 1\n  step c\n")]
    [InlineData("chain x:\n    while a:\n        step c:", "while a max 0\n  step c\n")]
    [InlineData("chain x:\n    if a && b:\n        step c:", "if (And a b)\n  step c\n")]
    public void A_mistake_in_a_first_line_keeps_the_block(string source, string expected)
    {
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", source));

        Assert.Single(tree.Diagnostics);
        Assert.True(tree.Chains[0].IsBroken);
        Assert.Equal(expected, Describe.Block(tree.Chains[0].Body));
    }

    [Fact]
    public void A_mistake_in_a_model_breaks_the_model_alone()
    {
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", "llm a:\n    temperature: hot\n    model: x\nllm b:\nchain c:\n"));

        Assert.Equal([true, false], tree.Llms.Select(llm => llm.IsBroken));
        Assert.Equal("temperature: missing, model: 'x'", Describe.Properties(tree.Llms[0].Properties));
        Assert.False(tree.Chains[0].IsBroken);
    }
}
