using System.Diagnostics;

namespace Namel3ss.Testing.Tests;

/// <summary>What stands in for steps, and what holds for it as for the method in whose place it stands.</summary>
public sealed class FakeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chain_runs_without_the_model_and_the_service_of_its_faked_steps(bool parallel)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        test.Fake((Chains.TriageTicketSteps s) => s.Classify, Urgency.High);
        test.Fake((Chains.TriageTicketSteps s) => s.Notify);

        var run = await test.RunAsync(options => Chains.RunTriageTicketAsync("Fire!", options));

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal("Dear customer: high", run.Result);
        test.AssertRanBefore("classify", "notify");
        test.AssertRan("notify", times: 1);
        test.AssertNotRun("note");
        test.AssertRan("letter");
    }

    [Fact]
    public async Task A_model_without_client_and_fake_is_told_with_both_cures()
    {
        using var test = new ChainTest();
        test.Fake((Chains.TriageTicketSteps s) => s.Notify);

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(
            () => test.RunAsync(options => Chains.RunTriageTicketAsync("Fire!", options)));

        Assert.Contains("ChatClients[\"fast\"]", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Or fake the step: test.Fake((…Steps s) => s.…, …) answers in the place of 'classify'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_missing_is_told_as_without_a_test()
    {
        using var test = new ChainTest();
        test.Fake((Chains.TriageTicketSteps s) => s.Classify, Urgency.High);

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(
            () => test.RunAsync(options => Chains.RunTriageTicketAsync("Fire!", options)));

        Assert.Contains("IPager", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_tried_again_by_the_virtual_clock_without_jitter()
    {
        using var test = new ChainTest();
        test.Fake((Chains.TriageTicketSteps s) => s.Classify, Urgency.High);
        test.Fake((Chains.TriageTicketSteps s) => s.Notify, after: TimeSpan.FromSeconds(50));
        test.Fails((Chains.TriageTicketSteps s) => s.Notify, new HttpRequestException("503"), times: 2);
        var watch = Stopwatch.StartNew();

        var run = await test.RunAsync(options => Chains.RunTriageTicketAsync("Fire!", options));

        Assert.Equal((ChainStatus.Ok, 3), (run.Status, run.Steps.Notify.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(2 + 4 + 50), run.Elapsed);
        Assert.True(watch.Elapsed < run.Elapsed, "The pauses were waited for.");
        Assert.Equal(3, test.Schedule.Single(step => step.Step == "notify").Attempts);
    }

    [Fact]
    public async Task A_step_that_fails_for_good_stops_the_chain()
    {
        var boom = new HttpRequestException("503");
        using var test = new ChainTest();
        test.Fake((Chains.TriageTicketSteps s) => s.Classify, Urgency.High);
        test.Fails((Chains.TriageTicketSteps s) => s.Notify, boom);

        var run = await test.RunAsync(options => Chains.RunTriageTicketAsync("Fire!", options));

        Assert.Equal((ChainStatus.Error, "Step 'notify' failed: 503"), (run.Status, run.Error));
        Assert.Same(boom, run.Exception);
        Assert.Equal(4, run.Steps.Notify.Attempts);
        test.AssertNotRun("letter");
    }

    [Fact]
    public async Task A_method_that_is_not_faked_is_called()
    {
        using var test = new ChainTest();
        test.Fake((Chains.TriageTicketSteps s) => s.Classify, Urgency.Low);
        test.Fake((Chains.TriageTicketSteps s) => s.Notify);

        var run = await test.RunAsync(options => Chains.RunTriageTicketAsync("Hello", options));

        Assert.Equal((ChainStatus.Partial, "The archive is closed."), (run.Status, run.Steps.Note.Error));
        Assert.Equal("Dear customer: low", run.Result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_function_answers_each_item_and_each_iteration(bool parallel)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        test.Fake((Chains.ScoreEachSteps s) => s.Each, call => (call.Iteration * 10) + call.Attempt);
        test.Fake((Chains.ScoreEachSteps s) => s.Again, call => call.Number == 2 ? throw new InvalidOperationException("no") : call.Number);

        var run = await test.RunAsync(options => Chains.RunScoreEachAsync(["a", "b", "c", "d"], options));

        Assert.Equal([11, 21, 31, 41], run.Steps.Each.Values());
        Assert.Equal([1, null, 3, 4], run.Steps.Again.ValuesOrNull());
        Assert.Equal(ChainStatus.Partial, run.Status);
        test.AssertRan("each", times: 4);
    }

    [Fact]
    public async Task A_step_that_hangs_runs_into_its_own_timeout_and_then_into_the_chains()
    {
        using var test = new ChainTest();
        test.Fake((Chains.ScoreEachSteps s) => s.Each, 1);
        test.Hangs((Chains.ScoreEachSteps s) => s.Again, times: 2);
        var run = await test.RunAsync(options => Chains.RunScoreEachAsync(["a", "b", "c"], options));

        Assert.Equal([StepStatus.TimedOut, StepStatus.TimedOut, StepStatus.Ok], run.Steps.Again.Select(step => step.Status));
        Assert.Equal(TimeSpan.FromSeconds(10), run.Elapsed);

        test.Hangs((Chains.ScoreEachSteps s) => s.Each);
        run = await test.RunAsync(options => Chains.RunScoreEachAsync(["a"], options));

        Assert.Equal((ChainStatus.Timeout, TimeSpan.FromSeconds(300)), (run.Status, run.Elapsed));
        Assert.Equal(0, test.Limiter.InUse);
    }

    [Fact]
    public async Task An_attempt_that_timed_out_gives_its_permit_back_before_the_next()
    {
        using var test = new ChainTest { EnableParallelSteps = true, MaxConcurrentLlmCalls = 1 };
        test.Hangs((Chains.LimitedSteps s) => s.Slow, times: 2);
        test.Fake((Chains.LimitedSteps s) => s.Slow, 7);

        var run = await test.RunAsync(options => Chains.RunLimitedAsync(options));

        Assert.Equal((7, 3, TimeSpan.FromSeconds(2 + 1 + 2 + 1)), (run.EnsureOk(), run.Steps.Slow.Attempts, run.Elapsed));
    }

    [Fact]
    public async Task The_last_fake_for_all_calls_counts_and_an_absent_value_is_refused_where_there_can_be_none()
    {
        using var test = new ChainTest();
        test.Fake((Chains.LimitedSteps s) => s.Slow, 1);
        test.Fake((Chains.LimitedSteps s) => s.Slow, 2);
        Assert.Equal(2, (await test.RunAsync(options => Chains.RunLimitedAsync(options))).EnsureOk());

        test.Fake((Chains.LimitedSteps s) => s.Slow, (int?)null);
        var run = await test.RunAsync(options => Chains.RunLimitedAsync(options));
        Assert.Equal("Step 'slow' failed: The fake of step 'slow' gives null, but the step's method always gives a value.", run.Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Branches_that_share_a_name_are_faked_each_for_itself(bool parallel)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        test.Fake((Chains.AnswerByLengthSteps s) => s.Answer, 10, branch: 1);
        test.Fake((Chains.AnswerByLengthSteps s) => s.Answer, 20, branch: 2);
        var (first, second) = (await test.RunAsync(options => Chains.RunAnswerByLengthAsync("long", options)), await test.RunAsync(options => Chains.RunAnswerByLengthAsync("", options)));

        Assert.Equal((10, 20), (first.EnsureOk(), second.EnsureOk()));
        Assert.Equal(2, Assert.Single(test.Schedule, step => step.Step == "answer").Branch);
        Assert.Equal(("score", "score_now"), (first.Steps.Answer.Target, second.Steps.Answer.Target));
        Assert.Equal(("tickets.ai:193", "tickets.ai:198"), (first.Steps.Answer.Location, second.Steps.Answer.Location));
    }

    [Fact]
    public async Task A_fake_of_one_branch_goes_before_one_of_all_and_leaves_the_others_their_own_method()
    {
        using var test = new ChainTest();
        test.Hangs((Chains.AnswerByLengthSteps s) => s.Answer, times: 1, branch: 1);
        test.Fails((Chains.AnswerByLengthSteps s) => s.Answer, new TimeoutException(), times: 1, branch: 1);
        Assert.Equal(0, (await test.RunAsync(options => Chains.RunAnswerByLengthAsync("", options))).EnsureOk());
        Assert.Equal(StepStatus.TimedOut, (await test.RunAsync(options => Chains.RunAnswerByLengthAsync("long", options))).Steps.Answer.Status);
        Assert.Equal(StepStatus.Failed, (await test.RunAsync(options => Chains.RunAnswerByLengthAsync("long", options))).Steps.Answer.Status);

        test.Fake((Chains.AnswerByLengthSteps s) => s.Answer, call => (call.Target, call.Branch, call.Number) == ("score", 1, 4) ? 7 : -1);
        Assert.Equal(7, (await test.RunAsync(options => Chains.RunAnswerByLengthAsync("long", options))).EnsureOk());
        test.Fake((Chains.AnswerByLengthSteps s) => s.Answer, 5, branch: 2);
        Assert.Equal(5, (await test.RunAsync(options => Chains.RunAnswerByLengthAsync("", options))).EnsureOk());
        Assert.Equal(-1, (await test.RunAsync(options => Chains.RunAnswerByLengthAsync("long", options))).EnsureOk());
    }

    [Fact]
    public void Mistakes_in_a_fake_are_told_at_once()
    {
        using var test = new ChainTest();

        Assert.Contains("Step 'classify' has a value", Assert.Throws<ArgumentException>(() => test.Fake((Chains.TriageTicketSteps s) => s.Classify)).Message, StringComparison.Ordinal);
        Assert.Contains("must give a step of TriageTicketSteps", Assert.Throws<ArgumentException>(() => test.Fails((Chains.TriageTicketSteps s) => null!, new TimeoutException())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => test.Hangs((Chains.TriageTicketSteps s) => s.Notify, times: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => test.Fake((Chains.TriageTicketSteps s) => s.Notify, after: TimeSpan.FromSeconds(-1)));
        Assert.StartsWith(
            "Chain 'answer_by_length' has 2 steps 'answer', counted from 1 in the order of the file.",
            Assert.Throws<ArgumentOutOfRangeException>(() => test.Fake((Chains.AnswerByLengthSteps s) => s.Answer, 1, branch: 3)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Chain 'triage_ticket' has one step 'notify': there is no other to tell it from.",
            Assert.Throws<ArgumentOutOfRangeException>(() => test.Fake((Chains.TriageTicketSteps s) => s.Notify, branch: 2)).Message,
            StringComparison.Ordinal);
    }
}
