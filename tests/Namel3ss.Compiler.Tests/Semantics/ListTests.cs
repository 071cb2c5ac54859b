namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>Where lists of results may stand, and what is still a mistake.</summary>
public class ListTests
{
    private static readonly Project Shop = Project.Of("""
        number: Task<int> (int value = 1)
        word: Task<string> ()
        sum: Task<int> (IReadOnlyList<int> values)
        nothing: Task (int value = 1)
        """);

    [Fact]
    public void Lists_go_wherever_values_go() => Shop.AssertReportsNothing("""
        chain all:
            inputs:
                rows: list<integer>
            for row in rows:
                for column in rows:
                    step cell:
                        target: number
                        options:
                            value: "{{ column }}"
                step total:
                    target: sum
                    options:
                        values: "{{ cell }}"
            step number:
                for_each: rows
            output: [number, total]
        """);

    [Fact]
    public void A_list_and_one_value_are_no_outputs_of_one_type() => Shop.AssertReports("""
        chain all:
            output: [number, ⟦one⟧]
            inputs:
                rows: list<integer>
            step number:
                for_each: rows
            step one:
                target: number
        """, ("N3S1028", "The outputs of a chain are of one type, but 'one' is int and 'number' is IReadOnlyList<int>; let both have one type."));

    [Fact]
    public void A_list_of_steps_without_a_value_is_no_output() => Shop.AssertReports("""
        chain all:
            output: ⟦nothing⟧
            inputs:
                rows: list<integer>
            for row in rows:
                step nothing:
        """, ("N3S1027", "Step 'nothing' has no value that could be the chain's output: C.Nothing(int value = 1) returns nothing."));

    [Fact]
    public void In_a_loop_a_step_for_each_item_and_a_plain_one_cannot_share_a_name() => Shop.AssertReports("""
        chain all:
            inputs:
                rows: list<integer>
            for row in rows:
                if row > 1:
                    step number:
                        for_each: rows
                else:
                    step ⟦number⟧:
        """, ("N3S1032", "The branches of an 'if' give step 'number' one value of one type, but here it is int and in line 6 it is a list of int; rename one of the steps."));

    [Fact]
    public void Calculating_with_a_list_of_an_inner_loop_is_a_mistake_at_the_expression() => Shop.AssertReports("""
        chain all:
            inputs:
                rows: list<integer>
            for row in rows:
                for column in rows:
                    step number:
                step total:
                    target: number
                    options:
                        value: "{{ ⟦number + 1⟧ }}"
        """, ("N3S2018", "'+' cannot join IReadOnlyList<int> and int."));
}
