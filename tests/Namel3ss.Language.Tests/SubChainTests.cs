using System.Collections.Concurrent;

namespace Namel3ss.Language.Tests;

/// <summary>Chains that call chains, with parallel execution off and on.</summary>
public sealed class SubChainTests
{
    private static ChainOptions Mode(bool parallel, ChainLimiter? limiter = null) => new() { EnableParallelSteps = parallel, Limiter = limiter ?? new ChainLimiter(50) };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Inputs_are_filled_like_parameters_and_values_are_typed(bool parallel)
    {
        var run = await Chains.RunSubCallsAsync(4, Mode(parallel, new ChainLimiter(1)));

        Assert.Equal("8 18 19", run.EnsureOk());
        Assert.Equal((8, 18, 19), (run.Steps.Twice.Result, run.Steps.More.Result, run.Steps.SubLifted.Result));
        Assert.Equal(8, run.Steps.Twice.Run!.Steps.Double.Result);
        Assert.Equal(("chain", "sub_double"), (run.Steps.More.Kind, run.Steps.More.Target));
        Assert.Equal(StepStatus.Ok, run.Steps.SubVoid.Run!.Steps.Remember.Status);
        Assert.Contains("\"name\":\"more\",\"kind\":\"chain\",\"target\":\"sub_double\",\"status\":\"ok\",\"result\":18,", run.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"steps\":[{\"name\":\"double\",", run.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_run_beside_each_other_in_both_schedules(bool parallel)
    {
        Assert.Equal(10 * 6, (await Chains.RunSubBesideAsync(5, Mode(parallel))).EnsureOk());
        Assert.Equal(10 * 11, (await Chains.RunSubBesideByDataAsync(5, Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Parallel_steps_that_nobody_has_said_how_to_run_are_told_in_each_run(bool? parallel)
    {
        const string Text = "Chain 'sub_beside' has parallel steps, but parallel execution is off, so they run one after another. "
            + "Set ENABLE_PARALLEL_STEPS=true to run them at once.";
        string[] expected = parallel is null ? [Text] : [];
        var options = new ChainOptions { EnableParallelSteps = parallel };
        for (int i = 0; i < 2; i++)
        {
            var run = await Chains.RunSubOfBesideAsync(options);

            Assert.Equal(10 * 6, run.EnsureOk());
            Assert.Equal(expected, run.Warnings);
            Assert.Equal(expected, run.Steps.Beside.Run!.Warnings);
            Assert.Equal(expected.Length > 0, run.ToJson().Contains($"\"warnings\":[\"{Text}\"]", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(false, "double", "20 [2,4,6] [2,null,6]")]
    [InlineData(true, "double", "20 [2,4,6] [2,null,6]")]
    [InlineData(false, "lifted", "11 [2,4,6] [2,null,6]")]
    [InlineData(true, "lifted", "11 [2,4,6] [2,null,6]")]
    [InlineData(false, "other", "101 [2,4,6] [2,null,6]")]
    [InlineData(true, "other", "101 [2,4,6] [2,null,6]")]
    public async Task They_stand_in_branches_and_loops(bool parallel, string which, string expected)
    {
        var run = await Chains.RunSubInBlocksAsync([1, 2, 3], which, Mode(parallel));

        Assert.Equal(expected, run.EnsureOk());
        Assert.Equal([1, 2, 3], run.Steps.InLoop.Select(step => step.Iteration!.Value));
        Assert.Equal([2, 4, 6], run.Steps.InLoop.Select(step => step.Run!.EnsureOk()));
        Assert.Equal([true, false, true], run.Steps.Each.Select(step => step.Run is not null));
        Assert.Equal(which switch { "double" => typeof(Chains.SubDoubleRun), "lifted" => typeof(Chains.SubLiftedRun), _ => null }, run.Steps.Chosen.Run?.GetType());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chains_may_call_themselves_and_each_other_under_a_condition(bool parallel)
    {
        Assert.Equal("3 2 1 go", (await Chains.RunSubCountdownAsync(3, Mode(parallel))).EnsureOk());
        Assert.Equal("odd", (await Chains.RunSubEvenAsync(7, Mode(parallel))).EnsureOk());
        Assert.Equal("even", (await Chains.RunSubEvenAsync(10, Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recursion_without_an_end_fails_at_depth_64(bool parallel)
    {
        var run = await Chains.RunSubWithoutEndAsync(1, Mode(parallel));

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.EndsWith("Do the chains call each other in a circle whose condition never becomes false?", run.Error!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_partial_result_makes_the_caller_partial(bool parallel)
    {
        var run = await Chains.RunSubPartialAsync(true, Mode(parallel));
        Assert.Equal((ChainStatus.Partial, "-1", StepStatus.Ok), (run.Status, run.Result, run.Steps.Part.Status));

        Assert.Equal("2", (await Chains.RunSubPartialAsync(false, Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_is_a_failed_step(bool parallel)
    {
        var run = await Chains.RunSubFailsAsync(true, Mode(parallel));
        Assert.Equal((ChainStatus.Error, "Step 'strict' failed: Step 'numbers' failed: no numbers"), (run.Status, run.Error));
        Assert.Equal(StepStatus.Failed, run.Steps.Strict.Run!.Steps.Numbers.Status);

        var tolerated = await Chains.RunSubFailsToleratedAsync(true, Mode(parallel));
        Assert.Equal((ChainStatus.Partial, "0"), (tolerated.Status, tolerated.Result));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_is_tried_again(bool parallel)
    {
        var lab = new Lab();
        var running = Chains.RunSubRetriedAsync(new ChainOptions { EnableParallelSteps = parallel });

        var run = await running;
        Assert.Equal(("at last", 3), (run.EnsureOk(), run.Steps.FlakyChain.Attempts));
        Assert.Equal(0, lab.Running);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_timeout_is_a_step_that_timed_out(bool parallel)
    {
        var lab = new Lab();
        var running = Chains.RunSubTimedAsync(lab.Options(parallel));
        await lab.StartedAsync(1);
        lab.Time.Advance(TimeSpan.FromSeconds(20));

        var run = await running;
        Assert.Equal((ChainStatus.Error, StepStatus.TimedOut), (run.Status, run.Steps.SubSlow.Status));
        Assert.Equal("Step 'sub_slow' timed out: Chain 'sub_slow' execution timed out after 20 seconds", run.Error);
        Assert.Equal(ChainStatus.Timeout, run.Steps.SubSlow.Run!.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_run_has_what_was_done_in_it_and_in_the_chains_that_it_called(bool parallel)
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var running = Chains.RunSubLaterAsync(lab.Options(parallel), source.Token);
        await lab.StartedAsync(1);
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        await lab.StartedAsync(1);
        await source.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<ChainCanceledException>(() => running);
        var run = Assert.IsType<Chains.SubLaterRun>(cancelled.Run);
        Assert.Matches("^Chain 'sub_later' was cancelled by its caller while step 'slow' \\(Constructs/sub_chains\\.ai:[0-9]+\\) ran$", cancelled.Message);
        Assert.Equal((source.Token, ChainStatus.Cancelled, StepStatus.Ok), (cancelled.CancellationToken, run.Status, run.Steps.Takes.Status));
        Assert.Equal((ChainStatus.Cancelled, StepStatus.Cancelled), (run.Steps.SubSlow.Run!.Status, run.Steps.SubSlow.Run.Steps.Slow.Status));
    }

    [Fact]
    public async Task Progress_counts_from_the_start_of_the_chain_that_was_run()
    {
        var lab = new Lab();
        var reports = new Reports();
        var running = Chains.RunSubLaterAsync(lab.Options(parallel: false) with { Progress = reports });
        await lab.StartedAsync(1);
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        await lab.StartedAsync(1);
        lab.Time.Advance(TimeSpan.FromSeconds(20));
        await running;

        var slow = reports.First(report => report is { Chain: "sub_slow", Status: StepStatus.Running });
        Assert.Equal(("slow", TimeSpan.FromSeconds(5)), (slow.Step, slow.At));
        Assert.Null(slow.Iteration);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Progress_says_which_iteration_and_which_item(bool parallel)
    {
        var reports = new Reports(last: "all");
        (await Chains.RunSubInBlocksAsync([1, 2, 3], "double", Mode(parallel) with { Progress = reports })).EnsureOk();
        await reports.LastAsync();

        Assert.Equal([1, 2, 3], reports.Where(report => report is { Step: "in_loop", Status: StepStatus.Ok }).Select(report => report.Iteration!.Value));
        Assert.Equal([1, 3], reports.Where(report => report is { Step: "each", Status: StepStatus.Ok }).Select(report => report.Iteration!.Value).Order());
    }

    /// <summary>What was reported. The last reports may come when the run has ended already.</summary>
    /// <param name="last">The step whose end is the last report.</param>
    private sealed class Reports(string? last = null) : ConcurrentQueue<ChainProgress>, IProgress<ChainProgress>
    {
        private readonly TaskCompletionSource _last = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task LastAsync() => _last.Task;

        public void Report(ChainProgress value)
        {
            Enqueue(value);
            if (value.Step == last && value.Status == StepStatus.Ok)
            {
                _last.SetResult();
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_type_that_the_other_file_names_is_the_same_here(bool parallel)
    {
        var run = await Chains.RunSubElsewhereAsync([new Window(3, 4)], Mode(parallel));

        Assert.Equal("3 [3]", run.EnsureOk());
        Assert.False((await Chains.RunSubTypedAsync([new Window(3, 4)], null, Mode(parallel))).HasResult);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_may_be_a_list_or_that_of_one_of_several_steps(bool parallel)
    {
        var run = await Chains.RunSubTakesListAsync([1, 2, 3], Mode(parallel));
        Assert.Equal(3, run.EnsureOk());
        Assert.Equal([2, 4, 6], run.Steps.SubList.Result!);

        Assert.Equal(4, (await Chains.RunSubFirstOfAsync(2, Mode(parallel))).EnsureOk());
        Assert.Equal(11, (await Chains.RunSubFirstOfAsync(10, Mode(parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_only_the_chain_that_is_called_needs_is_missed_before_any_step_runs(bool parallel)
    {
        var reports = new Reports();
        var options = Mode(parallel) with { Progress = reports };

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => Chains.RunSubAsksAsync(options));
        Assert.StartsWith("The chat model 'fast' (Constructs/models.ai:1), which step 'fast' of chain 'ask_input' may ask, has no IChatClient", error.Message, StringComparison.Ordinal);
        Assert.Empty(reports);

        var clients = new Dictionary<string, Microsoft.Extensions.AI.IChatClient> { ["test"] = new ModelTests.EchoClient() };
        var run = await Chains.RunSubAsksAsync(options with { ChatClients = clients });
        Assert.Equal("<Hi>", run.EnsureOk());
        Assert.Equal(run.Steps.AskInput.Run!.Usage, run.Usage);
    }

    [Fact]
    public void Runs_for_tests_hold_the_runs_of_the_chains_that_were_called()
    {
        var called = Chains.SubDoubleRun.Ok(8);
        var run = Chains.SubCallsRun.Ok("8 18 19", new() { Twice = SubChainRun<Chains.SubDoubleRun, int?>.Ok(8, called) });

        Assert.Same(called, run.Steps.Twice.Run);
    }
}
