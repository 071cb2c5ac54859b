using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Models;
using Metrics = Namel3ss.Namel3ssTelemetry.Metrics;
using Tags = Namel3ss.Namel3ssTelemetry.Tags;

namespace Namel3ss.Runtime.Tests.Telemetry;

/// <summary>What the instruments report.</summary>
[Collection(Watching.Name)]
public sealed class MetricTests
{
    [Theory]
    [InlineData(true, 3.0)]
    [InlineData(false, 1.0)]
    public async Task The_guides_chain_reports_its_run_its_times_and_its_speed_up(bool parallel, double speedUp)
    {
        using var runs = Watching.Collect<long>(Metrics.Runs);
        using var runsAgain = Watching.Collect<long>(Metrics.Runs);
        using var timeouts = Watching.Collect<long>(Metrics.Timeouts);
        using var durations = Watching.Collect<double>(Metrics.ChainDuration);
        using var speedUps = Watching.Collect<double>(Metrics.SpeedUp);
        using var steps = Watching.Collect<double>(Metrics.StepDuration);
        var lab = new Lab();
        var running = FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new() { Analyze = (source, token) => lab.TakeAsync(source, TimeSpan.FromSeconds(6), token) }, lab.Options(parallel));
        await AdvanceAsync(lab, TimeSpan.FromSeconds(6), parallel ? [3] : [1, 1, 1]);
        await running;

