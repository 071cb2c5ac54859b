using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Flow;

public sealed class RetryTests
{
    private static readonly InvalidOperationException Boom = new("boom");

    public static TheoryData<bool, string> Ways
    {
        get
        {
            var data = new TheoryData<bool, string>();
            foreach (var parallel in new[] { true, false })
            {
                foreach (var way in new[] { "throws", "later", "pool", "cancelled" })
                {
                    data.Add(parallel, way);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_failed_step_is_tried_again_without_holding_its_permit_in_the_pause(bool parallel, string way)
    {
        var lab = new Lab(limit: 1);
        var calls = 0;
        var running = FlowChain.RunAsync(
            Info(new RetryInfo(3) { Delay = 2, Backoff = RetryBackoff.Constant }),
            async (chain, steps) => await (way == "pool"
                ? chain.RunOnPool(steps.First, _ => ++calls < 3 ? throw Boom : 7)
                : chain.Run(steps.First, _ => ++calls < 3 ? FailAsync(way) : Task.FromResult(7))),
            lab.Options(parallel));
        for (var i = 1; i < 3; i++)
        {
            await Lab.UntilAsync(() => lab.Time.Timers == 1 + i);
            Assert.Equal(i, calls);
            Assert.Equal(0, lab.Limiter.InUse);
            Assert.False(running.IsCompleted);
            lab.Time.Advance(TimeSpan.FromSeconds(3));
        }

        var run = await running;
        Assert.Equal((ChainStatus.Ok, 7, 3), (run.Status, run.Steps.First.Result, run.Steps.First.Attempts));
        Assert.Null(run.Steps.First.Error);
        Assert.Equal(TimeSpan.FromSeconds(6), run.Steps.First.Elapsed);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_last_attempt_the_step_has_failed(bool stopOnError)
    {
        var lab = new Lab();
        var running = FlowChain.RunAsync(
            Info(new RetryInfo(1), stopOnError: stopOnError),
            async (chain, steps) => await chain.Run(steps.First, _ => Task.FromException<int>(Boom)),
            lab.Options() with { Timeout = TimeSpan.FromHours(1) });
        await lab.Time.RunAsync(running);
        var run = await running;

        Assert.Equal(stopOnError ? ChainStatus.Error : ChainStatus.Partial, run.Status);
        Assert.Equal((StepStatus.Failed, 2), (run.Steps.First.Status, run.Steps.First.Attempts));
        Assert.Same(Boom, run.Steps.First.Exception);
    }

    [Theory]
    [InlineData("interface")]
    [InlineData("span")]
    [InlineData("seconds")]
    [InlineData("text")]
    [InlineData("date")]
    [InlineData("twice")]
    public async Task A_provider_that_says_when_to_try_again_is_obeyed(string way)
    {
        var lab = new Lab();
        var calls = 0;
        var running = FlowChain.RunAsync(
            Info(new RetryInfo(1) { MaxDelay = 5 }),
            async (chain, steps) => await chain.Run(steps.First, _ => calls++ == 0 ? throw Busy() : Task.FromResult(1)),
            lab.Options());
        lab.Time.Advance(TimeSpan.FromSeconds(39.9));
        Assert.Equal((false, 1), (running.IsCompleted, calls));
        lab.Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(1, (await running).Steps.First.Result);

        Exception Busy()
        {
            if (way == "interface")
            {
                return new InvalidOperationException("wrapped", new BusyException());
            }

            var error = new HttpRequestException("429");
            error.Data["Retry-After"] = way switch
            {
                "span" => TimeSpan.FromSeconds(40),
                "seconds" => 40,
                "text" => "40",
                // As a header that came twice is handed out.
                "twice" => "1, 40",
                _ => lab.Time.GetUtcNow().AddSeconds(40).ToString("R"),
            };
            return error;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_that_runs_out_of_its_time_has_timed_out_and_keeps_its_permit_until_it_ends(bool stopOnError)
    {
        var lab = new Lab();
        var running = FlowChain.RunAsync(
            Info(timeout: 5, stopOnError: stopOnError), async (chain, steps) => await chain.Run(steps.First, _ => lab.StubbornAsync("first")), lab.Options());
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(running.IsCompleted);
        lab.Time.Advance(TimeSpan.FromSeconds(0.1));
        var run = await running;

        Assert.Equal(stopOnError ? "Step 'first' timed out after 5 seconds" : null, run.Error);
        Assert.Equal(stopOnError ? ChainStatus.Error : ChainStatus.Partial, run.Status);
        Assert.Equal((StepStatus.TimedOut, "Step 'first' timed out after 5 seconds"), (run.Steps.First.Status, run.Steps.First.Error));
        Assert.IsAssignableFrom<TimeoutException>(run.Steps.First.Exception);
        Assert.Equal(TimeSpan.FromSeconds(5), run.Steps.First.Elapsed);
        Assert.Contains("\"status\":\"timed_out\"", run.ToJson(), StringComparison.Ordinal);
        Assert.Equal(1, lab.Limiter.InUse);
        lab.Complete("first", 9);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Null(run.Steps.First.Result);
    }

    [Fact]
    public async Task The_next_attempt_goes_on_while_the_one_before_still_holds_its_permit()
    {
        var lab = new Lab(limit: 2);
        var calls = 0;
        var running = FlowChain.RunAsync(
            Info(new RetryInfo(1) { Delay = 1, MaxDelay = 1 }, timeout: 5),
            async (chain, steps) => await chain.Run(steps.First, _ => calls++ == 0 ? lab.StubbornAsync("stuck") : lab.StubbornAsync("second")),
            lab.Options());
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        // The chain's timer, the first attempt's, the pause.
        await Lab.UntilAsync(() => lab.Time.Timers == 3);
        lab.Time.Advance(TimeSpan.FromSeconds(2));
        await lab.StartedAsync();
        Assert.Equal(2, lab.Limiter.InUse);
        lab.Fail("stuck", Boom);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 1);
        lab.Complete("second", 8);
        var run = await running;

        Assert.Equal((ChainStatus.Ok, 8, 2), (run.Status, run.Steps.First.Result, run.Steps.First.Attempts));
        Assert.Equal(0, lab.Limiter.InUse);
        // Its permit goes back before the line is written.
        await Lab.UntilAsync(() => lab.Lines.Contains("Step 'first' of chain 'flow' threw System.InvalidOperationException after it had timed out"));
    }

    [Fact]
    public async Task A_wait_for_the_permit_does_not_count_against_the_steps_time()
    {
        var lab = new Lab(limit: 1);
        Assert.True(lab.Limiter.TryAcquire());
        var running = FlowChain.RunAsync(
            Info(timeout: 5), async (chain, steps) => await chain.Run(steps.First, token => lab.TakeAsync("first", TimeSpan.FromSeconds(4), token)), lab.Options());
        lab.Time.Advance(TimeSpan.FromSeconds(20));
        lab.Limiter.Release();
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(4));
        var run = await running;

        Assert.Equal((ChainStatus.Ok, TimeSpan.FromSeconds(4)), (run.Status, run.Steps.First.Elapsed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Neither_cancellation_nor_the_chains_timeout_is_tried_again(bool cancels)
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var calls = 0;
        var running = FlowChain.RunAsync(
            Info(new RetryInfo(3)),
            async (chain, steps) => await chain.Run(
                steps.First,
                token =>
                {
                    calls++;
                    return lab.PoliteAsync("first", token);
                }),
            lab.Options(),
            source.Token);
        await lab.StartedAsync();
        if (cancels)
        {
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }
        else
        {
            lab.Time.Advance(TimeSpan.FromSeconds(60));
            Assert.Equal(StepStatus.Cancelled, (await running).Steps.First.Status);
        }

        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        lab.Time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_chain_that_ends_in_a_wait_for_the_next_permit_starts_no_more_and_keeps_the_last_error()
    {
        var lab = new Lab(limit: 1);
        var calls = 0;
        var running = FlowChain.RunAsync(
            Info(new RetryInfo(3) { Delay = 20, Backoff = RetryBackoff.Constant }),
            async (chain, steps) => await chain.Run(steps.First, _ => ++calls < 9 ? throw Boom : Task.FromResult(1)),
            lab.Options());
        await Lab.UntilAsync(() => lab.Time.Timers == 2);
        Assert.True(lab.Limiter.TryAcquire());
        lab.Time.Advance(TimeSpan.FromSeconds(31));
        await Lab.UntilAsync(() => lab.Limiter.Waiting == 1);
        lab.Time.Advance(TimeSpan.FromSeconds(29));

        var run = await running;
        Assert.Equal((ChainStatus.Timeout, StepStatus.Cancelled, 1), (run.Status, run.Steps.First.Status, run.Steps.First.Attempts));
        Assert.Same(Boom, run.Steps.First.Exception);
        Assert.Equal("Chain 'flow' execution timed out after 60 seconds; an attempt of step 'first' had failed: boom", run.Error);
        Assert.Equal((1, 0), (lab.Limiter.InUse, lab.Limiter.Waiting));
        lab.Time.Advance(TimeSpan.FromSeconds(1000));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_caller_that_cancels_in_a_pause_has_the_last_error()
    {
        var lab = new Lab(limit: 1);
        using var source = new CancellationTokenSource();
        var calls = 0;
        var running = FlowChain.RunAsync(
            Info(new RetryInfo(3) { Delay = 20 }),
            async (chain, steps) => await chain.Run(steps.First, _ => ++calls < 9 ? throw Boom : Task.FromResult(1)),
            lab.Options(),
            source.Token);
        await Lab.UntilAsync(() => lab.Time.Timers == 2);
        await source.CancelAsync();

        var error = await Assert.ThrowsAsync<ChainCanceledException>(() => running);
        Assert.Equal("Chain 'flow' was cancelled by its caller while step 'first' ran; an attempt of step 'first' had failed: boom", error.Message);
        var step = Assert.IsType<FlowRun>(error.Run).Steps.First;
        Assert.Equal((StepStatus.Cancelled, "boom"), (step.Status, step.Error));
        Assert.Equal([StepStatus.Failed], step.AllAttempts.Select(attempt => attempt.Status));
        lab.Time.Advance(TimeSpan.FromSeconds(1000));
        Assert.Equal((1, 0), (calls, lab.Limiter.InUse));
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("provider")]
    [InlineData("caller")]
    public async Task A_pause_that_does_not_fit_into_the_time_left_is_not_slept(string way)
    {
        var lab = new Lab(limit: 1);
        var busy = new HttpRequestException("503: the index is being rebuilt", null, System.Net.HttpStatusCode.ServiceUnavailable);
        if (way == "provider")
        {
            busy.Data["Retry-After"] = 600;
        }

        var retry = new RetryInfo(5) { Delay = way == "delay" ? 100 : way == "caller" ? 20 : 1, Backoff = RetryBackoff.Constant };
        if (way == "caller")
        {
            var called = await CallerChain.RunAsync(
                (options, token) => LabChain.RunAsync(
                    LabChain.Info(1, timeoutSeconds: 100, step: _ => new StepInfo("a", "connector", "work") { Retry = retry }),
                    async (chain, steps) => await chain.Run(steps.Items[0], _ => Task.FromException<int>(busy)),
                    options,
                    token),
                lab.Options() with { Timeout = TimeSpan.FromSeconds(10) });
            Assert.Equal("Step 'call' failed: Step 'a' failed: 503: the index is being rebuilt", called.Error);
        }
        else
        {
            var run = await FlowChain.RunAsync(
                Info(retry), async (chain, steps) => await chain.Run(steps.First, _ => Task.FromException<int>(busy)), lab.Options());
            Assert.Equal("Step 'first' failed: 503: the index is being rebuilt", run.Error);
            Assert.Equal((StepStatus.Failed, 1), (run.Steps.First.Status, run.Steps.First.Attempts));
        }

        Assert.Equal(0, lab.Limiter.InUse);
        var line = Assert.Single(lab.Log.GetSnapshot(), record => record.Id == 24).Message;
        Assert.StartsWith($"Step '{(way == "caller" ? "a" : "first")}' of chain", line, StringComparison.Ordinal);
        Assert.Contains(" s does not fit into the ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RetryOn.Any, 3)]
    [InlineData(RetryOn.Server | RetryOn.Network, 3)]
    [InlineData(RetryOn.RateLimit, 1)]
    [InlineData(null, 3)]
    public async Task Only_the_failures_that_count_are_tried_again(RetryOn? on, int calls)
    {
        Assert.Equal(calls, await CallsAsync(new HttpRequestException("503", null, System.Net.HttpStatusCode.ServiceUnavailable), on));
    }

    [Theory]
    [InlineData(RetryOn.Any, 3)]
    [InlineData(RetryOn.Server, 1)]
    [InlineData(null, 1)]
    public async Task A_failure_that_cannot_pass_is_not_tried_again_unless_it_is_wanted(RetryOn? on, int calls)
    {
        Assert.Equal(calls, await CallsAsync(new ArgumentException("the text is empty"), on));
    }

    private static async Task<int> CallsAsync(Exception error, RetryOn? on)
    {
        var lab = new Lab();
        var calls = 0;
        var retry = on is { } failures ? new RetryInfo(2) { On = failures } : new RetryInfo(2);
        var running = FlowChain.RunAsync(
            Info(retry),
            async (chain, steps) => await chain.Run(
                steps.First,
                Task<int> (_) =>
                {
                    calls++;
                    throw error;
                }),
            lab.Options() with { Timeout = TimeSpan.FromHours(1) });
        await lab.Time.RunAsync(running);
        Assert.Same(error, (await running).Exception);
        return calls;
    }

    [Theory]
    [InlineData(RetryBackoff.Constant, 8, 8, 8)]
    [InlineData(RetryBackoff.Linear, 8, 16, 24)]
    [InlineData(RetryBackoff.Exponential, 8, 16, 30)]
    public void Pauses_grow_to_the_longest(RetryBackoff backoff, int first, int second, int third)
    {
        var retry = new RetryInfo(3) { Delay = 8, Backoff = backoff };

        Assert.Equal([first, second, third], Enumerable.Range(0, 3).Select(i => retry.Pause(i, useJitter: false).TotalSeconds));
        Assert.Equal(backoff == RetryBackoff.Constant ? 8 : 30, retry.Pause(99, useJitter: false).TotalSeconds);
        Assert.All(Enumerable.Range(0, 100), i => Assert.InRange(retry.Pause(0, useJitter: true).TotalSeconds, 6, 10));
    }

    [Fact]
    public void A_first_pause_beyond_the_longest_is_slept_as_it_was_written() =>
        Assert.Equal(TimeSpan.FromMinutes(2), new RetryInfo(1) { Delay = 120 }.Pause(0, useJitter: false));

    [Fact]
    public async Task A_chain_that_is_stopped_just_before_the_first_attempt_has_its_permit_back()
    {
        // The caller cancels from the report of the start: between the permit and the call.
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var called = false;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FlowChain.RunAsync(
            Info(new RetryInfo(1)),
            async (chain, steps) => await chain.Run(
                steps.First,
                _ =>
                {
                    called = true;
                    return Task.FromResult(1);
                }),
            lab.Options() with { Progress = new Canceller(source) },
            source.Token));

        Assert.False(called);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Fact]
    public async Task A_loop_of_steps_with_retries_needs_no_stack()
    {
        var run = await FlowChain.RunAsync(
            Info(new RetryInfo(2), timeout: 5, everywhere: true),
            async (chain, steps) =>
            {
                var loop = chain.Loop();
                foreach (var item in loop.Over(Enumerable.Range(0, 20_000)))
                {
                    await chain.Run(steps.Many.Next(loop), _ => Task.FromResult(item));
                }
            },
            new Lab().Options());

        Assert.Equal((ChainStatus.Ok, 20_000), (run.Status, run.Steps.Many.Values().Count));
    }

    [Fact]
    public async Task A_clock_that_throws_in_a_pause_fails_the_step()
    {
        var lab = new Lab(limit: 1);

        var run = await FlowChain.RunAsync(
            Info(new RetryInfo(1)),
            async (chain, steps) => await chain.Run(steps.First, _ => Task.FromException<int>(Boom)),
            lab.Options() with { TimeProvider = new BrokenClock() });

        Assert.Equal("Step 'first' failed: no more timers", run.Error);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    private static ChainInfo Info(RetryInfo? retry = null, double? timeout = null, bool stopOnError = true, bool everywhere = false) =>
        FlowChain.Info(name => name == "first" || everywhere
            ? new StepInfo(name, "connector", "work") { Retry = retry, Timeout = timeout, StopOnError = stopOnError }
            : FlowChain.Step(name));

    private static async Task<int> FailAsync(string way)
    {
        if (way == "throws")
        {
            throw Boom;
        }

        await Task.Yield();
        throw way == "cancelled" ? new OperationCanceledException("by itself") : Boom;
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => source.Cancel();
    }

    /// <summary>Has one timer only: the run's.</summary>
    private sealed class BrokenClock : TimeProvider
    {
        private int _timers;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            _timers++ == 0 ? base.CreateTimer(callback, state, dueTime, period) : throw new InvalidOperationException("no more timers");
    }

    private sealed class BusyException : Exception, IRetryAfter
    {
        public TimeSpan? RetryAfter => TimeSpan.FromSeconds(40);
    }
}
