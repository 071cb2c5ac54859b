using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S2080 to N3S2082: calls of other chains.</summary>
public class CallTests
{
    private const string Called = """
        chain double:
            inputs:
                value: integer
                plus: integer = 1
                note: text = "none"
            step number:

        """;

    private static readonly Project Shop = Project.Of("""
        public record Feedback(string Text);
        word: Task<string> ()
        number: Task<int> ()
        nothing: void ()
        shout: string (string text)
        """);

    [Theory]
    [InlineData("kind: chain\n        target: double")]
    [InlineData("target: double")]
    public void A_step_that_calls_a_chain_is_of_its_kind(string keys)
    {
        BoundFile file = Shop.Bind($"{Called}chain c:\n    step twice:\n        {keys}\n        options:\n            value: 1\n");

        Assert.Empty(file.Diagnostics);
        BoundStep step = file.Chains[1].Steps[0];
        Assert.Equal(("chain", "double", "int"), (step.Kind, step.Target, step.ValueType!.FullName));
        BoundChainCall call = Assert.IsType<BoundChainCall>(step.Call);
        Assert.Equal(("Double", true, true), (call.CSharpName, call.HasValue, call.LeavesOut));
        Assert.Equal(new BoundConstant("1"), Assert.Single(call.Arguments).Value);
    }

    [Fact]
    public void A_connector_and_an_llm_come_before_a_chain_of_their_name()
    {
        BoundFile file = Shop.Bind("llm fast:\nchain word:\n    step number:\nchain fast:\n    step number:\nchain c:\n    step word:\n    step fast:\n        prompt: Hi\n");

        Assert.Empty(file.Diagnostics);
        Assert.Equal(["connector", "llm"], file.Chains[2].Steps.Select(step => step.Kind));
    }

    [Fact]
    public void What_nothing_fills_of_the_chain_that_is_called_becomes_a_parameter_of_the_caller()
    {
        BoundFile file = Shop.Bind("chain outer:\n    step inner:\nchain inner:\n    step shout:\n");

        Assert.Empty(file.Diagnostics);
        Assert.Equal("text", Assert.Single(file.Chains[0].Parameters).Name);
    }

    [Fact]
    public void A_value_that_may_be_absent_there_may_be_absent_here()
    {
        BoundFile file = Shop.Bind("chain inner:\n    step number:\n        if: 1 == 2\nchain outer:\n    step inner:\n");

        Assert.Empty(file.Diagnostics);
        Assert.Equal(Nulls.Absent, file.Chains[1].Steps[0].Nulls);
        Assert.True(file.Chains[1].ResultMayBeAbsent);
    }

    [Fact]
    public void A_type_that_another_file_names_gets_an_alias_where_the_call_stands()
    {
        IReadOnlyList<BoundFile> files = Shop.Bind(
            ("a.ai", "chain a:\n    step inner:\n"),
            ("b.ai", "llm fast:\nchain inner:\n    inputs:\n        many: list<Feedback?> = null\n    step fast:\n        prompt: Hi\n        returns: Feedback\n"));

        Assert.Empty(files[0].Diagnostics);
        BoundTypeAlias alias = Assert.Single(files[0].Aliases);
        Assert.Equal(("Feedback", 1), (alias.Type, alias.Lines.Start.Line));
        Assert.Equal("__Type0", files[0].Chains[0].Steps[0].ValueType!.Name);
    }

    [Fact]
    public void In_one_file_the_alias_stands_where_the_type_is_written()
    {
        BoundFile file = Shop.Bind("llm fast:\nchain a:\n    step inner:\nchain inner:\n    step fast:\n        prompt: Hi\n        returns: Feedback\n");

        Assert.Equal(6, Assert.Single(file.Aliases).Lines.Start.Line);
    }

