using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Flow;

namespace Namel3ss.Runtime.Tests.Execution;

/// <summary>What has to be said though nothing failed is seen without a log: in the run, in its JSON and among its events.</summary>
public sealed class WarningTests
{
    private const string Off =
        "Chain 'customer_feedback_analysis' has parallel steps, but parallel execution is off, so they run one after another. "
        + "Set ENABLE_PARALLEL_STEPS=true to run them at once.";

    private const string Limit = "The while of chain 'flow' (flow.ai:12) has reached its max_iterations of 3; the chain goes on after it";

    private readonly Lab _lab = new();
    private readonly Reports _reports = new();

    private ChainOptions Unsaid => _lab.Options() with { EnableParallelSteps = null, LoggerFactory = null, Progress = _reports };

    [Fact]
    public async Task Each_run_whose_parallel_steps_run_one_after_another_says_so_before_its_first_step_and_is_like_the_last()
    {
        await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), Unsaid);
        Assert.DoesNotContain(_reports, report => report.Warning is not null);
        _reports.Clear();

        for (var i = 0; i < 2; i++)
        {
            var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), Unsaid);

            Assert.Equal(ChainStatus.Ok, run.Status);
            Assert.Equal([Off], run.Warnings);
            Assert.EndsWith($"\"warnings\":[\"{Off}\"]}}}}", run.ToJson(), StringComparison.Ordinal);
            Assert.Equal(
                new ChainProgress("customer_feedback_analysis", "", StepStatus.NotStarted, TimeSpan.Zero, TimeSpan.Zero, null) { Warning = Off },
                _reports.First());
            Assert.Single(_reports, report => report.Warning is not null);
            _reports.Clear();
        }
    }

    [Fact]
    public async Task The_log_says_once_what_each_run_says()
    {
        var options = Unsaid with { LoggerFactory = _lab.LoggerFactory };
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([Off], (await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), options)).Warnings);
        }

        Assert.Single(_lab.Lines, line => line == Off);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_chooses_how_steps_run_is_told_nothing(bool parallel)
    {
        using var container = new ServiceCollection().AddNamel3ss(options => options.EnableParallelSteps = parallel).BuildServiceProvider();
        ChainOptions[] chosen =
        [
            Unsaid with { EnableParallelSteps = parallel },
            Unsaid with { Configuration = Lab.Configure((SettingNames.EnableParallelSteps, parallel ? "on" : "off")) },
            Unsaid with { Services = container },
        ];

        foreach (var options in chosen)
        {
            var run = await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), options);

            Assert.Empty(run.Warnings);
            Assert.DoesNotContain("warnings", run.ToJson(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(_reports, report => report.Warning is not null);
        Assert.Empty(FeedbackChain.CustomerFeedbackAnalysisRun.TimedOut().Warnings);
    }

    [Fact]
    public async Task A_run_that_fails_or_times_out_or_is_cancelled_has_its_warnings()
    {
        using var cancellation = new CancellationTokenSource();
        var failed = await LabChain.RunGroupAsync(2, (_, _) => throw new InvalidOperationException("boom"), Unsaid);
        var timedOut = LabChain.RunGroupAsync(2, (_, token) => _lab.PoliteAsync("timed out", token), Unsaid with { Timeout = TimeSpan.FromSeconds(1) });
        var cancelled = LabChain.RunGroupAsync(2, (_, token) => _lab.PoliteAsync("cancelled", token), Unsaid, cancellation.Token);
        _lab.Time.Advance(TimeSpan.FromSeconds(1));
        await cancellation.CancelAsync();

        ChainRun[] runs = [failed, await timedOut, (await Assert.ThrowsAsync<ChainCanceledException>(() => cancelled)).Run];

        Assert.Equal([ChainStatus.Error, ChainStatus.Timeout, ChainStatus.Cancelled], runs.Select(run => run.Status));
        Assert.All(runs, run => Assert.StartsWith("Chain 'lab' has parallel steps", Assert.Single(run.Warnings), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_while_at_its_limit_warns_each_time_and_the_run_has_the_text_once(bool parallel)
    {
        var run = await FlowChain.RunAsync(FlowChain.Info(), LoopTwiceAsync, _lab.Options(parallel) with { Progress = _reports });

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal([Limit], run.Warnings);
        Assert.Equal([Limit, Limit], _reports.Select(report => report.Warning).OfType<string>());
        Assert.Equal(2, _lab.Lines.Count(line => line == Limit));
        using var json = JsonDocument.Parse(run.ToJson());
        Assert.Equal(Limit, json.RootElement.GetProperty("metadata").GetProperty("warnings")[0].GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_called_chain_warns_for_its_callers_too_also_in_an_attempt_that_fails(bool parallel)
    {
        var attempt = 0;
        var running = CallerChain.RunAsync(
            (options, token) => LabChain.RunAsync(
                LabChain.Info(1),
                async (chain, steps) =>
                {
                    if (++attempt == 1)
                    {
                        var loop = chain.Loop(0, "lab.ai:3");
                        Assert.False(loop.Next());
                        throw new InvalidOperationException("boom");
                    }

                    await chain.Run(steps.Items[0], _ => Task.FromResult(7));
                },
                options,
                token),
            _lab.Options(parallel),
            retry: new RetryInfo(1));
        await _lab.Time.RunAsync(running);
        var run = await running;

        Assert.Equal((ChainStatus.Ok, 2, 7), (run.Status, run.Steps.Call.Attempts, run.Result));
        Assert.Equal(["The while of chain 'lab' (lab.ai:3) has reached its max_iterations of 0; the chain goes on after it"], run.Warnings);
        Assert.Empty(run.Steps.Call.Run!.Warnings);
    }

    [Fact]
    public async Task A_chain_says_it_of_those_that_it_calls_too_and_they_of_themselves()
    {
        var run = await CallerChain.RunAsync(
            (options, token) => LabChain.RunGroupAsync(2, (_, _) => Task.FromResult(7), options, token),
            Unsaid,
            info: new ChainInfo("caller", 60, new StepInfo("call", "chain", "lab")) { SubChains = () => [LabChain.Info(2)] });

        var text = Assert.Single(run.Warnings);
        Assert.StartsWith("Chain 'lab' has parallel steps", text, StringComparison.Ordinal);
        Assert.Equal([text], run.Steps.Call.Run!.Warnings);
        Assert.Equal(text, Assert.Single(_reports, report => report.Warning is not null).Warning);
    }

    [Fact]
    public async Task Called_chains_that_warn_beside_each_other_lose_nothing()
    {
        var run = await LabChain.RunAsync(
            LabChain.Info(1),
            async (outer, steps) =>
            {
                var options = outer.SubChainOptions(steps.Items[0]);
                await Task.WhenAll(Enumerable.Range(0, 50).Select(index => Task.Run(() => LabChain.RunAsync(
                    LabChain.Info(1),
                    (chain, _) => Task.FromResult(chain.Loop(0, $"lab.ai:{index}").Next()),
                    options))));
                await outer.Run(steps.Items[0], _ => Task.FromResult(1));
            },
            _lab.Options());

        Assert.Equal(50, run.Warnings.Count);
    }

    [Fact]
    public async Task A_warning_is_an_event_of_its_own_in_a_stream()
    {
        var lines = new List<string>();
        await foreach (var item in ChainEvents.StreamAsync((options, token) => FlowChain.RunAsync(FlowChain.Info(), LoopTwiceAsync, options, token), _lab.Options()))
        {
            lines.Add(item.ToJson());
        }

        Assert.Equal(2, lines.Count(line => line == $$"""{"type":"warning","chain":"flow","warning":"{{Limit}}","at_ms":0}""".Replace("'", "\\u0027", StringComparison.Ordinal)));
    }

    private static async Task LoopTwiceAsync(Chain chain, FlowSteps steps)
    {
        var outer = chain.Loop();
        foreach (var _ in outer.Over([1, 2]))
        {
            var loop = chain.Loop(3, "flow.ai:12", outer);
            while (loop.Next())
            {
                await chain.Run(steps.Many.Next(loop), _ => Task.FromResult(1));
            }
        }
    }

    private sealed class Reports : ConcurrentQueue<ChainProgress>, IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => Enqueue(value);
    }
}
