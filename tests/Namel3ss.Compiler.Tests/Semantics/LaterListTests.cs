namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S1037: uses of a list of results that wait for a later version.</summary>
public class LaterListTests
{
    private static readonly Project Shop = Project.Of("""
        number: Task<int> (int value = 1)
        sum: Task<int> (IReadOnlyList<int> values)
        """);

    [Fact]
    public void A_list_cannot_be_the_chains_output_yet() => Shop.AssertReports("""
        chain all:
            inputs:
                numbers: list<integer>
            step ⟦number⟧:
                for_each: numbers
        """, ("N3S1037", "The list of results of step 'number' cannot be the chain's output yet; add a step after it that takes the list, and let its value be the output."));

    [Fact]
    public void Inner_results_cannot_be_read_inside_the_outer_loop_yet() => Shop.AssertReports("""
        chain all:
            inputs:
                rows: list<integer>
            for row in rows:
                for column in rows:
                    step ⟦cell⟧:
                        target: number
                        options:
                            value: "{{ column }}"
                step total:
                    target: sum
                    options:
                        values: "{{ cell }}"
            step end:
                target: number
        """, ("N3S1037", "The results of step 'cell', which runs in a loop of its own, cannot be read inside the loop around it yet; read them after that loop."));

    [Fact]
    public void A_list_that_a_connector_takes_is_right() => Shop.AssertReportsNothing("""
        chain all:
            inputs:
                numbers: list<integer>
            step number:
                for_each: numbers
            step sum:
                depends_on: number
        """);
}