    [Fact]
    public void A_chain_that_is_not_there() => Shop.AssertReports(
        Called + """
        chain c:
            step a:
                kind: chain
                target: ⟦doubel⟧
            step b:
                kind: chain
                target: ⟦payroll⟧
            step e:
                kind: chain
                target: ⟦word⟧
            step ⟦dubble⟧:
                kind: chain
            step f:
                target: ⟦duble⟧
        """,
        ("N3S2080", "There is no chain 'doubel'. Did you mean 'double'?"),
        ("N3S2080", "There is no chain 'payroll'. Declare it in a .ai file of this project: 'chain payroll:'."),
        ("N3S2080", "There is no chain 'word', only a connector of that name; write 'kind: connector', or name a chain as 'target'."),
        ("N3S2080", "There is no chain 'dubble'. Did you mean 'double'?"),
        ("N3S2001", "There is no connector 'duble'. Did you mean 'double'?"));

    [Fact]
    public void A_model_is_no_chain() => Shop.AssertReports(
        "llm fast:\nchain c:\n    step a:\n        kind: chain\n        target: ⟦fast⟧\n",
        ("N3S2080", "There is no chain 'fast', only an llm of that name; write 'kind: llm', or name a chain as 'target'."));

    [Fact]
    public void A_step_called_like_its_own_chain_lacks_its_connector() => Shop.AssertReports(
        "chain summarize:\n    step ⟦summarize⟧:\n",
        ("N3S2001", "There is no connector 'summarize'; mark a C# method with [Connector(\"summarize\")]."));

    [Fact]
    public void Options_are_checked_like_those_of_a_connector() => Shop.AssertReports(
        Called + """
        chain c:
            inputs:
                text: text
            step twice:
                target: double
                options:
                    value: ⟦many⟧
                    ⟦pluss⟧: 2
            step ⟦double⟧:
                depends_on: []
            step last:
                target: double
                returns: ⟦text⟧
                options:
                    value: 1
        """,
        ("N3S2008", "'value' is int, and the text 'many' is none."),
        ("N3S2005", "Nothing takes the option 'pluss': the target is chain double(int value, int plus = 1, string note = \"none\"). Did you mean 'plus'?"),
        ("N3S2023", "Nothing fills the parameter 'value' of chain double(int value, int plus = 1, string note = \"none\"), which step 'double' calls; give it as an option, or add an input of that name."),
        ("N3S2009", "'returns' says text, but chain double(int value, int plus = 1, string note = \"none\") returns int; leave 'returns' out or correct it."));

    [Fact]
    public void A_chain_without_a_value_is_no_output() => Shop.AssertReports(
        "chain inner:\n    step nothing:\nchain outer:\n    output: ⟦inner⟧\n    step inner:\n    step text:\n        kind: template\n        text: \"{{ ⟦inner⟧ }}\"\n",
        ("N3S1027", "Step 'inner' has no value that could be the chain's output: chain inner() returns nothing."),
        ("N3S2020", "Step 'inner' has no value to read: what it calls returns nothing."));

    [Fact]
    public void Mistakes_of_the_chain_that_is_called_are_told_once() => Shop.AssertReports(
        """
        chain inner:
            step ⟦wrod⟧:
        chain outer:
            step inner:
            step text:
                kind: template
                text: "{{ inner }}"
        """,
        ("N3S2001", "There is no connector 'wrod'. Did you mean 'word'?"));

    [Fact]
    public void Calls_without_end() => Shop.AssertReports(
        """
        chain a:
            step b:
                target: ⟦b⟧
        chain b:
            step number:
            step c:
        chain c:
            step a:
                kind: chain
        chain itself:
            step again:
                target: ⟦itself⟧
        """,
        ("N3S2081", "These calls never come to an end: 'a' calls 'b', 'b' calls 'c' (a.ai, line 6), 'c' calls 'a' (a.ai, line 8). Put a condition on one of them: an 'if' in the step, or a block around it."),
        ("N3S2081", "These calls never come to an end: 'itself' calls 'itself'. Put a condition on one of them: an 'if' in the step, or a block around it."));

