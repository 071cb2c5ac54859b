using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

/// <summary>The guide's chain, when all goes well.</summary>
public sealed class GuideChainTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_chain_gives_the_value_of_its_last_step(bool parallel)
    {
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), new Lab().Options(parallel));

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.True(run.IsOk);
        Assert.Null(run.Error);
        Assert.Null(run.Exception);
        Assert.True(run.HasResult);
        Assert.Equal(new FeedbackSummary(19, Mood.VeryGood), run.Result);
        Assert.Equal(run.Result, run.EnsureOk());
        Assert.True(run.TryGetResult(out var result));
        Assert.Same(run.Result, result);
        Assert.Equal(7, run.Steps.AnalyzeTwitter.Result);
        Assert.Equal(TimeSpan.FromSeconds(180), run.Timeout);
        Assert.All(run.AllSteps, step => Assert.Equal((StepStatus.Ok, 1), (step.Status, step.Attempts)));
        Assert.Equal(["analyze_twitter", "analyze_email", "analyze_reviews", "aggregate_results"], run.AllSteps.Select(step => step.Name));
    }

    [Fact]
    public async Task It_runs_without_any_options()
    {
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new());

        Assert.Equal(19, run.EnsureOk().TotalScore);
    }

    [Fact]
    public async Task With_parallel_execution_on_the_group_runs_at_once_and_takes_the_time_of_its_longest_step()
    {
        var lab = new Lab();
        var running = FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new() { Analyze = (source, token) => lab.TakeAsync(source, TimeSpan.FromSeconds(source.Length), token) }, lab.Options());

        await lab.StartedAsync(3);
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        // A step gives its permit back once its time is taken, which is later than its method ends.
        await Lab.UntilAsync(() => lab.Limiter.InUse == 2);
        lab.Time.Advance(TimeSpan.FromSeconds(2));
        var run = await running;

        Assert.Equal(3, lab.MostRunning);
        Assert.Equal(TimeSpan.FromSeconds(7), run.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(7), run.Steps.AnalyzeTwitter.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(5), run.Steps.AnalyzeEmail.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(7), run.Steps.AnalyzeReviews.Elapsed);
        Assert.Equal(TimeSpan.Zero, run.Steps.AggregateResults.Elapsed);
    }

    [Fact]
    public async Task With_parallel_execution_off_the_steps_run_in_the_order_of_the_file()
    {
        var lab = new Lab();
        var running = FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new() { Analyze = (source, token) => lab.TakeAsync(source, TimeSpan.FromSeconds(1), token) }, lab.Options(parallel: false));

        foreach (var source in new[] { "twitter", "email", "reviews" })
        {
            await lab.StartedAsync();
            Assert.Equal(source, lab.Started.Last());
            lab.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var run = await running;
        Assert.Equal(1, lab.MostRunning);
        Assert.Equal(TimeSpan.FromSeconds(3), run.Elapsed);
        Assert.All(run.AllSteps.Take(3), step => Assert.Equal(TimeSpan.FromSeconds(1), step.Elapsed));
    }

    [Fact]
    public async Task With_parallel_execution_off_a_step_that_ended_meanwhile_does_not_let_a_later_one_pass_by()
    {
        var lab = new Lab();
        var first = new TaskCompletionSource<int>();
        var run = await LabChain.RunAsync(
            LabChain.Info(3),
            async (chain, steps) =>
            {
                var a = chain.Run(steps.Items[0], _ => Note("a", first.Task));
                var b = chain.Run(steps.Items[1], _ => Note("b", Task.FromResult(2)));
                first.SetResult(1);
                await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
                var c = chain.Run(steps.Items[2], _ => Note("c", Task.FromResult(3)));
                Assert.Equal(["a"], lab.Started);
                await a;
                await b;
                await c;
            },
            lab.Options(parallel: false));

        Assert.Equal(["a", "b", "c"], lab.Started);
        Assert.Equal(3, run.Result);

        Task<int> Note(string name, Task<int> task)
        {
            lab.Started.Enqueue(name);
            return task;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Steps_that_yield_give_their_values_in_either_mode(bool parallel)
    {
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new()
            {
                Analyze = async (source, token) =>
                {
                    await Task.Yield();
                    return source.Length;
                },
            },
            new Lab().Options(parallel));

        Assert.Equal(19, run.EnsureOk().TotalScore);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_hundred_thousand_steps_in_a_row_do_not_grow_the_stack(bool parallel, bool yields)
    {
        // Not on the test's own synchronization context, whose hand-overs between threads cost far more than the steps.
        var run = await Task.Run(() => LabChain.RunAsync(
            LabChain.Info(1),
            async (chain, steps) =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    var value = i;
                    await chain.Run(steps.Items[0], _ => WorkAsync(value));
                }
            },
            new Lab().Options(parallel)));

        Assert.Equal(99_999, run.EnsureOk());

        async Task<int> WorkAsync(int value)
        {
            if (yields)
            {
                await Task.Yield();
            }

            return value;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_flows_with_the_caller_reaches_every_step_wherever_it_runs(bool parallel)
    {
        var ambient = new AsyncLocal<string> { Value = "caller" };
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        var lab = new Lab(limit: 1);
        var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new()
            {
                Analyze = async (_, _) =>
                {
                    seen.Enqueue(ambient.Value);
                    await Task.Yield();
                    seen.Enqueue(ambient.Value);
                    return 1;
                },
                Aggregate = (_, _, _, _) =>
                {
                    seen.Enqueue(ambient.Value);
                    return new(1, Mood.Bad);
                },
            },
            lab.Options(parallel));

        Assert.True(run.IsOk);
        Assert.Equal(Enumerable.Repeat("caller", 7), seen);
    }

    [Fact]
    public async Task An_empty_chain_is_ok()
    {
        var run = await LabChain.RunAsync(LabChain.Info(0), (_, _) => Task.CompletedTask, new Lab().Options());

        Assert.True(run.IsOk);
        Assert.Empty(run.AllSteps);
    }

    [Fact]
    public async Task A_step_that_computes_synchronously_does_not_hold_the_chain_up()
    {
        var lab = new Lab();
        using var release = new ManualResetEventSlim();
        var running = FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new()
            {
                Aggregate = (_, _, _, _) =>
                {
                    lab.Started.Enqueue("aggregate");
                    release.Wait();
                    return new(1, Mood.Bad);
                },
            },
            lab.Options());
        await Lab.UntilAsync(() => !lab.Started.IsEmpty);
        lab.Time.Advance(TimeSpan.FromSeconds(180));
        var run = await running;
        release.Set();

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal(StepStatus.Cancelled, run.Steps.AggregateResults.Status);
    }
}
