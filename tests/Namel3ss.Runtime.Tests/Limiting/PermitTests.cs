using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Limiting;

/// <summary>Every step that calls out takes one permit for exactly the time it runs.</summary>
public sealed class PermitTests
{
    [Theory]
    [InlineData(true, 5, new[] { 5 })]
    [InlineData(true, 2, new[] { 2, 2, 1 })]
    [InlineData(true, 1, new[] { 1, 1, 1, 1, 1 })]
    [InlineData(false, 5, new[] { 1, 1, 1, 1, 1 })]
    public async Task Five_steps_of_200_ms_take_as_many_rounds_as_mode_and_limit_allow(bool parallel, int limit, int[] rounds)
    {
        var lab = new Lab(limit);
        var running = LabChain.RunGroupAsync(
            5, (index, token) => lab.TakeAsync(LabChain.Name(index), TimeSpan.FromMilliseconds(200), token), lab.Options(parallel));
        foreach (var round in rounds)
        {
            await lab.StartedAsync(round);
            // Where fewer start than ran before, they may start before the last of those has given its permit back.
            await Lab.UntilAsync(() => lab.Limiter.InUse == round);
            lab.Time.Advance(TimeSpan.FromMilliseconds(200));
        }

        var run = await running;
        Assert.Equal(rounds.Length * TimeSpan.FromMilliseconds(200), run.Elapsed);
        Assert.Equal(rounds.Max(), lab.MostRunning);
        Assert.Equal(["a", "b", "c", "d", "e"], limit == 1 || !parallel ? lab.Started : lab.Started.Order());
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(100)]
    public async Task A_thousand_steps_of_20_ms_take_the_ideal_time_at_any_limit(int limit)
    {
        var lab = new Lab(limit);
        var running = LabChain.RunGroupAsync(
            1000, (index, token) => lab.TakeAsync(LabChain.Name(index), TimeSpan.FromMilliseconds(20), token), lab.Options());
        for (var done = 0; done < 1000; done += limit)
        {
            await lab.StartedAsync(limit);
            lab.Time.Advance(TimeSpan.FromMilliseconds(20));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(20 * 1000 / limit), (await running).Elapsed);
        Assert.Equal(limit, lab.MostRunning);
    }

    [Fact]
    public async Task Chains_of_one_step_share_the_limit_too()
    {
        var lab = new Lab(limit: 2);
        var running = Enumerable.Range(0, 5).Select(index => LabChain.RunGroupAsync(
            1, (_, token) => lab.TakeAsync($"{index}", TimeSpan.FromSeconds(1), token), lab.Options(index % 2 == 0))).ToArray();
        foreach (var round in new[] { 2, 2, 1 })
        {
            await lab.StartedAsync(round);
            await Lab.UntilAsync(() => lab.Running == round);
            lab.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(running);
        Assert.Equal(2, lab.MostRunning);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_synchronous_step_holds_a_permit_while_it_runs(bool inline)
    {
        var lab = new Lab(limit: 1);
        var inUse = -1;
        await LabChain.RunAsync(
            LabChain.Info(1),
            async (chain, steps) =>
            {
                await (inline ? chain.RunInline(steps.Items[0], Look) : chain.RunOnPool(steps.Items[0], Look));
                Assert.Equal(0, lab.Limiter.InUse);
            },
            lab.Options());

        Assert.Equal(1, inUse);

        int Look(CancellationToken token) => inUse = lab.Limiter.InUse;
    }

    [Fact]
    public async Task A_step_that_calls_no_model_needs_no_permit()
    {
        var lab = new Lab(limit: 1);
        Assert.True(lab.Limiter.TryAcquire());
        var info = LabChain.Info(2, step: index => new StepInfo(LabChain.Name(index), "connector", "work") { TakesPermit = false });
        var run = await LabChain.RunAsync(
            info,
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], _ => Task.FromResult(1));
                await chain.RunOnPool(steps.Items[1], _ => 2);
            },
            lab.Options());

        Assert.True(run.IsOk);
        Assert.Equal(1, lab.Limiter.InUse);
    }

    [Fact]
    public async Task The_permit_is_back_when_the_caller_sees_the_end()
    {
        var lab = new Lab(limit: 1);
        for (var i = 0; i < 1000; i++)
        {
            var run = await LabChain.RunGroupAsync(1, (_, _) => FailLaterAsync(), lab.Options());
            Assert.Equal(ChainStatus.Error, run.Status);
            Assert.Equal(0, lab.Limiter.InUse);
        }

        static async Task<int> FailLaterAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Waiters_come_first_in_the_order_in_which_they_came(bool parallel)
    {
        var lab = new Lab(limit: 1);
        Assert.True(lab.Limiter.TryAcquire());
        var running = Enumerable.Range(0, 20).Select(index => LabChain.RunGroupAsync(
            1, (_, token) => lab.TakeAsync($"{index:00}", TimeSpan.FromSeconds(1), token), lab.Options(parallel))).ToArray();
        Assert.Equal(20, lab.Limiter.Waiting);
        lab.Limiter.Release();
        for (var i = 0; i < 20; i++)
        {
            await lab.StartedAsync();
            // A newcomer must not pass those who wait.
            Assert.False(lab.Limiter.TryAcquire());
            lab.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(running);
        Assert.Equal(lab.Started.Order(), lab.Started);
    }

    [Fact]
    public async Task The_process_wide_limiter_is_shared_by_all_chains_without_one_of_their_own()
    {
        var lab = new Lab(1, ("MAX_CONCURRENT_LLM_CALLS", "3"));
        var options = lab.Options() with { Limiter = null };
        var feedback = FeedbackChain.RunCustomerFeedbackAnalysisAsync(new() { Analyze = (source, token) => lab.TakeAsync(source, TimeSpan.FromSeconds(1), token) }, options);
        var other = LabChain.RunGroupAsync(2, (index, token) => lab.TakeAsync(LabChain.Name(index), TimeSpan.FromSeconds(1), token), options);
        await lab.StartedAsync(3);
        Assert.Equal(2, lab.Configuration.Settings.Limiter.Waiting);
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        await lab.StartedAsync(2);
        lab.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await feedback).IsOk);
        Assert.True((await other).IsOk);
        Assert.Equal(3, lab.MostRunning);
        Assert.Equal(0, lab.Configuration.Settings.Limiter.InUse);
    }

    [Fact]
    public async Task A_cancelled_chain_leaves_the_queue_and_lets_others_pass()
    {
        var lab = new Lab(limit: 1);
        using var source = new CancellationTokenSource();
        Assert.True(lab.Limiter.TryAcquire());
        var cancelled = LabChain.RunGroupAsync(3, (_, _) => Task.FromResult(1), lab.Options(), source.Token);
        var other = LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(2), lab.Options());
        await source.CancelAsync();
        await Assert.ThrowsAsync<ChainCanceledException>(() => cancelled);
        Assert.Equal(1, lab.Limiter.Waiting);
        lab.Limiter.Release();

        Assert.Equal(2, (await other).EnsureOk());
        Assert.Equal(0, lab.Limiter.InUse);
    }
}