    [Fact]
    public void Of_several_calls_the_one_without_a_condition_is_endless() => Shop.AssertReports(
        "chain c:\n    step maybe:\n        target: c\n        if: 1 == 2\n    step always:\n        target: ⟦c⟧\n    step number:\n",
        ("N3S2081", "These calls never come to an end: 'c' calls 'c'. Put a condition on one of them: an 'if' in the step, or a block around it."));

    [Fact]
    public void A_second_chain_of_the_name_is_told_of_that_alone()
    {
        IReadOnlyList<BoundFile> files = Shop.Bind(
            ("a.ai", "chain c:\n    step always:\n        target: c\n    step number:\n"), ("b.ai", "chain c:\n    step number:\n"));

        Assert.Equal(["N3S2081"], files[0].Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Equal(["N3S1020"], files[1].Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void A_long_row_of_calls_is_bound()
    {
        string row = string.Concat(Enumerable.Range(0, 3000).Select(i => $"chain c{i}:\n    step c{i + 1}:\n"));

        Assert.Empty(Shop.Bind($"{row}chain c3000:\n    step number:\n").Diagnostics);
    }

    [Fact]
    public void Of_a_long_circle_the_first_calls_are_shown()
    {
        string ring = string.Concat(Enumerable.Range(0, 100).Select(i => $"chain c{i}:\n    step s:\n        target: c{(i + 1) % 100}\n"));

        string message = Assert.Single(Shop.Bind(ring).Diagnostics).Message;
        Assert.EndsWith("'c9' calls 'c10' (a.ai, line 29), and 90 more calls lead back to 'c0'. Put a condition on one of them: an 'if' in the step, or a block around it.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_of_one_path_are_no_failure() => Assert.NotEmpty(Shop.Bind(
        ("a.ai", "chain c:\n    step d:\nchain d:\n    step number:\n"), ("a.ai", "chain d:\n    step word:\n")));

    [Theory]
    [InlineData("step again:\n        target: c\n        if: 1 == 2\n")]
    [InlineData("if 1 == 2:\n        step again:\n            target: c\n")]
    [InlineData("step again:\n        target: c\n        for_each: items\n")]
    public void Calls_that_a_condition_can_end(string call) => Shop.AssertReportsNothing(
        $"chain c:\n    inputs:\n        items: list<text>\n    output: number\n    step number:\n    {call}");

    [Fact]
    public void A_value_that_is_only_that_of_itself_has_no_type() => Shop.AssertReports(
        "chain c:\n    step ⟦again⟧:\n        target: c\n        if: 1 == 2\n",
        ("N3S2082", "The value of chain 'c' has no type: it is that of step 'again', which calls 'c', and that leads back here. Name a step as 'output' first that calls no chain of the circle."));

    [Fact]
    public void A_branch_that_ends_the_recursion_gives_the_type()
    {
        BoundFile file = Shop.Bind("""
            chain c:
                inputs:
                    n: integer
                output: value
                if n > 0:
                    step value:
                        target: c
                        options:
                            n: {{ n - 1 }}
                else:
                    step value:
                        target: number
            """);

        Assert.Empty(file.Diagnostics);
        Assert.All(file.Chains[0].Steps, step => Assert.Equal("int", step.ValueType!.FullName));
    }

    [Fact]
    public void An_edit_of_a_body_leaves_the_outside_of_a_chain_equal()
    {
        const string Caller = "chain outer:\n    step inner:\n";
        ChainSignatures before = Shop.Signatures(("a.ai", Caller), ("b.ai", "chain inner:\n    step number:\n"));
        ChainSignatures after = Shop.Signatures(("a.ai", Caller), ("b.ai", "# more\nchain inner:\n    step word:\n\n    step number:\n"));
        ChainSignatures other = Shop.Signatures(("a.ai", Caller), ("b.ai", "chain inner:\n    step word:\n"));

        Assert.Equal(before, after);
        Assert.NotEqual(before, other);
    }
}
