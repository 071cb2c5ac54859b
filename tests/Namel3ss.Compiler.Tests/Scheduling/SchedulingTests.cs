using Namel3ss.Compiler.Scheduling;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Tests.Semantics;

namespace Namel3ss.Compiler.Tests.Scheduling;

/// <summary>N3S3001 to N3S3007, and the groups of the guide.</summary>
public class SchedulingTests
{
    private static readonly Project Shop = Project.Of("""
        x: Task<string> (string a = "")
        y [TakesPermit = false]: Task<string> (string a = "")
        """);

    [Fact]
    public void A_parallel_step_cannot_depend_on_others() => Shop.AssertReports("""
        chain c:
            step a:
                target: x
            step b:
                target: x
            step sum:
                target: x
                ⟦parallel: true⟧
                depends_on: [a, b]
        """, ("N3S3001", "Step 'sum' cannot be 'parallel: true' and depend on 'a', 'b': a parallel step waits for nobody. Remove 'parallel', and it runs after them, or remove 'depends_on'."));

    [Fact]
    public void A_parallel_step_may_depend_on_nothing() => Shop.AssertReportsNothing("""
        chain c:
            step a:
                target: x
                parallel: true
                depends_on: []
            step b:
                target: x
                parallel: true
        """);

    [Fact]
    public void An_unknown_dependency_is_an_error_at_its_name() => Shop.AssertReports("""
        chain c:
            step sentiment:
                target: x
            step sum:
                target: x
                depends_on: [⟦sentimnt⟧, ⟦topics⟧]
        """,
        ("N3S3002", "There is no step 'sentimnt' in this chain. Did you mean 'sentiment'?"),
        ("N3S3002", "There is no step 'topics' in this chain."));

    [Fact]
    public void A_step_of_another_chain_is_unknown() => Shop.AssertReports("""
        chain c:
            step first:
                target: x
        chain d:
            step second:
                target: x
                depends_on: ⟦first⟧
        """, ("N3S3002", "There is no step 'first' in this chain."));

    [Fact]
    public void A_dependency_on_a_step_whose_name_could_not_be_read_follows_from_that() =>
        Assert.Equal(["N3S0"], Shop.Bind("""
            chain c:
                output: first_step
                step first-step:
                    target: x
                step second:
                    target: x
                    depends_on: first_step
            """).Diagnostics.Select(diagnostic => diagnostic.Id[..4]));

    [Fact]
    public void A_step_does_not_depend_on_itself() => Shop.AssertReports("""
        chain c:
            step a:
                target: x
                depends_on: ⟦a⟧
        """, ("N3S3003", "Step 'a' depends on itself; remove 'a' from its 'depends_on'."));

    [Fact]
    public void A_dependency_stands_above() => Shop.AssertReports("""
        chain c:
            step a:
                target: x
                depends_on: [⟦b⟧]
            step b:
                target: x
        """, ("N3S3004", "Step 'a' depends on 'b', which comes later (line 5); move 'b' above 'a'."));

    [Fact]
    public void Dependencies_on_steps_above_are_right() => Shop.AssertReportsNothing("""
        chain c:
            step b:
                target: x
            step a:
                target: x
                depends_on: [b]
            step d:
                target: x
                depends_on: b
        """);

    [Fact]
    public void A_circle_is_one_error_with_the_whole_path() => Shop.AssertReports("""
        chain c:
            step a:
                target: x
                depends_on: [⟦d⟧]
            step b:
                target: x
                depends_on: [a]
            step d:
                target: x
                depends_on: [b]
        """, ("N3S3005", "These steps wait for each other and none could ever start: a → d → b → a; remove one of the dependencies."));

    [Fact]
    public void Two_circles_are_two_errors() => Shop.AssertReports("""
        chain c:
            step a:
                target: x
                depends_on: ⟦b⟧
            step b:
                target: x
                depends_on: a
            step d:
                target: x
                depends_on: [b, ⟦e⟧]
            step e:
                target: x
                depends_on: d
        """,
        ("N3S3005", "These steps wait for each other and none could ever start: a → b → a; remove one of the dependencies."),
        ("N3S3005", "These steps wait for each other and none could ever start: d → e → d; remove one of the dependencies."));

