using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Flow;

public sealed class DataflowTests
{
    private static readonly InvalidOperationException Boom = new("boom");

    [Theory]
    [InlineData(true, 20)]
    [InlineData(false, 35)]
    public async Task Three_after_each_other_beside_a_long_one_end_with_it(bool parallel, int seconds)
    {
        var lab = new Lab();
        var running = LabChain.RunAsync(
            LabChain.Info(4),
            async (chain, steps) =>
            {
                var a = chain.Run(steps.Items[0], token => lab.TakeAsync("a", TimeSpan.FromSeconds(5), token));
                var b = chain.After(steps.Items[0]).Run(steps.Items[1], token => lab.TakeAsync("b", TimeSpan.FromSeconds(5), token));
                var c = chain.After(steps.Items[1]).Run(steps.Items[2], token => lab.TakeAsync("c", TimeSpan.FromSeconds(5), token));
                var d = chain.Run(steps.Items[3], token => lab.TakeAsync("d", TimeSpan.FromSeconds(20), token));
                await a;
                await b;
                await c;
                await d;
            },
            lab.Options(parallel));
        await lab.StartedAsync(parallel ? 2 : 1);
        for (var i = 0; i < 3; i++)
        {
            lab.Time.Advance(TimeSpan.FromSeconds(5));
            if (i < 2 || !parallel)
            {
                await lab.StartedAsync();
            }
        }

        Assert.False(running.IsCompleted);
        lab.Time.Advance(TimeSpan.FromSeconds(seconds - 15));
        var run = await running;
        Assert.Equal((ChainStatus.Ok, TimeSpan.FromSeconds(seconds)), (run.Status, run.Elapsed));
        Assert.Equal(parallel ? ["a", "d", "b", "c"] : ["a", "b", "c", "d"], lab.Started);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Fact]
    public async Task A_run_that_ends_while_a_step_begins_to_wait_beside_it_leaves_no_call_in_the_queue()
    {
        using var caller = new CancellationTokenSource();
        var limiter = new ChainLimiter(1);
        Assert.True(limiter.TryAcquire());
        var first = new TaskCompletionSource<int>();
        Task<LabRun>? running = null;
        var options = new ChainOptions
        {
            EnableParallelSteps = true,
            Limiter = limiter,
            Configuration = Lab.Configure(),
            Progress = new OnWaiting(() =>
            {
                // It was told, and is not in the queue yet: here the whole run ends.
                caller.Cancel();
                Assert.True(((IAsyncResult)running!).AsyncWaitHandle.WaitOne(TimeSpan.FromMinutes(1)));
            }),
        };
        running = LabChain.RunAsync(
            LabChain.Info(2, step: index => new StepInfo(LabChain.Name(index), "connector", "work") { TakesPermit = index != 0 }),
            async (chain, steps) =>
            {
                var a = chain.Run(steps.Items[0], _ => first.Task);
                var b = chain.After(steps.Items[0]).Run(steps.Items[1], _ => Task.FromResult(1));
                await a;
                await b;
            },
            options,
            caller.Token);

        await Task.Run(() => first.SetResult(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal((1, 0), (limiter.InUse, limiter.Waiting));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_condition_is_asked_when_the_steps_have_ended_and_skips_if_it_is_false(bool parallel, bool later)
    {
        var run = await LabChain.RunAsync(
            LabChain.Info(4, step: index => new StepInfo(LabChain.Name(index), "connector", "work") { StopOnError = index != 0 }),
            async (chain, steps) =>
            {
                var items = steps.Items;
                var a = chain.Run(items[0], _ => later ? FailLaterAsync() : Task.FromException<int>(Boom));
                var b = chain.After(() => items[0].HasResult, items[0]).Run(items[1], _ => Task.FromResult(1));
                var c = chain.After(() => items[0].Status == StepStatus.Failed, items[0]).Run(items[2], _ => Task.FromResult(2));
                var d = chain.After(items[1], items[2]).Run(items[3], _ => Task.FromResult(items[1].HasResult ? 0 : items[2].Value()));
                await a;
                await b;
                await c;
                await d;
            },
            new Lab().Options(parallel));

        Assert.Equal(ChainStatus.Partial, run.Status);
        Assert.Equal([StepStatus.Failed, StepStatus.Skipped, StepStatus.Ok, StepStatus.Ok], run.Statuses);
        Assert.Equal(2, run.Result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Items_that_an_earlier_step_makes_and_a_step_that_waits_for_all_of_them(bool parallel)
    {
        var lab = new Lab();
        var running = FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                var first = chain.Run(steps.First, _ => lab.StubbornAsync("first"));
                var many = chain.After(steps.First).ForEach(
                    steps.Many, () => Enumerable.Range(0, steps.First.Value()), 2, (step, item) => chain.Run(step, _ => lab.StubbornAsync($"{item}")));
                var last = chain.After(steps.Many).RunText(steps.Last, () => string.Join(",", steps.Many.ValuesOrNull()));
                await first;
                await many;
                await last;
            },
            lab.Options(parallel));
        await lab.StartedAsync();
        lab.Complete("first", 3);
        lab.Complete("0", 10);
        lab.Complete("1", 11);
        lab.Complete("2", 12);

        Assert.Equal("10,11,12", (await running).Steps.Last.Result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_still_waits_when_the_chain_ends_has_not_started_and_a_condition_that_throws_fails_its_step(bool fails)
    {
        var lab = new Lab();
        var running = LabChain.RunAsync(
            LabChain.Info(2, 60),
            async (chain, steps) =>
            {
                var a = chain.Run(steps.Items[0], _ => lab.StubbornAsync("a"));
                var b = chain.After(() => throw Boom, steps.Items[0]).Run(steps.Items[1], _ => lab.StubbornAsync("b"));
                await a;
                await b;
            },
            lab.Options());
        await lab.StartedAsync();
        if (fails)
        {
            lab.Complete("a");
        }
        else
        {
            lab.Time.Advance(TimeSpan.FromSeconds(60));
        }

        var run = await running;
        lab.Complete("a");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Equal(fails ? "Step 'b' failed: boom" : "Chain 'lab' execution timed out after 60 seconds", run.Error);
        Assert.Equal(fails ? [StepStatus.Ok, StepStatus.Failed] : [StepStatus.Cancelled, StepStatus.NotStarted], run.Statuses);
        Assert.Equal(["a"], lab.Started);
    }

    private static async Task<int> FailLaterAsync()
    {
        await Task.Yield();
        throw Boom;
    }

    /// <summary>Does something when a step says that it waits for a permit.</summary>
    private sealed class OnWaiting(Action action) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value)
        {
            if (value.Status == StepStatus.Waiting)
            {
                action();
            }
        }
    }
}
