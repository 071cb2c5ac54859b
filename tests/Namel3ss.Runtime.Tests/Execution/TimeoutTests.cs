using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

public sealed class TimeoutTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_the_deadline_the_caller_has_the_completed_steps_even_if_the_others_ignore_their_token(bool parallel)
    {
        var lab = new Lab();
        CancellationToken seen = default;
        var running = FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new()
            {
                Analyze = (source, token) =>
                {
                    seen = token;
                    return source == "twitter" ? lab.TakeAsync(source, TimeSpan.FromSeconds(1), token) : lab.StubbornAsync(source);
                },
            },
            lab.Options(parallel));

        await lab.StartedAsync(parallel ? 3 : 1);
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        await (parallel ? Lab.UntilAsync(() => lab.Limiter.InUse == 2) : lab.StartedAsync());
        Assert.False(running.IsCompleted);
        lab.Time.Advance(TimeSpan.FromSeconds(178.999));
        Assert.False(running.IsCompleted);
        lab.Time.Advance(TimeSpan.FromSeconds(0.001));
        var run = await running;

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal("Chain 'customer_feedback_analysis' execution timed out after 180 seconds", run.Error);
        Assert.Null(run.Exception);
        Assert.Null(run.Result);
        Assert.Equal(TimeSpan.FromSeconds(180), run.Elapsed);
        Assert.Equal((StepStatus.Ok, 1), (run.Steps.AnalyzeTwitter.Status, run.Steps.AnalyzeTwitter.Result));
        Assert.Equal((StepStatus.Cancelled, 1), (run.Steps.AnalyzeEmail.Status, run.Steps.AnalyzeEmail.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(parallel ? 180 : 179), run.Steps.AnalyzeEmail.Elapsed);
        Assert.Equal(parallel ? StepStatus.Cancelled : StepStatus.NotStarted, run.Steps.AnalyzeReviews.Status);
        Assert.Equal(StepStatus.NotStarted, run.Steps.AggregateResults.Status);
        Assert.True(seen.IsCancellationRequested);
    }

    [Fact]
    public async Task A_step_that_gives_a_value_because_it_was_cancelled_is_cancelled()
    {
        var lab = new Lab();
        var run = await LabChain.RunGroupAsync(
            1,
            (_, token) =>
            {
                // On the body's own thread, so that the body cannot close the step before it has ended.
                lab.Time.Advance(TimeSpan.FromSeconds(1));
                Assert.True(SpinWait.SpinUntil(() => token.IsCancellationRequested, TimeSpan.FromSeconds(30)));
                return Task.FromResult(7);
            },
            lab.Options() with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal((ChainStatus.Timeout, StepStatus.Cancelled, null), (run.Status, run.Steps.Items[0].Status, run.Result));
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Fact]
    public async Task Nothing_that_ends_later_changes_a_run_that_was_handed_out()
    {
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(2, (index, _) => lab.StubbornAsync(LabChain.Name(index)), lab.Options() with { Timeout = TimeSpan.FromSeconds(1) });
        await lab.StartedAsync(2);
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        var run = await running;
        var before = run.ToJson();

        // A provider that ignores its token keeps its permit until it really ends.
        Assert.Equal(2, lab.Limiter.InUse);
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        lab.Complete("a", 42);
        lab.Fail("b", new InvalidOperationException("late"));
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);

        Assert.Equal(before, run.ToJson());
        Assert.Equal([StepStatus.Cancelled, StepStatus.Cancelled], run.Statuses);
        Assert.All(run.AllSteps, step => Assert.Equal((TimeSpan.FromSeconds(1), null), (step.Elapsed, step.Exception)));
        Assert.Null(run.Result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_all_steps_wait_for_a_permit_none_has_started(bool parallel)
    {
        var lab = new Lab(limit: 1);
        Assert.True(lab.Limiter.TryAcquire());
        var called = false;
        var running = LabChain.RunGroupAsync(
            4,
            (_, _) =>
            {
                called = true;
                return Task.FromResult(1);
            },
            lab.Options(parallel) with { Timeout = TimeSpan.FromSeconds(20) });
        Assert.Equal(parallel ? 4 : 1, lab.Limiter.Waiting);
        lab.Time.Advance(TimeSpan.FromSeconds(20));
        var run = await running;

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal(Enumerable.Repeat(StepStatus.NotStarted, 4), run.Statuses);
        Assert.All(run.AllSteps, step => Assert.Equal((TimeSpan.Zero, 0), (step.Elapsed, step.Attempts)));
        Assert.Equal(0, lab.Limiter.Waiting);

        // A step that waited must not be started by a permit that comes after the end.
        lab.Limiter.Release();
        Assert.Equal(0, lab.Limiter.InUse);
        Assert.False(called);
    }

    [Fact]
    public async Task A_step_that_computes_until_its_token_is_cancelled_ends_with_the_timeout()
    {
        // Never awaits: were the timer set by the first step that goes asynchronous, nobody would ever set it. The clock is the system's.
        var run = await LabChain.RunGroupAsync(
            1,
            (_, token) =>
            {
                while (!token.IsCancellationRequested)
                {
                    Thread.SpinWait(100);
                }

                return Task.FromResult(1);
            },
            new ChainOptions { Timeout = TimeSpan.FromMilliseconds(50), Limiter = new ChainLimiter(1) });

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.True(run.Elapsed >= TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task Synchronous_steps_do_not_run_past_the_deadline()
    {
        // A clock without timers: only the look at the time before each step can tell.
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var lab = new Lab();
        var run = await LabChain.RunSequenceAsync(
            3,
            (_, _) =>
            {
                time.Advance(TimeSpan.FromSeconds(0.6));
                return Task.FromResult(1);
            },
            lab.Options() with { TimeProvider = new TimerlessClock(time), Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal([StepStatus.Ok, StepStatus.Ok, StepStatus.NotStarted], run.Statuses);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Theory]
    [InlineData(1, "1 second")]
    [InlineData(0.5, "0.5 seconds")]
    [InlineData(120, "120 seconds")]
    [InlineData(90.25, "90.25 seconds")]
    public async Task The_error_names_the_timeout(double seconds, string text)
    {
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(
            LabChain.Info(1, timeoutSeconds: seconds), (_, token) => lab.TakeAsync("a", TimeSpan.FromHours(1), token), lab.Options());
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal($"Chain 'lab' execution timed out after {text}", (await running).Error);
    }

    [Fact]
    public async Task The_time_counts_from_the_call_and_waiting_for_a_permit_is_part_of_it()
    {
        var lab = new Lab(limit: 1);
        Assert.True(lab.Limiter.TryAcquire());
        var running = LabChain.RunGroupAsync(
            1, (_, token) => lab.TakeAsync("a", TimeSpan.FromHours(1), token), lab.Options() with { Timeout = TimeSpan.FromSeconds(10) });
        lab.Time.Advance(TimeSpan.FromSeconds(6));
        lab.Limiter.Release();
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(4));
        var run = await running;

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal(TimeSpan.FromSeconds(4), run.Steps.Items[0].Elapsed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_timeout_after_a_tolerated_failure_is_a_timeout(bool parallel)
    {
        var lab = new Lab();
        var info = LabChain.Info(2, step: index => new StepInfo(LabChain.Name(index), "connector", "work") { StopOnError = index != 0 });
        var running = LabChain.RunGroupAsync(
            info,
            (index, token) => index == 0 ? throw new InvalidOperationException("boom") : lab.TakeAsync("b", TimeSpan.FromHours(1), token),
            lab.Options(parallel) with { Timeout = TimeSpan.FromSeconds(1) });
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        var run = await running;

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal([StepStatus.Failed, StepStatus.Cancelled], run.Statuses);
    }

    [Fact]
    public async Task The_thread_that_stops_a_chain_is_not_taken_for_what_the_caller_does_next()
    {
        // It still has to cancel the steps' token, and it may be a timer's or that of whoever cancels.
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(1, (_, _) => lab.StubbornAsync("a"), lab.Options() with { Timeout = TimeSpan.FromSeconds(1) });
        await lab.StartedAsync();
        var stopping = 0;
        var taken = false;
        var after = running.ContinueWith(
            _ => taken = Environment.CurrentManagedThreadId == Volatile.Read(ref stopping), TaskContinuationOptions.ExecuteSynchronously);
        Volatile.Write(ref stopping, Environment.CurrentManagedThreadId);
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        Volatile.Write(ref stopping, 0);
        await after;

        Assert.False(taken);
    }

    [Fact]
    public async Task A_chain_that_comes_to_its_end_after_the_deadline_has_timed_out_even_before_its_timer_says_so()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var run = await LabChain.RunSequenceAsync(
            1,
            (_, _) =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return Task.FromResult(1);
            },
            new Lab().Options() with { TimeProvider = new TimerlessClock(time), Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal([StepStatus.Ok], run.Statuses);
        Assert.Equal(TimeSpan.FromSeconds(2), run.Elapsed);
    }

    [Fact]
    public async Task A_stop_in_the_moment_in_which_the_body_begins_to_wait_still_wakes_it()
    {
        var lab = new Lab();
        var woken = new TaskCompletionSource();
        var run = await LabChain.RunAsync(
            LabChain.Info(1),
            async (chain, steps) =>
            {
                var awaiter = chain.Run(steps.Items[0], _ => lab.StubbornAsync("a")).GetAwaiter();
                Assert.False(awaiter.IsCompleted);
                lab.Time.Advance(TimeSpan.FromSeconds(1));
                awaiter.OnCompleted(woken.SetResult);
                await woken.Task.WaitAsync(Lab.Patience);
                awaiter.GetResult();
            },
            lab.Options() with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(ChainStatus.Timeout, run.Status);
    }

    private sealed class TimerlessClock(TimeProvider time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Timer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