        (string, object?) chain = (Tags.Chain, "customer_feedback_analysis");
        Says(runs, (1L, [chain, (Tags.Parallel, parallel), (Tags.ChainStatus, "ok")]));
        Says(runsAgain, (1L, [chain, (Tags.Parallel, parallel), (Tags.ChainStatus, "ok")]));
        Says(timeouts);
        Says(durations, (parallel ? 6.0 : 18.0, [chain, (Tags.ChainStatus, "ok")]));
        Says(speedUps, (speedUp, [chain, (Tags.Parallel, parallel)]));
        Says(
            steps,
            (6.0, [chain, (Tags.Step, "analyze_twitter"), (Tags.StepStatus, "ok")]),
            (6.0, [chain, (Tags.Step, "analyze_email"), (Tags.StepStatus, "ok")]),
            (6.0, [chain, (Tags.Step, "analyze_reviews"), (Tags.StepStatus, "ok")]),
            (0.0, [chain, (Tags.Step, "aggregate_results"), (Tags.StepStatus, "ok")]));
    }

    [Fact]
    public async Task A_fallback_is_counted_and_the_steps_span_names_the_model()
    {
        using var fallbacks = Watching.Collect<long>(Metrics.Fallbacks);
        using var spans = new SpanRecorder();
        var failing = new FakeClient((_, _, _) => throw new InvalidOperationException("no"));
        LlmInfo last = new("last"), second = new("second"), model = new("first") { Fallback = () => [second, last] };

        var run = await ModelChain.AskAsync(
            model,
            new Lab().Options() with
            {
                ChatClients = new Dictionary<string, Microsoft.Extensions.AI.IChatClient> { ["last"] = new FakeClient("Hello!"), [""] = failing },
            });

        Assert.Equal("last", run.First.AnsweredBy);
        (string, object?) chain = (Tags.Chain, "ask"), step = (Tags.Step, "s0");
        Says(fallbacks, (1L, [chain, step, (Tags.StepFallback, "second")]), (1L, [chain, step, (Tags.StepFallback, "last")]));
        Assert.Equal("last", spans.Step("s0").GetTagItem(Tags.StepFallback));
        Assert.Equal(3, spans.Step("s0").GetTagItem(Tags.StepAttempts));
    }

    [Fact]
    public async Task A_timeout_counts_and_its_abandoned_steps_have_run_until_then()
    {
        using var runs = Watching.Collect<long>(Metrics.Runs);
        using var timeouts = Watching.Collect<long>(Metrics.Timeouts);
        using var durations = Watching.Collect<double>(Metrics.ChainDuration);
        using var speedUps = Watching.Collect<double>(Metrics.SpeedUp);
        using var steps = Watching.Collect<double>(Metrics.StepDuration);
        using var waits = Watching.Collect<double>(Metrics.PermitWaitTime);
        var lab = new Lab(limit: 1);
        var running = LabChain.RunGroupAsync(2, (index, _) => lab.StubbornAsync(LabChain.Name(index)), lab.Options() with { Timeout = TimeSpan.FromSeconds(5) });
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        await running;
        lab.Complete("a");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);

        Says(runs, (1L, [(Tags.Chain, "lab"), (Tags.Parallel, true), (Tags.ChainStatus, "timeout")]));
        Says(timeouts, (1L, [(Tags.Chain, "lab")]));
        Says(durations, (5.0, [(Tags.Chain, "lab"), (Tags.ChainStatus, "timeout")]));
        Says(speedUps);
        Says(steps, (5.0, [(Tags.Chain, "lab"), (Tags.Step, "a"), (Tags.StepStatus, "cancelled")]));
        Says(waits, (0.0, [(Tags.Chain, "lab")]), (5.0, [(Tags.Chain, "lab")]));
    }

    [Fact]
    public async Task Failed_partial_and_cancelled_runs_count_as_what_they_are()
    {
        using var runs = Watching.Collect<long>(Metrics.Runs);
        using var steps = Watching.Collect<double>(Metrics.StepDuration);
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        await LabChain.RunGroupAsync(1, (_, _) => throw new FormatException(), lab.Options());
        await LabChain.RunGroupAsync(
            LabChain.Info(1, step: index => new(LabChain.Name(index), "connector", "work") { StopOnError = false }), (_, _) => throw new FormatException(), lab.Options());
        var running = LabChain.RunGroupAsync(1, (_, token) => lab.PoliteAsync("a", token), lab.Options(), source.Token);
        await lab.StartedAsync();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        // The step ends by its token, on a thread of its own.
        await Lab.UntilAsync(() => steps.GetMeasurementSnapshot().Count == 3);

        Assert.Equal(["error", "partial", "cancelled"], runs.GetMeasurementSnapshot().Select(measurement => measurement.Tags[Tags.ChainStatus]));
        Assert.Equal(["failed", "failed", "cancelled"], steps.GetMeasurementSnapshot().Select(measurement => measurement.Tags[Tags.StepStatus]));
    }

    [Fact]
    public async Task A_group_of_one_step_runs_nothing_in_parallel()
    {
        using var runs = Watching.Collect<long>(Metrics.Runs);
        await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), new Lab().Options());

        Says(runs, (1L, [(Tags.Chain, "lab"), (Tags.Parallel, false), (Tags.ChainStatus, "ok")]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Steps_that_overlap_outside_of_a_group_count_as_parallel(bool parallel)
    {
        using var runs = Watching.Collect<long>(Metrics.Runs);
        var lab = new Lab();
        var running = LabChain.RunAsync(
            LabChain.Info(2),
            async (chain, steps) =>
            {
                var a = chain.Run(steps.Items[0], token => lab.PoliteAsync("a", token));
                var b = chain.Run(steps.Items[1], token => lab.PoliteAsync("b", token));
                await a;
                await b;
            },
            lab.Options(parallel));
        lab.Complete("a");
        lab.Complete("b");
        await running;

        Says(runs, (1L, [(Tags.Chain, "lab"), (Tags.Parallel, parallel), (Tags.ChainStatus, "ok")]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_permit_says_how_long_it_was_waited_for(bool parallel)
    {
        using var waits = Watching.Collect<double>(Metrics.PermitWaitTime);
        var lab = new Lab(limit: 1);
        var running = LabChain.RunGroupAsync(3, (index, token) => lab.TakeAsync(LabChain.Name(index), TimeSpan.FromSeconds(4), token), lab.Options(parallel));
        await AdvanceAsync(lab, TimeSpan.FromSeconds(4), [1, 1, 1]);
        await running;

        Assert.Equal(parallel ? [0, 4, 8] : [0, 0, 0], waits.GetMeasurementSnapshot().Select(measurement => measurement.Value));
    }

    [Fact]
    public async Task A_step_without_a_permit_waits_for_none()
    {
        using var waits = Watching.Collect<double>(Metrics.PermitWaitTime);
        var info = LabChain.Info(1, step: index => new(LabChain.Name(index), "connector", "work") { TakesPermit = false });
        await LabChain.RunGroupAsync(info, (_, _) => Task.FromResult(1), new Lab().Options());

        Says(waits);
    }

    [Fact]
    public async Task The_process_wide_limiter_shows_its_permits()
    {
        using var inUse = Watching.Collect<int>(Metrics.PermitsInUse);
        using var waiting = Watching.Collect<int>(Metrics.PermitsAwaited);
        using var limit = Watching.Collect<int>(Metrics.PermitLimit);
        var lab = new Lab();
        // The process-wide settings, and not the test's own.
        var options = new ChainOptions { EnableParallelSteps = true, TimeProvider = lab.Time };
        var count = Namel3ssRuntime.Limiter.MaxConcurrentCalls + 2;
        var running = LabChain.RunGroupAsync(count, (index, token) => lab.PoliteAsync(LabChain.Name(index), token), options);
        await lab.StartedAsync(count - 2);
        inUse.RecordObservableInstruments();
        waiting.RecordObservableInstruments();
        limit.RecordObservableInstruments();
        for (var i = 0; i < count; i++)
        {
            lab.Complete(LabChain.Name(i));
        }

        await running;
        inUse.RecordObservableInstruments();

        Assert.Equal([count - 2, 0], inUse.GetMeasurementSnapshot().Select(measurement => measurement.Value));
        Says(waiting, (2, []));
        Says(limit, (count - 2, []));
    }

    [Fact]
    public async Task To_ask_for_permits_reads_no_settings()
    {
        var process = new RuntimeConfiguration(name => throw new InvalidOperationException($"{name} was read"), _ => null);
        Assert.Empty(Instruments.Measure(process, limiter => limiter.InUse));

        var lab = new Lab();
        await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), lab.Options());
        Assert.Equal(50, Assert.Single(Instruments.Measure(lab.Configuration, limiter => limiter.MaxConcurrentCalls)).Value);
    }

    [Fact]
    public async Task Every_name_is_that_of_an_instrument_with_unit_and_description()
    {
        await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), new Lab().Options());
        var instruments = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Namel3ssTelemetry.MeterName)
                {
                    instruments.Add(instrument);
                }
            },
        };
        listener.Start();

        Assert.Equal(
            typeof(Metrics).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!).Order(StringComparer.Ordinal),
            instruments.Select(instrument => instrument.Name).Order(StringComparer.Ordinal));
        Assert.All(instruments, instrument =>
        {
            Assert.False(string.IsNullOrEmpty(instrument.Unit));
            Assert.EndsWith(".", instrument.Description, StringComparison.Ordinal);
            Assert.Equal(typeof(Chain).Assembly.GetName().Version!.ToString(3), instrument.Meter.Version);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_meter_listener_that_throws_disturbs_no_run(bool parallel)
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Namel3ssTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("listener"));
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("listener"));
        listener.Start();
        var lab = new Lab(limit: 1);
        var running = LabChain.RunGroupAsync(3, (index, token) => lab.PoliteAsync(LabChain.Name(index), token), lab.Options(parallel));
        lab.Complete("a");
        lab.Complete("b");
        lab.Complete("c");
        var run = await running.WaitAsync(Lab.Patience);

        Assert.Equal((ChainStatus.Ok, 0), (run.Status, lab.Limiter.InUse));
        Assert.Contains(lab.Log.GetSnapshot(), record => record.Id.Id == 30);
    }

    /// <summary>Lets time pass each time that so many more steps have started.</summary>
    private static async Task AdvanceAsync(Lab lab, TimeSpan time, int[] rounds)
    {
        foreach (var count in rounds)
        {
            await lab.StartedAsync(count);
            lab.Time.Advance(time);
        }
    }

    private static void Says<T>(MetricCollector<T> collector, params (T Value, (string Key, object? Value)[] Tags)[] expected)
        where T : struct => Assert.Equal(
            expected.Select(measurement => Line(measurement.Value, measurement.Tags)).Order(StringComparer.Ordinal),
            collector.GetMeasurementSnapshot()
                .Select(measurement => Line(measurement.Value, measurement.Tags.Select(tag => (tag.Key, tag.Value))))
                .Order(StringComparer.Ordinal));

    private static string Line<T>(T value, IEnumerable<(string Key, object? Value)> tags) =>
        $"{value} {string.Join(' ', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))}";
}
