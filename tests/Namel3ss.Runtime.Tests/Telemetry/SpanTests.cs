using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Flow;
using Tags = Namel3ss.Namel3ssTelemetry.Tags;

namespace Namel3ss.Runtime.Tests.Telemetry;

/// <summary>Which spans a run has, and what they say.</summary>
[Collection(Watching.Name)]
public sealed class SpanTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_has_a_span_and_below_it_one_for_each_step(bool parallel)
    {
        using var spans = new SpanRecorder();
        var lab = new Lab();
        var running = FeedbackChain.RunCustomerFeedbackAnalysisAsync(
            new() { Analyze = (source, token) => lab.PoliteAsync(source, token) }, lab.Options(parallel));
        lab.Complete("twitter");
        lab.Complete("email");
        lab.Complete("reviews");
        Assert.True((await running).IsOk);

        Assert.Equal(("invoke_workflow customer_feedback_analysis", ActivityKind.Internal), (spans.Run.OperationName, spans.Run.Kind));
        Assert.Equal(
            [
                ("gen_ai.operation.name", "invoke_workflow"),
                ("gen_ai.agent.name", "customer_feedback_analysis"),
                ("namel3ss.chain.name", "customer_feedback_analysis"),
                ("namel3ss.chain.status", "ok"),
                ("namel3ss.chain.parallel", parallel),
            ],
            TagsOf(spans.Run));
        Assert.Equal(
            ["execute_step analyze_twitter", "execute_step analyze_email", "execute_step analyze_reviews", "execute_step aggregate_results"],
            spans.Steps.Select(span => span.OperationName));
        Assert.All(spans.Steps, span => Assert.Equal((spans.Run.SpanId, spans.Run.TraceId), (span.ParentSpanId, span.TraceId)));
        Assert.Equal(
            [
                ("namel3ss.chain.name", "customer_feedback_analysis"),
                ("namel3ss.step.name", "aggregate_results"),
                ("namel3ss.step.kind", "connector"),
                ("namel3ss.step.target", "aggregator"),
                ("namel3ss.step.status", "ok"),
                ("namel3ss.step.attempts", 1),
            ],
            TagsOf(spans.Step("aggregate_results")));
        Assert.All(spans.Started, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        Assert.Equal(spans.Run, spans.Ended[^1]);
        Assert.Equal(5, spans.Ended.Length);
    }

    [Fact]
    public async Task A_run_that_a_steps_own_timeout_ended_says_so()
    {
        using var spans = new SpanRecorder();
        var lab = new Lab();
        var info = LabChain.Info(1, step: _ => new StepInfo("a", "connector", "work") { Timeout = 5 });
        var running = LabChain.RunGroupAsync(info, (_, token) => lab.PoliteAsync("a", token), lab.Options());
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        await running;

        Assert.Equal(("timeout", "Step 'a' timed out."), (spans.Run.GetTagItem(Tags.ErrorType), spans.Run.StatusDescription));
        Assert.Equal("timeout", spans.Step("a").GetTagItem(Tags.ErrorType));
        Assert.Contains("Chain 'lab' failed: step 'a' threw System.TimeoutException", lab.Lines);
    }

    [Fact]
    public async Task The_source_has_the_name_and_the_version_of_the_runtime()
    {
        using var spans = new SpanRecorder();
        await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), new Lab().Options());

        Assert.Equal(("Namel3ss", typeof(Chain).Assembly.GetName().Version!.ToString(3)), (spans.Run.Source.Name, spans.Run.Source.Version));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_failure_marks_step_and_run_and_tells_nothing_of_the_message(bool parallel, bool atOnce)
    {
        using var spans = new SpanRecorder();
        var lab = new Lab();
        lab.Fail("a", new InvalidOperationException("the prompt was: secret"));
        await LabChain.RunGroupAsync(
            2, (_, token) => atOnce ? throw new InvalidOperationException("the prompt was: secret") : lab.PoliteAsync("a", token), lab.Options(parallel));

        Assert.Equal((ActivityStatusCode.Error, "The step threw System.InvalidOperationException."), (spans.Step("a").Status, spans.Step("a").StatusDescription));
        Assert.Equal("System.InvalidOperationException", spans.Step("a").GetTagItem(Tags.ErrorType));
        Assert.Equal("failed", spans.Step("a").GetTagItem(Tags.StepStatus));
        Assert.Equal((ActivityStatusCode.Error, "Step 'a' threw System.InvalidOperationException."), (spans.Run.Status, spans.Run.StatusDescription));
        Assert.Equal("System.InvalidOperationException", spans.Run.GetTagItem(Tags.ErrorType));
        Assert.Equal("error", spans.Run.GetTagItem(Tags.ChainStatus));
        Assert.All(spans.Started, span =>
        {
            Assert.Empty(span.Events);
            Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("secret", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_failure_outside_of_the_steps_marks_the_run()
    {
        using var spans = new SpanRecorder();
        await LabChain.RunAsync(LabChain.Info(1), (_, _) => throw new FormatException("secret"), new Lab().Options());

        Assert.Equal((ActivityStatusCode.Error, "The chain failed with System.FormatException."), (spans.Run.Status, spans.Run.StatusDescription));
        Assert.Empty(spans.Steps);
    }

    [Fact]
    public async Task A_tolerated_failure_marks_the_step_only()
    {
        using var spans = new SpanRecorder();
        var info = LabChain.Info(2, step: index => new(LabChain.Name(index), "connector", "work") { StopOnError = index > 0 });
        await LabChain.RunGroupAsync(info, (index, _) => index == 0 ? throw new FormatException() : Task.FromResult(1), new Lab().Options());

        Assert.Equal((ActivityStatusCode.Unset, "partial"), (spans.Run.Status, spans.Run.GetTagItem(Tags.ChainStatus)));
        Assert.Equal((ActivityStatusCode.Error, "System.FormatException"), (spans.Step("a").Status, spans.Step("a").GetTagItem(Tags.ErrorType)));
        Assert.Equal(ActivityStatusCode.Unset, spans.Step("b").Status);
    }

    [Fact]
    public async Task At_a_timeout_the_spans_of_abandoned_steps_have_ended_when_the_caller_has_the_result()
    {
        using var spans = new SpanRecorder();
        var lab = new Lab(limit: 2);
        var running = LabChain.RunGroupAsync(3, (index, _) => lab.StubbornAsync(LabChain.Name(index)), lab.Options() with { Timeout = TimeSpan.FromSeconds(5) });
        await lab.StartedAsync(2);
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        await running;

        Assert.Equal(["execute_step a", "execute_step b"], spans.Steps.Select(span => span.OperationName));
        Assert.All(spans.Steps, span => Assert.Equal((true, ActivityStatusCode.Unset, "cancelled"), (span.IsStopped, span.Status, span.GetTagItem(Tags.StepStatus))));
        Assert.Equal((true, ActivityStatusCode.Error, "timeout"), (spans.Run.IsStopped, spans.Run.Status, spans.Run.GetTagItem(Tags.ErrorType)));
        Assert.Equal("timeout", spans.Run.GetTagItem(Tags.ChainStatus));
        Assert.Equal(spans.Run, spans.Ended[^1]);

        lab.Complete("a");
        lab.Fail("b", new FormatException());
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Equal(3, spans.Ended.Length);
        Assert.All(spans.Steps, span => Assert.Equal((ActivityStatusCode.Unset, "cancelled"), (span.Status, span.GetTagItem(Tags.StepStatus))));
    }

    [Fact]
    public async Task A_run_that_its_caller_cancels_is_no_error()
    {
        using var spans = new SpanRecorder();
        using var source = new CancellationTokenSource();
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(1, (_, _) => lab.StubbornAsync("a"), lab.Options(), source.Token);
        await lab.StartedAsync();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal((true, ActivityStatusCode.Unset, "cancelled"), (spans.Run.IsStopped, spans.Run.Status, spans.Run.GetTagItem(Tags.ChainStatus)));
        Assert.Equal((true, "cancelled"), (spans.Step("a").IsStopped, spans.Step("a").GetTagItem(Tags.StepStatus)));
    }

    [Fact]
    public async Task A_run_that_never_starts_has_no_span()
    {
        using var spans = new SpanRecorder();
        var options = new Lab().Options();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), options, new CancellationToken(true)));
        await Assert.ThrowsAsync<ChainConfigurationException>(
            () => LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), options with { Timeout = TimeSpan.Zero }));

        Assert.Empty(spans.Started);
    }

    [Theory]
    [InlineData(null, 30.0)]
    [InlineData(1, null)]
    [InlineData(1, 30.0)]
    public async Task A_step_with_a_timeout_or_retries_has_one_span_and_all_its_attempts_run_in_it(int? retries, double? timeout)
    {
        using var spans = new SpanRecorder();
        using var durations = Watching.Collect<double>(Namel3ssTelemetry.Metrics.StepDuration);
        var info = FlowChain.Info(name => new StepInfo(name, "connector", "work")
        {
            Retry = retries is { } attempts ? new RetryInfo(attempts) : null,
            Timeout = timeout,
        });
        var failures = retries ?? 0;
        var inSpans = new List<string?>();

        var run = await FlowChain.RunAsync(info, async (chain, steps) => await chain.Run(steps.First, _ =>
        {
            inSpans.Add(Activity.Current?.OperationName);
            var again = new IOException();
            again.Data["Retry-After"] = TimeSpan.Zero;
            return failures-- > 0 ? throw again : Task.FromResult(1);
        }));

        Assert.True(run.IsOk, run.Error);
        Assert.Equal(Enumerable.Repeat("execute_step first", 1 + (retries ?? 0)), inSpans);
        var step = Assert.Single(spans.Steps);
        Assert.Equal(("ok", 1 + (retries ?? 0)), (step.GetTagItem(Tags.StepStatus), step.GetTagItem(Tags.StepAttempts)));
        Assert.Contains(step, spans.Ended);
        Assert.Single(durations.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task A_skipped_step_has_no_span()
    {
        using var spans = new SpanRecorder();
        await LabChain.RunAsync(
            LabChain.Info(2),
            async (chain, steps) =>
            {
                await chain.Skip(steps.Items[0]);
                await chain.Run(steps.Items[1], _ => Task.FromResult(1));
            },
            new Lab().Options());

        Assert.Equal("execute_step b", Assert.Single(spans.Steps).OperationName);
    }

    [Fact]
    public async Task Every_listener_hears_of_every_span()
    {
        using var first = new SpanRecorder();
        using var second = new SpanRecorder();
        await LabChain.RunGroupAsync(2, (_, _) => Task.FromResult(1), new Lab().Options());

        Assert.Equal(3, first.Ended.Length);
        Assert.Equal(first.Ended, second.Ended);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_listener_that_throws_disturbs_no_run(bool parallel)
    {
        using var spans = new SpanRecorder(onEvent: _ => throw new InvalidOperationException("listener"));
        var lab = new Lab();
        var running = LabChain.RunAsync(
            LabChain.Info(3),
            async (chain, steps) =>
            {
                var a = chain.Run(steps.Items[0], token => lab.PoliteAsync("a", token));
                var b = chain.RunOnPool(steps.Items[1], _ => 1);
                await a;
                await b;
                await chain.Run(steps.Items[2], _ => Task.FromResult(1));
            },
            lab.Options(parallel));
        lab.Complete("a");
        var run = await running.WaitAsync(Lab.Patience);

        Assert.Equal((ChainStatus.Ok, 0), (run.Status, lab.Limiter.InUse));
        Assert.Contains(lab.Log.GetSnapshot(), record =>
            (record.Id.Id, record.Level, record.Message) == (30, LogLevel.Warning, "A listener to the spans or metrics of chain 'lab' threw; the run goes on"));
    }

    [Fact]
    public async Task A_run_that_is_not_sampled_has_no_spans_and_leaves_that_of_its_caller_to_its_steps()
    {
        using var spans = new SpanRecorder(ActivitySamplingResult.None);
        using var caller = SpanRecorder.Own.StartActivity("caller");
        Activity? inside = null;
        await LabChain.RunGroupAsync(
            1,
            (_, _) =>
            {
                inside = Activity.Current;
                return Task.FromResult(1);
            },
            new Lab().Options());

        Assert.Empty(spans.Started);
        Assert.NotNull(inside);
        Assert.Same(caller, inside);
    }

    [Fact]
    public async Task Log_lines_of_a_run_belong_to_its_span()
    {
        using var spans = new SpanRecorder();
        var lab = new Lab();
        var current = new List<string?>();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(new SpanOfLine(current)));
        await LabChain.RunGroupAsync(2, (_, _) => Task.FromResult(1), lab.Options() with { LoggerFactory = logging });

        Assert.Equal([spans.Run.OperationName, spans.Run.OperationName], current);
    }

    private static IEnumerable<(string, object?)> TagsOf(Activity span) => span.TagObjects.Select(tag => (tag.Key, tag.Value));

    private sealed class SpanOfLine(List<string?> current) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            current.Add(Activity.Current?.OperationName);

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
