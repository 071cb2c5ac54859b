using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Flow;

public sealed class ItemsTests
{
    private static readonly InvalidOperationException Boom = new("boom");

    [Theory]
    [InlineData(true, 2, 2)]
    [InlineData(true, 1, 1)]
    [InlineData(true, 8, 5)]
    [InlineData(false, 8, 1)]
    public async Task So_many_items_run_at_once_and_their_values_are_in_the_items_order(bool parallel, int maxParallel, int atOnce)
    {
        var lab = new Lab();
        var running = FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                await chain.ForEach(steps.Many, [0, 1, 2, 3, 4], maxParallel, (step, item) => chain.Run(step, _ => lab.StubbornAsync($"{item}")));
                await chain.RunText(steps.Last, () => string.Join(",", steps.Many.Values()));
            },
            lab.Options(parallel));

        await lab.StartedAsync(atOnce);
        for (var i = 0; i < 5; i++)
        {
            // The last that runs ends first.
            var last = Math.Min(4, atOnce - 1 + i);
            lab.Complete($"{(i + atOnce <= 5 ? last : 4 - i)}", 10 + (i + atOnce <= 5 ? last : 4 - i));
            if (i + atOnce < 5)
            {
                await lab.StartedAsync();
            }
        }

        foreach (var i in Enumerable.Range(0, 5))
        {
            lab.Complete($"{i}", 10 + i);
        }

        var run = await running;
        Assert.Equal("10,11,12,13,14", run.Steps.Last.Result);
        Assert.Equal([1, 2, 3, 4, 5], run.Steps.Many.Select(step => step.Iteration));
        Assert.Equal(atOnce, lab.MostRunning);
        Assert.Equal(["0", "1", "2", "3", "4"], lab.Started);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_hundred_thousand_items_need_neither_stack_nor_patience(bool parallel, bool yields)
    {
        const int Count = 100_000;
        var lab = new Lab(limit: 4);
        // Not on the test's own synchronization context, whose hand-overs between threads cost far more than the items.
        var run = await Task.Run(() => FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) => await chain.ForEach(
                steps.Many, Enumerable.Range(0, Count), 8, (step, item) => chain.Run(step, _ => yields ? YieldAsync(item) : Task.FromResult(item))),
            lab.Options(parallel)));

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal(Enumerable.Range(0, Count), run.Steps.Many.Values());
        Assert.Equal((0, 0), (lab.Limiter.InUse, lab.Limiter.Waiting));

        static async Task<int> YieldAsync(int item)
        {
            await Task.Yield();
            return item;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_item_that_fails_stops_the_chain(bool parallel)
    {
        var lab = new Lab();
        var running = FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) => await chain.ForEach(steps.Many, ["a", "b", "c", "d"], 2, (step, item) => chain.Run(step, _ => lab.StubbornAsync(item))),
            lab.Options(parallel));
        await lab.StartedAsync(parallel ? 2 : 1);
        lab.Fail("a", Boom);
        var run = await running;

        Assert.Equal("Step 'many' failed: boom", run.Error);
        Assert.Same(Boom, run.Exception);
        Assert.Equal(
            [StepStatus.Failed, parallel ? StepStatus.Cancelled : StepStatus.NotStarted, StepStatus.NotStarted, StepStatus.NotStarted],
            run.Steps.Many.Select(step => step.Status));
        lab.Complete("b");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Equal(parallel ? ["a", "b"] : ["a"], lab.Started);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Skipped_and_tolerated_items_are_null_in_the_list(bool parallel)
    {
        var run = await FlowChain.RunAsync(
            FlowChain.Info(name => new StepInfo(name, "connector", "work") { StopOnError = false }),
            async (chain, steps) => await chain.ForEach(
                steps.Many, [1, 2, 3], 3, (step, item) => item == 1 ? chain.Skip(step) : chain.Run(step, _ => item == 2 ? throw Boom : Task.FromResult(item))),
            new Lab().Options(parallel));

        Assert.Equal(ChainStatus.Partial, run.Status);
        Assert.Equal([null, null, 3], run.Steps.Many.ValuesOrNull());
        Assert.Equal([StepStatus.Skipped, StepStatus.Failed, StepStatus.Ok], run.Steps.Many.Select(step => step.Status));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Beside_a_neighbour_it_has_its_turn_like_any_step(bool parallel)
    {
        var lab = new Lab();
        var running = FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                var first = chain.Run(steps.First, _ => lab.StubbornAsync("first"));
                var many = chain.ForEach(steps.Many, ["a", "b"], 2, (step, item) => chain.Run(step, _ => lab.StubbornAsync(item)));
                await first;
                await many;
            },
            lab.Options(parallel));
        await lab.StartedAsync(parallel ? 3 : 1);
        Assert.Equal(parallel ? 3 : 1, lab.Running);
        lab.Complete("first");
        lab.Complete("a");
        lab.Complete("b");
        var run = await running;

        Assert.Equal(["first", "a", "b"], lab.Started);
        Assert.Equal(ChainStatus.Ok, run.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_the_deadline_no_item_starts_any_more(bool parallel)
    {
        var lab = new Lab(limit: 2);
        var running = FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) => await chain.ForEach(steps.Many, ["a", "b", "c", "d"], 3, (step, item) => chain.Run(step, _ => lab.StubbornAsync(item))),
            lab.Options(parallel));
        await lab.StartedAsync(parallel ? 2 : 1);
        lab.Time.Advance(TimeSpan.FromSeconds(60));
        var run = await running;
        var json = run.ToJson();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            lab.Complete(name);
        }

        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Equal((ChainStatus.Timeout, parallel ? 2 : 1), (run.Status, run.Steps.Many.Count(step => step.Status == StepStatus.Cancelled)));
        Assert.Equal(parallel ? 2 : 1, lab.Started.Count);
        Assert.Equal(0, lab.Limiter.Waiting);
        Assert.Equal(json, run.ToJson());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_items_and_items_that_cannot_be_had(bool parallel)
    {
        var none = await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) => await chain.ForEach(steps.Many, Array.Empty<int>(), 2, (step, _) => chain.Skip(step)),
            new Lab().Options(parallel));
        var bad = await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) => await chain.ForEach(steps.Many, [1], 2, (step, _) => throw Boom),
            new Lab().Options(parallel));

        var noList = await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) => await chain.ForEach(steps.Many, () => (int[])[Boom is { } error ? throw error : 0], 2, (step, _) => chain.Skip(step)),
            new Lab().Options(parallel));

        Assert.Equal((ChainStatus.Ok, 0), (none.Status, none.Steps.Many.Count));
        Assert.Equal((ChainStatus.Error, "Step 'many' failed: boom"), (bad.Status, bad.Error));
        Assert.Equal((StepStatus.Failed, 1), (bad.Steps.Many[0].Status, bad.Steps.Many[0].Iteration));
        Assert.Equal((ChainStatus.Error, "Step 'many' failed: boom"), (noList.Status, noList.Error));
        Assert.Empty(noList.Steps.Many);
    }

    [Fact]
    public async Task Items_are_tried_again_each_for_itself()
    {
        var lab = new Lab();
        var calls = new int[3];
        var running = FlowChain.RunAsync(
            // No pause is as long as the timeout: an attempt that begins while the clock moves must not time out.
            FlowChain.Info(name => new StepInfo(name, "connector", "work") { Retry = new RetryInfo(2), Timeout = 1800 }),
            async (chain, steps) => await chain.ForEach(
                steps.Many, [0, 1, 2], 2, (step, item) => chain.Run(step, _ => Interlocked.Increment(ref calls[item]) <= item ? throw Boom : Task.FromResult(item))),
            lab.Options() with { Timeout = TimeSpan.FromHours(1) });
        await lab.Time.RunAsync(running);
        var run = await running;

        Assert.Equal([0, 1, 2], run.Steps.Many.Values());
        Assert.Equal([1, 2, 3], run.Steps.Many.Select(step => step.Attempts));
        Assert.Equal(0, lab.Limiter.InUse);
    }
}
