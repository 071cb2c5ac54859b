namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S1020 to N3S1029: names, kinds, outputs.</summary>
public class NameTests
{
    private static readonly Project Shop = Project.Of("""
        word: Task<string> ()
        number: Task<int> ()
        nothing: Task ()
        """);

    [Fact]
    public void Two_chains_with_one_name_are_one_error_at_the_second() => Shop.AssertReports("""
        chain report:
            step word:
        chain ⟦report⟧:
            step word:
        """, ("N3S1020", "Chain 'report' is already declared in a.ai, line 1; give one of the two another name."));

    [Fact]
    public void Two_chains_with_one_name_in_csharp_are_one_error_at_the_second() => Shop.AssertReports("""
        chain foo_bar:
            step word:
        chain ⟦fooBar⟧:
            step word:
        """, ("N3S1020", "Chain 'fooBar' and chain 'foo_bar' (a.ai, line 1) have the same name in C#; rename one of them."));

    [Fact]
    public void Chains_with_names_of_their_own_are_right() => Shop.AssertReportsNothing("""
        chain foo_bar:
            step word:
        chain foobar:
            step word:
        """);

    [Fact]
    public void Two_steps_with_one_name_are_one_error_at_the_second() => Shop.AssertReports("""
        chain report:
            step a:
                target: word
            step ⟦a⟧:
                target: word
        """, ("N3S1021", "Step 'a' is already declared in line 2; give one of the two another name."));

    [Fact]
    public void Two_steps_with_one_name_in_csharp_are_one_error_at_the_second() => Shop.AssertReports("""
        chain report:
            step a_b:
                target: word
            step ⟦aB⟧:
                target: word
            step last:
                target: word
                depends_on: [a_b, aB]
        """, ("N3S1021", "Step 'aB' and step 'a_b' (line 2) have the same name in C#; rename one of them."));

    [Fact]
    public void A_step_depends_on_the_first_of_two_with_its_own_name() => Shop.AssertReports("""
        chain report:
            step a:
                target: word
            step ⟦a⟧:
                target: word
                depends_on: a
        """, ("N3S1021", "Step 'a' is already declared in line 2; give one of the two another name."));

    [Theory]
    [InlineData("chain ⟦report⟧:\n")]
    [InlineData("chain ⟦report⟧:\n    # nothing yet\n")]
    [InlineData("chain ⟦report⟧:\n    timeout: 60\n    steps:\n")]
    public void An_empty_chain_is_warned_of(string source) => Shop.AssertReports(
        source, ("N3S1022", "Chain 'report' has no steps: it does nothing and has no value. Add a 'step NAME:' to it."));

    [Fact]
    public void A_chain_whose_only_step_could_not_be_read_is_not_called_empty() =>
        Assert.DoesNotContain(Shop.Bind("chain report:\n    stepp\n").Diagnostics, diagnostic => diagnostic.Id == "N3S1022");

    [Theory]
    [InlineData("conector", " Did you mean 'connector'?")]
    [InlineData("lmm", " Did you mean 'llm'?")]
    [InlineData("http", "")]
    public void An_unknown_kind_is_an_error(string kind, string hint) => Shop.AssertReports(
        $"chain report:\n    step word:\n        kind: ⟦{kind}⟧\n",
        ("N3S1023", $"'{kind}' is no kind of step; the kinds are connector, llm, python, chain and template.{hint}"));

    [Theory]
    [InlineData("kind: connector")]
    [InlineData("kind: \"connector\"")]
    public void A_known_kind_is_right(string kind) => Shop.AssertReportsNothing($"chain report:\n    step word:\n        {kind}\n");

    [Fact]
    public void A_step_says_one_error_policy() => Shop.AssertReports("""
        chain report:
            step word:
                stop_on_error: false
                ⟦continue_on_error⟧: true
        """, ("N3S1025", "'stop_on_error' and 'continue_on_error' say the same thing twice (the other one stands in line 3); keep one of them."));

    [Theory]
    [InlineData("stop_on_error: false", false)]
    [InlineData("stop_on_error: true", true)]
    [InlineData("continue_on_error: true", false)]
    [InlineData("continue_on_error: false", true)]
    [InlineData("parallel: false", true)]
    public void Either_error_policy_alone_is_right(string policy, bool stops) =>
        Assert.Equal(stops, Shop.Chain($"chain report:\n    step word:\n        {policy}\n").Steps[0].StopOnError);

    [Fact]
    public void An_output_is_a_step_of_the_chain() => Shop.AssertReports("""
        chain report:
            output: ⟦numbr⟧
            step number:
        """, ("N3S1026", "Chain 'report' has no step 'numbr' that could be its output. Did you mean 'number'?"));

