namespace Namel3ss.Testing.Tests;

/// <summary>What a test says of the order in which steps ran.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public async Task A_chain_that_ran_without_the_options_of_the_test_is_thought_of()
    {
        using var test = new ChainTest();
        test.Fake((Chains.TriageTicketSteps s) => s.Notify);
        await test.RunAsync(_ => Task.FromResult(1));

        Assert.Equal(
            "Step 'notify' did not run. Are the options that RunAsync gives passed on to the chain?\nNo step has run.",
            Assert.Throws<ChainAssertionException>(() => test.AssertRan("notify", times: 1)).Message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Parallel_steps_run_together_however_short_they_are()
    {
        using var test = new ChainTest { EnableParallelSteps = true };
        FakeScores(test, TimeSpan.Zero);

        var run = await test.RunAsync(options => Chains.RunScoreAllAsync(options));

        Assert.Equal((6, TimeSpan.Zero), (run.EnsureOk(), run.Elapsed));
        test.AssertRanTogether("score_a", "score_b", "score_c");
        test.AssertRanBefore("score_a", "total");
    }

    [Fact]
    public async Task One_after_another_no_two_run_together()
    {
        using var test = new ChainTest();
        FakeScores(test, TimeSpan.FromSeconds(5));

        var run = await test.RunAsync(options => Chains.RunScoreAllAsync(options));

        Assert.Equal((6, TimeSpan.FromSeconds(15)), (run.EnsureOk(), run.Elapsed));
        test.AssertRanBefore("score_a", "score_b");
        var error = Assert.Throws<ChainAssertionException>(() => test.AssertRanTogether("score_a", "score_b"));
        Assert.Equal(
            """
            Steps 'score_a' and 'score_b' did not run at the same time: EnableParallelSteps is off.
              score_a  |==========                    |  0 to 5 s, ok
              score_b  |          ==========          |  5 to 10 s, ok
              score_c  |                    ==========|  10 to 15 s, ok
              total    |                             =|  15 to 15 s, ok
            """.ReplaceLineEndings(),
            error.Message);
    }

    [Fact]
    public async Task The_limit_holds_for_fakes_too()
    {
        using var test = new ChainTest { EnableParallelSteps = true, MaxConcurrentLlmCalls = 2 };
        FakeScores(test, TimeSpan.FromSeconds(5));

        var run = await test.RunAsync(options => Chains.RunScoreAllAsync(options));

        Assert.Equal(TimeSpan.FromSeconds(10), run.Elapsed);
        test.AssertRanTogether("score_a", "score_b");
        test.AssertRanBefore("score_a", "score_c");
        Assert.Throws<ChainAssertionException>(() => test.AssertRanTogether("score_b", "score_c"));
    }

    [Theory]
    [InlineData(true, 20)]
    [InlineData(false, 35)]
    public async Task Steps_start_when_what_they_need_is_there(bool parallel, int seconds)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        test.Fake((Chains.ByNeedSteps s) => s.A, 1, after: TimeSpan.FromSeconds(5));
        test.Fake((Chains.ByNeedSteps s) => s.B, 1, after: TimeSpan.FromSeconds(5));
        test.Fake((Chains.ByNeedSteps s) => s.C, 1, after: TimeSpan.FromSeconds(5));
        test.Fake((Chains.ByNeedSteps s) => s.D, 1, after: TimeSpan.FromSeconds(20));
        test.Fake((Chains.ByNeedSteps s) => s.E, 2);

        var run = await test.RunAsync(options => Chains.RunByNeedAsync(options));

        Assert.Equal((2, TimeSpan.FromSeconds(seconds)), (run.EnsureOk(), run.Elapsed));
        test.AssertRanBefore("a", "b");
        test.AssertRanBefore("c", "e");
        if (parallel)
        {
            test.AssertRanTogether("d", "a");
            test.AssertRanTogether("d", "c");
            Assert.Throws<ChainAssertionException>(() => test.AssertRanTogether("a", "b"));
        }
    }

    [Fact]
    public async Task Items_of_a_step_run_together_as_far_as_the_step_lets_them()
    {
        using var test = new ChainTest { EnableParallelSteps = true };
        test.Fake((Chains.ScoreEachSteps s) => s.Each, 1, after: TimeSpan.FromSeconds(2));
        test.Fake((Chains.ScoreEachSteps s) => s.Again, 1);

        var run = await test.RunAsync(options => Chains.RunScoreEachAsync(["a", "b", "c", "d", "e"], options));

        Assert.Equal(TimeSpan.FromSeconds(4), run.Elapsed);
        test.AssertRanTogether("each", "each");
        Assert.Equal([0, 0, 0, 2, 2], test.Schedule.Where(step => step.Step == "each").Select(step => step.Start!.Value.TotalSeconds));
        Assert.Throws<ChainAssertionException>(() => test.AssertRanTogether("again", "again"));
    }

    [Fact]
    public async Task A_name_that_no_chain_has_is_a_mistake_in_the_test()
    {
        using var test = new ChainTest();
        Assert.Throws<InvalidOperationException>(() => test.AssertNotRun("score_a"));
        FakeScores(test, TimeSpan.Zero);
        await test.RunAsync(options => Chains.RunScoreAllAsync(options));

        var error = Assert.Throws<ChainAssertionException>(() => test.AssertNotRun("scor_a"));

        Assert.StartsWith("No chain of this test has a step 'scor_a'. It has: score_a, score_b, score_c, total.", error.Message, StringComparison.Ordinal);
        test.AssertRan("score_all.score_a", times: 1);
        Assert.StartsWith("Step 'score_a' ran once, not 2 times.", Assert.Throws<ChainAssertionException>(() => test.AssertRan("score_a", times: 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ChainAssertionException>(() => test.AssertNotRun("score_a"));
        Assert.Throws<ChainAssertionException>(() => test.AssertRanBefore("total", "score_a"));
        Assert.Throws<ArgumentException>(() => test.AssertRanTogether("score_a"));
    }

    [Fact]
    public async Task A_chain_that_timed_out_shows_what_was_cancelled_and_what_never_started()
    {
        using var test = new ChainTest { EnableParallelSteps = true };
        FakeScores(test, TimeSpan.FromSeconds(60));

        var run = await test.RunAsync(options => Chains.RunScoreAllAsync(options));

        Assert.Equal((ChainStatus.Timeout, TimeSpan.FromSeconds(30)), (run.Status, run.Elapsed));
        Assert.All(test.Schedule, step => Assert.Equal((StepStatus.Cancelled, TimeSpan.FromSeconds(30)), (step.Status, step.End)));
        test.AssertNotRun("total");
        Assert.Equal(0, test.Limiter.InUse);
    }

    private static void FakeScores(ChainTest test, TimeSpan after)
    {
        test.Fake((Chains.ScoreAllSteps s) => s.ScoreA, 1, after);
        test.Fake((Chains.ScoreAllSteps s) => s.ScoreB, 2, after);
        test.Fake((Chains.ScoreAllSteps s) => s.ScoreC, 3, after);
    }
}
