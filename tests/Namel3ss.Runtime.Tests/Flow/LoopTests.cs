using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Flow;

public sealed class LoopTests
{
    private static readonly InvalidOperationException Boom = new("boom");

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_hundred_thousand_iterations_need_neither_stack_nor_patience(bool parallel, bool yields)
    {
        const int Count = 100_000;
        var lab = new Lab();
        // Not on the test's own synchronization context, whose hand-overs between threads cost far more than the iterations.
        var run = await Task.Run(() => FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                var loop = chain.Loop();
                foreach (var item in loop.Over(Enumerable.Range(0, Count)))
                {
                    await chain.Run(steps.Many.Next(loop), _ => yields ? YieldAsync(item) : Task.FromResult(item));
                    await chain.RunInline(steps.More.Next(loop), _ => Assert.Equal(item, steps.Many.In(loop).Value()));
                }
            },
            lab.Options(parallel)));

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal(Enumerable.Range(0, Count), run.Steps.Many.Values());
        Assert.Equal(Count, run.Steps.More.Count);
        Assert.Equal(Count, run.Steps.Many[^1].Iteration);
        Assert.Equal(0, lab.Limiter.InUse);

        static async Task<int> YieldAsync(int item)
        {
            await Task.Yield();
            return item;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_in_an_iteration_ends_the_chain_there_with_what_was_done_before(bool parallel)
    {
        var lab = new Lab();
        var run = await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                var loop = chain.Loop();
                foreach (var item in loop.Over([1, 2, 3, 4]))
                {
                    await chain.Run(steps.Many.Next(loop), _ => item == 3 ? throw Boom : Task.FromResult(item));
                }
            },
            lab.Options(parallel));

        Assert.Equal("Step 'many' failed: boom", run.Error);
        Assert.Equal([StepStatus.Ok, StepStatus.Ok, StepStatus.Failed], run.Steps.Many.Select(step => step.Status));
        Assert.Equal([1, 2, 3], run.Steps.Many.Select(step => step.Iteration));
        Assert.Same(Boom, run.Steps.Many[2].Exception);
        Assert.Equal([1, 2, null], run.Steps.Many.ValuesOrNull());
        Assert.Equal([1, 2], run.Steps.Many.Values());
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_timeout_in_an_iteration_closes_what_was_begun_and_nothing_is_added_later(bool parallel)
    {
        var lab = new Lab();
        ChainLoop? kept = null;
        var running = FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                var loop = kept = chain.Loop();
                foreach (var item in loop.Over([1, 2, 3]))
                {
                    // A group in the body.
                    var many = chain.Run(steps.Many.Next(loop), _ => item == 2 ? lab.StubbornAsync("many") : Task.FromResult(item));
                    var more = chain.Run(steps.More.Next(loop), _ => item == 2 ? (Task)lab.StubbornAsync("more") : Task.CompletedTask);
                    await many;
                    await more;
                }
            },
            lab.Options(parallel));
        await lab.StartedAsync(parallel ? 2 : 1);
        lab.Time.Advance(TimeSpan.FromSeconds(60));
        var run = await running;
        var json = run.ToJson();

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal([StepStatus.Ok, StepStatus.Cancelled], run.Steps.Many.Select(step => step.Status));
        Assert.Equal([StepStatus.Ok, parallel ? StepStatus.Cancelled : StepStatus.NotStarted], run.Steps.More.Select(step => step.Status));
        Assert.Equal(StepStatus.NotStarted, run.Steps.Many.Next(kept!).Status);
        lab.Complete("many");
        lab.Complete("more");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Equal(json, run.ToJson());
        Assert.Equal(2, run.Steps.Many.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_while_reads_the_last_finished_iteration_and_a_step_reads_itself_as_of_the_one_before(bool parallel)
    {
        var seen = new List<int?>();
        var lab = new Lab();
        var run = await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                var loop = chain.Loop(20, "flow.ai:3");
                while ((steps.Many.In(loop).Result ?? 0) < 3 && loop.Next())
                {
                    seen.Add(steps.Many.Before(loop).Result);
                    await chain.Run(steps.Many.Next(loop), _ => Task.FromResult((steps.Many.Before(loop).Result ?? 0) + 1));
                    seen.Add(steps.Many.In(loop).Result);
                }
            },
            lab.Options(parallel));

        Assert.Equal([null, 1, 1, 2, 2, 3], seen);
        Assert.Equal([1, 2, 3], run.Steps.Many.Values());
        Assert.DoesNotContain(lab.Lines, line => line.Contains("max_iterations", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_did_not_run_in_an_iteration_has_no_value_there()
    {
        var seen = new List<int?>();
        var run = await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                // An inner loop is a new one for each iteration of the outer.
                foreach (var _ in chain.Loop().Over([1, 2]))
                {
                    var loop = chain.Loop();
                    foreach (var item in loop.Over([1, 2, 3]))
                    {
                        if (item != 2)
                        {
                            await chain.Run(steps.Many.Next(loop), _ => Task.FromResult(item));
                        }

                        seen.Add(steps.Many.In(loop).Result);
                        seen.Add(steps.Many.Before(loop).Result);
                    }
                }
            },
            new Lab().Options());

        Assert.Equal([1, null, null, 1, 3, null, 1, null, null, 1, 3, null], seen);
        Assert.Equal([1, 3, 1, 3], run.Steps.Many.Select(step => step.Iteration));
    }

    [Fact]
    public async Task The_most_iterations_end_the_loop_with_one_warning()
    {
        var lab = new Lab();
        var run = await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                var loop = chain.Loop(3, "flow.ai:12");
                while (loop.Next())
                {
                    await chain.Run(steps.Many.Next(loop), _ => Task.FromResult(1));
                }
            },
            lab.Options());

        Assert.Equal((ChainStatus.Ok, 3), (run.Status, run.Steps.Many.Count));
        Assert.Single(lab.Lines, "The while of chain 'flow' (flow.ai:12) has reached its max_iterations of 3; the chain goes on after it");
    }

    [Theory]
    [InlineData("for")]
    [InlineData("for_each")]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("element")]
    [InlineData("python")]
    public async Task What_goes_through_a_sequence_without_an_end_ends_when_the_chain_does(string place)
    {
        var lab = new Lab();
        var made = 0;
        var run = await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                switch (place)
                {
                    case "for":
                        foreach (var _ in chain.Loop().Over(Operators.Items(Endless())))
                        {
                            throw new InvalidOperationException("There is no list of them.");
                        }

                        break;
                    case "for_each":
                        await chain.ForEach(steps.Many, Operators.Items(Endless()), 1, (step, item) => chain.Run(step, _ => Task.FromResult(item)));
                        break;
                    case "text":
                        await chain.RunText(steps.Last, () => chain.Text(Endless()));
                        break;
                    case "json":
                        await chain.RunText(steps.Last, () => chain.ToJsonText(Endless()));
                        break;
                    case "python":
                        await chain.Run(steps.First, token => chain.Python("a.py", "f", steps.First).Input("value", Endless()).CallAsync<int>(token));
                        break;
                    default:
                        await chain.RunText(steps.Last, () => chain.ToJsonElement(Endless()).ToString());
                        break;
                }
            },
            lab.Options());

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.InRange(made, 5, 100_000);

        IEnumerable<int> Endless()
        {
            // Many more than anybody wants, and an end all the same: without it a test that fails would fill the memory.
            for (made = 1; made < 10_000_000; made++)
            {
                if (made == 5)
                {
                    lab.Time.Advance(TimeSpan.FromSeconds(60));
                }

                yield return made;
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_never_started_at_a_normal_end_was_skipped_and_at_another_not(bool fails)
    {
        var run = await FlowChain.RunAsync(
            FlowChain.Info(hasBranches: true),
            async (chain, steps) => await chain.Run(steps.First, _ => fails ? throw Boom : Task.FromResult(1)),
            new Lab().Options());

        Assert.Equal(fails ? StepStatus.NotStarted : StepStatus.Skipped, run.Steps.Last.Status);
        Assert.Equal(fails ? ChainStatus.Error : ChainStatus.Ok, run.Status);
        Assert.Equal(!fails, run.ToJson().Contains("\"last\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_skipped_step_is_awaited_like_one_that_ran()
    {
        var run = await FlowChain.RunAsync(
            FlowChain.Info(),
            async (chain, steps) =>
            {
                var first = chain.Skip(steps.First);
                var last = chain.RunText(steps.Last, () => "text");
                await first;
                await last;
            },
            new Lab().Options());

        Assert.Equal((StepStatus.Skipped, "text", 0), (run.Steps.First.Status, run.Steps.Last.Value(), run.Steps.First.Attempts));
    }

    [Fact]
    public async Task Text_takes_no_permit_and_what_it_throws_fails_the_step()
    {
        var lab = new Lab(limit: 1);
        Assert.True(lab.Limiter.TryAcquire());
        var info = FlowChain.Info(name => new StepInfo(name, "template", ""));
        var good = await FlowChain.RunAsync(info, async (chain, steps) => await chain.RunText(steps.Last, () => "Dear x"), lab.Options());
        var bad = await FlowChain.RunAsync(info, async (chain, steps) => await chain.RunText(steps.Last, () => throw Boom), lab.Options());

        Assert.Equal("Dear x", good.Steps.Last.Result);
        Assert.Equal(("Step 'last' failed: boom", StepStatus.Failed), (bad.Error, bad.Steps.Last.Status));
        Assert.Equal(1, lab.Limiter.InUse);
    }

    [Fact]
    public void Results_of_a_loop_can_be_written_by_hand()
    {
        var steps = new FlowSteps
        {
            First = StepRun<int?>.Ok(1),
            Many = [StepRun<int?>.Ok(5), StepRun<int?>.Failed(Boom), StepRun<int?>.Skipped()],
            More = [StepRun.Ok()],
            Last = StepRun<string?>.Ok("x"),
        };
        var run = new FlowRun(ChainEnd.Ok(FlowChain.Info(), steps.Last, "x"), steps);

        Assert.Equal(["first", "many", "many", "many", "more", "last"], run.AllSteps.Select(step => step.Name));
        Assert.Equal([null, 1, 2, 3, 1, null], run.AllSteps.Select(step => step.Iteration));
        Assert.Equal("boom", run.Steps.Many[1].Error);
        Assert.Equal([5, null, null], run.Steps.Many.ValuesOrNull());
        Assert.Contains(
            """{"name":"many","kind":"connector","target":"work","iteration":2,"status":"failed","result":null,"error":"boom","elapsed_ms":0}""",
            run.ToJson(),
            StringComparison.Ordinal);
    }
}