    [Fact]
    public void An_output_that_is_like_no_step_has_no_suggestion() => Shop.AssertReports("""
        chain report:
            output: [number, ⟦summary⟧]
            step number:
        """, ("N3S1026", "Chain 'report' has no step 'summary' that could be its output."));

    [Fact]
    public void An_output_has_a_value() => Shop.AssertReports("""
        chain report:
            output: ⟦nothing⟧
            step nothing:
        """, ("N3S1027", "Step 'nothing' has no value that could be the chain's output: C.Nothing() returns nothing."));

    [Fact]
    public void Outputs_are_of_one_type() => Shop.AssertReports("""
        chain report:
            output: [word, ⟦number⟧]
            step word:
            step number:
        """, ("N3S1028", "The outputs of a chain are of one type, but 'number' is int and 'word' is string; let both have one type."));

    [Fact]
    public void Outputs_of_one_type_are_right()
    {
        Assert.Equal([1, 0], Shop.Chain("""
            chain report:
                output: [b, a]
                step a:
                    target: word
                step b:
                    target: word
            """).Outputs.Select(output => output.Step));
    }

    [Fact]
    public void The_last_step_is_the_output_if_it_has_a_value()
    {
        Assert.Equal([1], Shop.Chain("chain report:\n    step nothing:\n    step word:\n").Outputs.Select(output => output.Step));
        Assert.Empty(Shop.Chain("chain report:\n    step word:\n    step nothing:\n").Outputs);
    }

    [Fact]
    public void Steps_of_one_name_at_the_end_of_all_branches_are_the_output()
    {
        Assert.Equal([1], Shop.Chain("""
            chain report:
                step first:
                    target: number
                if first > 1:
                    step a:
                        target: word
                elif first > 0:
                    if first == 1:
                        step a:
                            target: word
                    else:
                        step nothing:
                        step a:
                            target: word
                else:
                    step a:
                        target: word
            """).Outputs.Select(output => output.Step));
        Shop.AssertReportsNothing("""
            chain report:
                step number:
                if number > 1:
                    step nothing:
                else:
                    step nothing:
            chain other:
                output: []
                step number:
                if number > 1:
                    step word:
            """);
    }

    [Fact]
    public void Branches_at_the_end_without_one_name_are_a_warning_at_the_block() => Shop.AssertReports("""
        chain names:
            step number:
            ⟦if number > 1:⟧
                step a:
                    target: word
            else:
                step b:
                    target: word
        chain types:
            step number:
            ⟦if number > 1:⟧
                step a:
                    target: word
            elif number > 0:
                step nothing:
            else:
                step b:
                    target: number
        chain lists:
            inputs:
                items: list<integer>
            step number:
            ⟦if number > 1:⟧
                step a:
                    target: word
            else:
                step b:
                    target: word
                    for_each: items
        chain without_else:
            step number:
            ⟦if number > 1:⟧
                step a:
                    target: word
            elif number > 0:
                step a:
                    target: word
        chain with_a_loop:
            inputs:
                items: list<integer>
            step number:
            ⟦if number > 1:⟧
                step a:
                    target: word
            else:
                for item in items:
                    step b:
                        target: word
        """,
        ("N3S1040", "Chain 'names' has no value, since the branches of this 'if' end in 'a', 'b'. Let every branch, with an 'else', end in a step of one name, "
            + "or write 'output: [a, b]' (the first that has run); 'output: []' says that it has none."),
        ("N3S1040", "Chain 'types' has no value, since the branches of this 'if' end in 'a', 'b'. Let every branch, with an 'else', end in a step of one name, "
            + "or write 'output: a' (null where it has not run); 'output: []' says that it has none."),
        ("N3S1040", "Chain 'lists' has no value, since the branches of this 'if' end in 'a', 'b'. Let every branch, with an 'else', end in a step of one name, "
            + "or write 'output: a' (null where it has not run); 'output: []' says that it has none."),
        ("N3S1040", "Chain 'without_else' has no value, since it may come to the end of this 'if' without 'a'. Let every branch, with an 'else', end in a step of one name, "
            + "or write 'output: a' (null where it has not run); 'output: []' says that it has none."),
        ("N3S1040", "Chain 'with_a_loop' has no value, since it may come to the end of this 'if' without 'a'. Let every branch, with an 'else', end in a step of one name, "
            + "or write 'output: a' (null where it has not run); 'output: []' says that it has none."));

    [Fact]
    public void A_name_is_listed_once() => Shop.AssertReports("""
        chain report:
            output: [a, ⟦a⟧]
            step a:
                target: word
            step b:
                target: word
                depends_on: [a, ⟦a⟧, ⟦a⟧]
        """,
        ("N3S1029", "'a' is listed twice in 'output'; once is enough."),
        ("N3S1029", "'a' is listed twice in 'depends_on'; once is enough."),
        ("N3S1029", "'a' is listed twice in 'depends_on'; once is enough."));
}
