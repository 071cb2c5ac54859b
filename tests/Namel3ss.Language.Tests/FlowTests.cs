namespace Namel3ss.Language.Tests;

/// <summary>Data flow and control flow, run with parallel execution off and on: the results are the same.</summary>
public sealed class FlowTests
{
    private static ChainOptions Mode(bool parallel) => new() { EnableParallelSteps = parallel };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Inputs_and_expressions_make_text(bool parallel)
    {
        var run = await Chains.RunLetterAsync("Ann", ["x", "y", "z"], options: Mode(parallel));

        Assert.Equal("Dear Ann, 3 of 4\nfirst: x {{ no expression }}\nover: true\nhalf: 0.5", run.EnsureOk());
        Assert.Equal("Hi Ann, 1 of 10", (await Chains.RunLetterAsync("Ann", ["x"], 5, "Hi", Mode(parallel))).Steps.Shown.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Expressions_keep_their_types(bool parallel) =>
        Assert.Equal("80-8-0-abc", (await Chains.RunTypedAsync(3, Mode(parallel))).EnsureOk());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Constants_of_csharp_are_compared(bool parallel)
    {
        Assert.Equal("true very_high", (await Chains.RunConstantsAsync(Level.VeryHigh, Mode(parallel))).EnsureOk());
        Assert.Equal("false low", (await Chains.RunConstantsAsync(Level.Low, Mode(parallel))).EnsureOk());
    }

    [PythonTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Members_of_json_are_read(bool parallel) =>
        Assert.Equal("Ann 2.5 2 none", (await Chains.RunJsonMembersAsync(Mode(parallel))).EnsureOk());

    [Theory]
    [InlineData(200, "large 200, no note")]
    [InlineData(20, "medium 20, noted")]
    [InlineData(2, "small 2, no note")]
    public async Task Branches_give_one_value_under_one_name(int amount, string expected)
    {
        foreach (bool parallel in new[] { false, true })
        {
            var run = await Chains.RunTriageAsync(amount, Mode(parallel));
            Assert.Equal(expected, run.EnsureOk());
            Assert.Equal(amount is > 10 and <= 100 ? StepStatus.Ok : StepStatus.Skipped, run.Steps.Note.Status);
            Assert.Equal(ChainStatus.Ok, run.Status);
        }
    }

    [Theory]
    [InlineData(200, "large 200", "large 200; 400")]
    [InlineData(20, "medium 20", "medium 20; 40")]
    [InlineData(2, "small 2", "small 2; 0")]
    public async Task Branches_of_one_name_at_its_end_are_the_value_of_a_chain(int amount, string value, string seen)
    {
        foreach (bool parallel in new[] { false, true })
        {
            string certain = (await Chains.RunEndsInBranchesAsync(amount, Mode(parallel))).EnsureOk();
            var perhaps = await Chains.RunEndsInBranchesThatMayFailAsync(good: false, amount, Mode(parallel));

            Assert.Equal((value, ChainStatus.Ok, amount > 5), (certain, perhaps.Status, perhaps.HasResult));
            Assert.Equal(seen, (await Chains.RunAsksWhatEndsInBranchesAsync(amount, Mode(parallel))).EnsureOk());
        }
    }

    [Theory]
    [InlineData(6, "large 12")]
    [InlineData(5, "just large 12")]
    [InlineData(4, "small 8")]
    public async Task So_they_are_without_barriers(int amount, string value)
    {
        foreach (bool parallel in new[] { false, true })
        {
            string answer = (await Chains.RunEndsInBranchesWithoutBarriersAsync(amount, Mode(parallel))).EnsureOk();
            Assert.Equal(value, answer);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Conditions_may_be_constant(bool parallel) =>
        Assert.Equal("none word none", (await Chains.RunConstantConditionsAsync(Mode(parallel))).EnsureOk());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_loop_gives_a_list_of_what_ran(bool parallel)
    {
        var run = await Chains.RunEachAsync([1, 2, 3, 4], Mode(parallel));

        Assert.Equal(20, run.EnsureOk());
        Assert.Equal("3!,4!", run.Steps.Words.Result);
        Assert.Equal([2, 4, 6, 8], run.Steps.Doubled.Select(step => step.Result!.Value));
        Assert.Equal(0, (await Chains.RunEachAsync([], Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 4)]
    [InlineData(true, 0)]
    [InlineData(true, 100)]
    [InlineData(false, 100)]
    public async Task A_while_reads_its_last_iteration_and_ends_at_its_maximum_with_a_warning(bool parallel, int target)
    {
        var run = await Chains.RunCountsUpAsync(target, Mode(parallel));

        Assert.Equal(Math.Min(target, 10), run.EnsureOk());
        Assert.Equal(target > 10 ? 1 : 0, run.Warnings.Count);
        Assert.All(run.Warnings, warning =>
        {
            Assert.StartsWith("The while of chain 'counts_up' (Constructs/control_flow.ai:", warning, StringComparison.Ordinal);
            Assert.EndsWith(") has reached its max_iterations of 10; the chain goes on after it", warning, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Loops_nest(bool parallel) =>
        Assert.Equal((1 + 2) * (10 + 20 + 30), (await Chains.RunNestedAsync([1, 2], [10, 20, 30], Mode(parallel))).EnsureOk());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_condition_skips_a_step(bool parallel)
    {
        Assert.Equal("word", (await Chains.RunConditionalStepAsync(true, Mode(parallel))).EnsureOk());
        var run = await Chains.RunConditionalStepAsync(false, Mode(parallel));
        Assert.Equal("none", run.EnsureOk());
        Assert.Equal(StepStatus.Skipped, run.Steps.Maybe.Status);
        Assert.Equal(ChainStatus.Ok, run.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_runs_once_for_each_item(bool parallel)
    {
        Assert.Equal(12, (await Chains.RunForEachItemAsync([1, 2, 3], Mode(parallel))).EnsureOk());
        Assert.Equal(10, (await Chains.RunForEachSomeAsync([1, 2, 3], Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_for_each_item_of_an_absent_list_is_skipped_and_so_is_its_reader(bool parallel)
    {
        Assert.Equal("6", (await Chains.RunForEachOfMaybeAsync(false, Mode(parallel))).EnsureOk());

        var run = await Chains.RunForEachOfMaybeAsync(true, Mode(parallel));
        Assert.Equal(ChainStatus.Partial, run.Status);
        Assert.Empty(run.Steps.Doubled);
        Assert.Equal(StepStatus.Skipped, run.Steps.Total.Status);
        Assert.Equal("0", run.EnsureOk(allowPartial: true));

        var flowing = await Chains.RunForEachOfMaybeWithoutBarriersAsync(true, Mode(parallel));
        Assert.Equal(StepStatus.Skipped, flowing.Steps.Total.Status);
        Assert.Equal("0", flowing.EnsureOk(allowPartial: true));
        Assert.Equal("6", (await Chains.RunForEachOfMaybeWithoutBarriersAsync(false, Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_is_tried_again(bool parallel)
    {
        var lab = new Lab();
        Task<Chains.RetriedRun> running = Chains.RunRetriedAsync(lab.Options(parallel));

        // The chain's timer, and that of the first pause; then that of the second.
        await lab.Time.TimersAsync(2);
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        await lab.Time.TimersAsync(1);
        lab.Time.Advance(TimeSpan.FromSeconds(1));

        var run = await running;
        Assert.Equal("at last", run.EnsureOk());
        Assert.Equal(3, run.Steps.Flaky.Attempts);
    }

    [Theory]
    [InlineData("refused", 503, 3)]
    [InlineData("refused", 401, 1)]
    [InlineData("refused_for_the_moment", 429, 3)]
    [InlineData("refused_for_the_moment", 408, 3)]
    [InlineData("refused_for_the_moment", 503, 1)]
    [InlineData("refused_anyhow", 401, 3)]
    public async Task A_step_is_tried_again_after_the_failures_that_it_names(string chain, int status, int attempts)
    {
        foreach (bool parallel in new[] { false, true })
        {
            var lab = new Lab();
            StepRun step = chain switch
            {
                "refused" => await PassAsync(Chains.RunRefusedAsync(status, lab.Options(parallel)), run => run.Steps.Call),
                "refused_for_the_moment" => await PassAsync(Chains.RunRefusedForTheMomentAsync(status, lab.Options(parallel)), run => run.Steps.Call),
                _ => await PassAsync(Chains.RunRefusedAnyhowAsync(status, lab.Options(parallel)), run => run.Steps.Call),
            };

            Assert.Equal((attempts, attempts == 3 ? StepStatus.Ok : StepStatus.Failed), (step.Attempts, step.Status));
            Assert.All(step.AllAttempts.Take(2), attempt => Assert.Equal($"status {status}", attempt.Error));

            async Task<StepRun> PassAsync<TRun>(Task<TRun> running, Func<TRun, StepRun> call)
            {
                // The chain's timer, then that of each pause.
                await lab.Time.TimersAsync(1);
                for (int pause = 1; pause < attempts; pause++)
                {
                    await lab.Time.TimersAsync(1);
                    lab.Time.Advance(TimeSpan.FromSeconds(1));
                }

                return call(await running);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_has_a_timeout_of_its_own(bool parallel)
    {
        var lab = new Lab();
        Task<Chains.TimedRun> running = Chains.RunTimedAsync(lab.Options(parallel));
        await lab.StartedAsync(1);
        lab.Time.Advance(TimeSpan.FromMilliseconds(100));

        var run = await running;
        Assert.Equal(ChainStatus.Partial, run.Status);
        Assert.Equal(StepStatus.TimedOut, run.Steps.Slow.Status);
        Assert.Equal("word", run.EnsureOk(allowPartial: true));
    }

    [Theory]
    [InlineData(true, 20)]
    [InlineData(false, 35)]
    public async Task Without_barriers_a_chain_of_steps_runs_beside_a_long_one(bool parallel, int seconds)
    {
        var lab = new Lab();
        Task<Chains.NoBarriersRun> running = Chains.RunNoBarriersAsync(lab.Options(parallel));
        if (parallel)
        {
            await lab.StartedAsync(2);
            for (int i = 0; i < 3; i++)
            {
                lab.Time.Advance(TimeSpan.FromSeconds(5));
                await lab.EndedAsync(1);
                await lab.StartedAsync(i < 2 ? 1 : 0);
            }

            lab.Time.Advance(TimeSpan.FromSeconds(5));
        }
        else
        {
            foreach (int time in new[] { 5, 20, 5, 5 })
            {
                await lab.StartedAsync(1);
                lab.Time.Advance(TimeSpan.FromSeconds(time));
                await lab.EndedAsync(1);
            }
        }

        var run = await running;
        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal(TimeSpan.FromSeconds(seconds), run.Elapsed);
        Assert.Equal("c", run.EnsureOk());
    }
}
