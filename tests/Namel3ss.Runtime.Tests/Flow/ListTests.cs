using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Flow;

public sealed class ListTests
{
    private static ChainInfo Items(int? depth) => FlowChain.Info(name => name is "many" or "more"
        ? new StepInfo(name, "connector", "work") { ForEachDepth = depth }
        : FlowChain.Step(name));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_for_each_that_is_passed_over_lets_those_go_on_that_wait_for_it(bool parallel)
    {
        var run = await FlowChain.RunAsync(
            Items(0),
            async (chain, steps) =>
            {
                var many = chain.Skip(steps.Many);
                var last = chain.After(steps.Many).RunText(steps.Last, () => $"{steps.Many.HasResult}");
                await many;
                await last;
            },
            new Lab().Options(parallel));

        Assert.Equal("False", run.Steps.Last.Result);
        Assert.True(run.Steps.Many.IsSkipped);
        Assert.Empty(run.Steps.Many);
        Assert.False(run.Steps.More.IsSkipped);
    }

    [Fact]
    public async Task A_list_has_its_value_once_all_items_have_ended()
    {
        var lab = new Lab();
        var seen = new List<bool>();
        var run = await FlowChain.RunAsync(
            Items(0),
            async (chain, steps) =>
            {
                seen.Add(steps.Many.HasResult);
                await chain.ForEach(steps.Many, [1, 2], 1, (step, item) =>
                {
                    seen.Add(steps.Many.HasResult);
                    return chain.RunInline(step, _ => item);
                });
                seen.Add(steps.Many.HasResult);
            },
            lab.Options());

        Assert.Equal([false, false, false, true], seen);
        Assert.Equal([1, 2], run.Steps.Many.Values());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_loop_around_a_step_reads_what_ran_in_its_own_iterations(bool parallel)
    {
        var seen = new List<string>();
        await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                var outer = chain.Loop();
                foreach (var a in outer.Over([1, 2]))
                {
                    var middle = chain.Loop(outer);
                    foreach (var b in middle.Over([1, 2]))
                    {
                        seen.Add($"{steps.Many.AllBefore(middle).HasResult}");
                        var inner = chain.Loop(maxIterations: b, location: "flow.ai:1", middle);
                        while (inner.Next())
                        {
                            await chain.RunInline(steps.Many.Next(inner), _ => (a * 100) + (b * 10) + inner.Iteration);
                        }

                        seen.Add(Text(steps.Many.AllIn(middle)));
                    }

                    seen.Add($"{Text(steps.Many.AllBefore(outer))} then {Text(steps.Many.AllIn(outer))}");
                }
            },
            new Lab().Options(parallel));

        Assert.Equal(
            ["False", "111", "True", "121,122", " then 111,121,122", "False", "211", "True", "221,222", "111,121,122 then 211,221,222"],
            seen);

        static string Text(IReadOnlyList<StepRun<int?>> steps) => string.Join(",", steps.Values());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Items_in_a_loop_are_there_only_in_the_iterations_in_which_they_ran(bool parallel)
    {
        var seen = new List<string>();
        var run = await FlowChain.RunAsync(
            Items(1),
            async (chain, steps) =>
            {
                var loop = chain.Loop();
                foreach (var item in loop.Over([1, 2, 3, 4]))
                {
                    switch (item)
                    {
                        case 2:
                            await chain.Skip(steps.Many.AllIn(loop));
                            break;
                        case not 4:
                            await chain.ForEach(steps.Many.AllIn(loop), new int[item], 2, (step, _) => chain.RunInline(step, _ => item));
                            break;
                    }

                    var (now, before) = (steps.Many.AllIn(loop), steps.Many.AllBefore(loop));
                    seen.Add($"{now.HasResult} {now.Count}, {before.HasResult} {before.Count}");
                }
            },
            new Lab().Options(parallel));

        Assert.Equal(["True 1, False 0", "False 0, True 1", "True 3, False 0", "False 0, True 3"], seen);
        Assert.Equal([1, 3, 3, 3], run.Steps.Many.Values());
        Assert.True(run.Steps.Many.HasResult);
        Assert.Equal(
            [StepStatus.Ok, StepStatus.Skipped, StepStatus.Ok, StepStatus.Ok, StepStatus.Ok],
            run.Steps.Many.Entries(Items(1), 1).Select(step => step.Status));
    }

    [Fact]
    public async Task A_for_each_that_the_chain_never_came_to_is_not_started()
    {
        var run = await FlowChain.RunAsync(
            Items(0),
            async (chain, steps) => await chain.RunInline(steps.First, int (_) => throw new InvalidOperationException("boom")),
            new Lab().Options());

        var entry = Assert.Single(run.Steps.Many.Entries(Items(0), 1));
        Assert.Equal((StepStatus.NotStarted, null, "many"), (entry.Status, entry.Iteration, entry.Name));
        Assert.False(run.Steps.Many.HasResult);
        Assert.False(run.Steps.Many.IsSkipped);
    }

    [Fact]
    public void Lists_of_values_of_other_chains_are_lists_of_values()
    {
        SubChainRuns<FlowRun, int?> steps = [SubChainRun<FlowRun, int?>.Ok(1, null), SubChainRun<FlowRun, int?>.Failed(new TimeoutException(), null)];

        Assert.Equal([1], steps.Values());
        Assert.Equal([1, null], steps.ValuesOrNull());
        _ = ChainEnd.Ok(FlowChain.Info(), steps, new int?[] { 5, null, 6 });
        Assert.Equal([5, null, 6], steps.ValuesOrNull());
    }
}
