using System.Diagnostics;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Telemetry;

/// <summary>Which span is the current one, inside of steps, for the caller and for threads that belong to others.</summary>
[Collection(Watching.Name)]
public sealed class CurrentSpanTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inside_of_a_step_its_span_is_current_wherever_it_runs(bool parallel)
    {
        using var spans = new SpanRecorder();
        var lab = new Lab(limit: 3);
        var seen = new Dictionary<string, Activity?>();
        var running = LabChain.RunAsync(
            LabChain.Info(5),
            async (chain, steps) =>
            {
                var a = chain.Run(steps.Items[0], async Task<int> (token) =>
                {
                    See("a before");
                    await lab.PoliteAsync("a", token);
                    See("a after");
                    return 1;
                });
                var b = chain.RunOnPool(steps.Items[1], _ => See("b"));
                var c = chain.RunInline(steps.Items[2], _ => See("c"));
                var d = chain.Run(steps.Items[3], async Task<int> (token) =>
                {
                    await Task.Yield();
                    return See("d");
                });
                See("body");
                await a;
                await b;
                await c;
                await d;
                await chain.Run(steps.Items[4], _ => Task.FromResult(See("e")));
                See("body at its end");
            },
            lab.Options(parallel));
        lab.Complete("a");
        Assert.True((await running).IsOk);

        Assert.Equal(spans.Step("a"), seen["a before"]);
        Assert.Equal(spans.Step("a"), seen["a after"]);
        Assert.All(["b", "c", "d", "e"], name => Assert.Equal(spans.Step(name), seen[name]));
        Assert.Equal(spans.Run, seen["body"]);
        Assert.Equal(spans.Run, seen["body at its end"]);
        Assert.All(spans.Steps, span => Assert.Equal(spans.Run.SpanId, span.ParentSpanId));

        int See(string where)
        {
            lock (seen)
            {
                seen.Add(where, Activity.Current);
            }

            return 1;
        }
    }

    [Fact]
    public async Task A_step_that_waited_for_its_permit_runs_in_its_span()
    {
        using var spans = new SpanRecorder();
        var lab = new Lab(limit: 1);
        var own = new List<ActivitySpanId?>();
        var running = LabChain.RunGroupAsync(
            2,
            async (index, token) =>
            {
                using (var call = SpanRecorder.Own.StartActivity("http"))
                {
                    own.Add(call?.ParentSpanId);
                }

                return await lab.PoliteAsync(LabChain.Name(index), token);
            },
            lab.Options());
        lab.Complete("a");
        lab.Complete("b");
        await running;

        Assert.Equal([spans.Step("a").SpanId, spans.Step("b").SpanId], own);
    }

    [Fact]
    public async Task Steps_are_below_their_run_even_if_the_caller_lets_nothing_flow()
    {
        using var spans = new SpanRecorder();
        var lab = new Lab();
        Task running;
        using (ExecutionContext.SuppressFlow())
        {
            running = LabChain.RunAsync(
                LabChain.Info(1), async (chain, steps) => await chain.RunOnPool(steps.Items[0], _ => 1), lab.Options());
        }

        await running;

        Assert.Equal(spans.Run.SpanId, spans.Step("a").ParentSpanId);
    }

    [Fact]
    public async Task A_chain_that_a_step_runs_is_below_the_step()
    {
        using var spans = new SpanRecorder();
        var lab = new Lab();
        await FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new()
            {
                Analyze = async (source, token) =>
                    source == "email" ? (await LabChain.RunGroupAsync(2, (_, _) => Task.FromResult(1), lab.Options(), token)).EnsureOk() : 1,
            },
            lab.Options());

        var inner = Assert.Single(spans.Started, span => span.OperationName == "invoke_workflow lab");
        Assert.Equal(spans.Step("analyze_email").SpanId, inner.ParentSpanId);
        Assert.Equal(inner.SpanId, spans.Step("b").ParentSpanId);
    }

    [Fact]
    public async Task A_span_that_a_method_leaves_open_stays_in_its_step()
    {
        using var spans = new SpanRecorder();
        await LabChain.RunSequenceAsync(
            2,
            (_, _) =>
            {
                _ = SpanRecorder.Own.StartActivity("left open");
                return Task.FromResult(1);
            },
            new Lab().Options());

        Assert.All(spans.Steps, span => Assert.Equal(spans.Run.SpanId, span.ParentSpanId));
    }

    [Theory]
    [InlineData("at once")]
    [InlineData("later")]
    [InlineData("failed at once")]
    [InlineData("failed later")]
    [InlineData("timed out")]
    [InlineData("cancelled")]
    public async Task The_callers_span_is_current_again_after_the_run(string way)
    {
        using var spans = new SpanRecorder();
        using var source = new CancellationTokenSource();
        using var caller = SpanRecorder.Own.StartActivity("caller");
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(
            2,
            (index, token) => way switch
            {
                "at once" => Task.FromResult(1),
                "failed at once" => throw new FormatException(),
                _ => lab.StubbornAsync(LabChain.Name(index)),
            },
            lab.Options() with { Timeout = TimeSpan.FromSeconds(5) },
            source.Token);
        Assert.Same(caller, Activity.Current);

        switch (way)
        {
            case "later":
                lab.Complete("a");
                lab.Complete("b");
                break;
            case "failed later":
                lab.Fail("b", new FormatException());
                break;
            case "timed out":
                lab.Time.Advance(TimeSpan.FromSeconds(5));
                break;
            case "cancelled":
                await source.CancelAsync();
                break;
        }

        Assert.Same(caller, Activity.Current);
        await Record.ExceptionAsync(() => running);

        Assert.NotNull(caller);
        Assert.Same(caller, Activity.Current);
        Assert.Equal(caller.SpanId, spans.Run.ParentSpanId);
        // The thread on which a step failed ends its span while the caller goes on already.
        await Lab.UntilAsync(() => spans.Started.All(span => span.IsStopped));
    }

    [Fact]
    public async Task Whoever_completes_a_step_keeps_his_span()
    {
        using var spans = new SpanRecorder();
        var lab = new Lab();
        var completed = new TaskCompletionSource<int>();
        var running = LabChain.RunSequenceAsync(2, (index, _) => index == 0 ? completed.Task : Task.FromResult(1), lab.Options());

        // On a thread without a synchronization context, where the end of the step is dealt with within SetResult.
        await Task.Run(() =>
        {
            using var own = SpanRecorder.Own.StartActivity("completes");
            completed.SetResult(1);
            Assert.NotNull(own);
            Assert.Same(own, Activity.Current);
        });
        await running;

        Assert.Equal(spans.Run.SpanId, spans.Step("b").ParentSpanId);
        Assert.Null(spans.Run.ParentId);
    }

    [Fact]
    public async Task Metrics_alone_leave_the_current_span_alone()
    {
        using var runs = Watching.Collect<long>(Namel3ssTelemetry.Metrics.Runs);
        using var caller = new Activity("caller").Start();
        var seen = new List<Activity?>();
        await LabChain.RunSequenceAsync(
            2,
            async (_, _) =>
            {
                seen.Add(Activity.Current);
                await Task.Yield();
                return 1;
            },
            new Lab().Options());

        Assert.Equal([caller, caller], seen);
        Assert.Same(caller, Activity.Current);
        Assert.Single(runs.GetMeasurementSnapshot());
    }
}
