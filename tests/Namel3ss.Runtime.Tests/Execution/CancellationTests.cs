using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

public sealed class CancellationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_cancellation_comes_out_with_the_callers_token(bool parallel)
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        CancellationToken seen = default;
        var running = LabChain.RunGroupAsync(
            2,
            (index, token) =>
            {
                seen = token;
                return lab.StubbornAsync(LabChain.Name(index));
            },
            lab.Options(parallel),
            source.Token);
        await lab.StartedAsync(parallel ? 2 : 1);
        await source.CancelAsync();

        var error = await Assert.ThrowsAsync<ChainCanceledException>(() => running);
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal($"Chain 'lab' was cancelled by its caller while {(parallel ? "steps 'a', 'b'" : "step 'a'")} ran", error.Message);
        Assert.True(running.IsCanceled);
        Assert.True(seen.IsCancellationRequested);
        Assert.Equal(parallel ? 2 : 1, lab.Limiter.InUse);
        lab.Complete("a");
        lab.Complete("b");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Equal(parallel ? ["a", "b"] : ["a"], lab.Started.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_done_before_the_cancellation_comes_with_it(bool parallel)
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var running = LabChain.RunSequenceAsync(
            2, (index, token) => index == 0 ? Task.FromResult(7) : lab.PoliteAsync("b", token), lab.Options(parallel), source.Token);
        await lab.StartedAsync();
        await source.CancelAsync();

        var error = await Assert.ThrowsAsync<ChainCanceledException>(() => running);
        var run = Assert.IsType<LabRun>(error.Run);
        Assert.Equal("Chain 'lab' was cancelled by its caller while step 'b' ran", error.Message);
        Assert.Equal((source.Token, ChainStatus.Cancelled, error.Message), (error.CancellationToken, run.Status, run.Error));
        Assert.Equal([StepStatus.Ok, StepStatus.Cancelled], run.Statuses);
        Assert.Equal(7, run.Steps.Items[0].Result);
        Assert.False(run.HasResult);
        Assert.StartsWith("""{"status":"cancelled","result":null,"steps":[{"name":"a",""", run.ToJson(), StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<ChainFailedException>(() => run.EnsureOk(allowPartial: true)).Message);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_leaves_nothing_behind_on_a_token_that_outlives_it(bool parallel)
    {
        using var life = new CancellationTokenSource();
        var lab = new Lab();
        WeakReference run = await RunOnceAsync();

        await Lab.UntilAsync(() =>
        {
            GC.Collect();
            return !run.IsAlive;
        });
        Assert.False(life.IsCancellationRequested);

        async Task<WeakReference> RunOnceAsync() => new(await LabChain.RunGroupAsync(
            2,
            async (index, _) =>
            {
                await Task.Yield();
                return index;
            },
            lab.Options(parallel),
            life.Token));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_the_start_starts_nothing()
    {
        var called = false;
        var token = new CancellationToken(true);
        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => LabChain.RunGroupAsync(
            1,
            (_, _) =>
            {
                called = true;
                return Task.FromResult(1);
            },
            new Lab().Options(),
            token));

        Assert.Equal(token, error.CancellationToken);
        Assert.False(called);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancellation_in_the_middle_of_a_synchronous_step_starts_no_other(bool parallel)
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAsync<ChainCanceledException>(() => LabChain.RunGroupAsync(
            2,
            (index, _) =>
            {
                lab.Started.Enqueue(LabChain.Name(index));
                source.Cancel();
                return Task.FromResult(1);
            },
            lab.Options(parallel),
            source.Token));

        Assert.Equal(["a"], lab.Started);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Fact]
    public async Task The_callers_token_wins_over_a_simultaneous_timeout()
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var running = LabChain.RunAsync(
            LabChain.Info(1),
            async (chain, steps) => await chain.RunInline(steps.Items[0], _ =>
            {
                // First the timeout, then the cancellation, both before the body can end.
                lab.Time.Advance(TimeSpan.FromSeconds(1));
                source.Cancel();
                return 1;
            }),
            lab.Options() with { Timeout = TimeSpan.FromSeconds(1) },
            source.Token);

        var error = await Assert.ThrowsAsync<ChainCanceledException>(() => running);
        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_tolerated_step_that_sees_the_callers_cancellation_first_does_not_make_the_run_partial()
    {
        using var source = new CancellationTokenSource();
        using var ended = new ManualResetEventSlim();
        var step = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = LabChain.RunAsync(
            LabChain.Info(1, step: index => new StepInfo(LabChain.Name(index), "connector", "work") { StopOnError = false }),
            async (chain, steps) => await chain.Run(steps.Items[0], _ =>
            {
                // Registered after the chain's own callback, which therefore is not called before the run has ended.
                source.Token.Register(() =>
                {
                    step.SetException(new OperationCanceledException("from within"));
                    ended.Wait();
                });
                return step.Task;
            }),
            new Lab().Options(),
            source.Token);
        var cancelling = Task.Run(source.Cancel);

        var error = await Assert.ThrowsAsync<ChainCanceledException>(async () =>
        {
            try
            {
                await running;
            }
            finally
            {
                ended.Set();
            }
        });
        Assert.Equal(source.Token, error.CancellationToken);
        await cancelling;
    }

    [Fact]
    public async Task A_step_that_sees_the_callers_cancellation_first_is_no_failure()
    {
        using var source = new CancellationTokenSource();
        var step = new TaskCompletionSource<int>();
        var running = LabChain.RunGroupAsync(
            1,
            (_, _) =>
            {
                // Registered after the chain's own callback, so it is called before that, and the step ends within it.
                source.Token.Register(() => step.SetException(new OperationCanceledException("from within")));
                return step.Task;
            },
            new Lab().Options(),
            source.Token);
        // On a thread without a synchronisation context, where continuations run at once.
        await Task.Run(source.Cancel);

        var error = await Assert.ThrowsAsync<ChainCanceledException>(() => running);
        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_cancellation_after_the_end_changes_nothing()
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        CancellationToken seen = default;
        var run = await LabChain.RunGroupAsync(
            1,
            (_, token) =>
            {
                seen = token;
                return Task.FromResult(7);
            },
            lab.Options(),
            source.Token);
        await source.CancelAsync();
        lab.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(7, run.EnsureOk());
        Assert.False(seen.IsCancellationRequested);
    }

    [Fact]
    public async Task A_step_that_cancels_itself_is_a_failed_step()
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var run = await LabChain.RunGroupAsync(1, (_, _) => throw new OperationCanceledException("by itself"), lab.Options(), source.Token);

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.Equal("Step 'a' failed: by itself", run.Error);
    }
}