    [Fact]
    public void Circles_that_share_a_step_are_errors_each() => Shop.AssertReports("""
        chain c:
            step a:
                target: x
                depends_on: [⟦b⟧, ⟦d⟧]
            step b:
                target: x
                depends_on: a
            step d:
                target: x
                depends_on: a
        """,
        ("N3S3005", "These steps wait for each other and none could ever start: a → b → a; remove one of the dependencies."),
        ("N3S3005", "These steps wait for each other and none could ever start: a → d → a; remove one of the dependencies."));

    [Fact]
    public void A_circle_within_another_is_an_error_too() => Shop.AssertReports("""
        chain c:
            step a:
                target: x
                depends_on: ⟦b⟧
            step b:
                target: x
                depends_on: ⟦d⟧
            step d:
                target: x
                depends_on: [a, b]
        """,
        ("N3S3005", "These steps wait for each other and none could ever start: a → b → d → a; remove one of the dependencies."),
        ("N3S3005", "These steps wait for each other and none could ever start: b → d → b; remove one of the dependencies."));

    [Theory]
    [InlineData("5")]
    [InlineData("9.999s")]
    [InlineData("200ms")]
    public void A_timeout_under_ten_seconds_is_warned_of(string timeout) => Shop.AssertReports(
        $"chain c:\n    timeout: ⟦{timeout}⟧\n    step x:\n    step y:\n",
        ("N3S3006", "The timeout of chain 'c' is short for calls to a model, which often take longer than 10 seconds; 60 seconds suit simple prompts, 180 complex analysis."));

    [Theory]
    [InlineData("chain c:\n    timeout: 10\n    step x:\n")]
    [InlineData("chain c:\n    timeout: 5\n    step y:\n")]
    public void A_timeout_is_right_that_is_long_or_where_no_model_is_called(string source) => Shop.AssertReportsNothing(source);

    private const string Useless =
        "'parallel: true' changes nothing in chain 'c': no two parallel steps follow one another. Put the independent steps next to each other, or remove 'parallel'.";

    [Fact]
    public void Parallel_steps_with_nothing_to_run_beside_are_warned_of_once() => Shop.AssertReports("""
        chain c:
            step a:
                target: x
                ⟦parallel: true⟧
            step b:
                target: x
            step d:
                target: x
                parallel: true
        """, ("N3S3007", Useless));

    [Fact]
    public void A_broken_chain_gets_no_advice_on_its_parallel_steps() => Shop.AssertReports("""
        chain c:
            step a:
                target: x
                parallel: true
            step ⟦b⟧:
        """, ("N3S2001", "There is no connector 'b'; mark a C# method with [Connector(\"b\")]."));

    [Theory]
    [InlineData("ppp", "[0 1 2]")]
    [InlineData("ppd", "[0 1] 2")]
    [InlineData("psp", "0 1 2")]
    [InlineData("pps", "[0 1] 2")]
    [InlineData("sppspp", "0 [1 2] 3 [4 5]")]
    [InlineData("pe", "[0 1]")]
    [InlineData("ee", "[0 1]")]
    [InlineData("pdpp", "0 1 [2 3]")]
    [InlineData("s", "0")]
    [InlineData("", "")]
    public void Consecutive_parallel_steps_without_dependencies_form_a_group(string steps, string plan)
    {
        var source = "chain c:\n" + string.Concat(steps.Select((kind, i) => $"    step s{i}:\n        target: x\n" + kind switch
        {
            'p' => "        parallel: true\n",
            'e' => "        parallel: true\n        depends_on: []\n",
            'd' => "        depends_on: s0\n",
            _ => "",
        }));
        BoundChain chain = Assert.Single(Shop.Bind(source).Chains);

        Assert.False(chain.IsBroken);
        Assert.Equal(plan, string.Join(' ', Scheduler.Schedule(chain, chain.Body).Nodes.Select(node => node switch
        {
            PlanGroup group => $"[{string.Join(' ', group.Steps)}]",
            PlanStep step => $"{step.Step}",
            _ => throw new InvalidOperationException(),
        })));
    }
}
