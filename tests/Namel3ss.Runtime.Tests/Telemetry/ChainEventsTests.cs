using System.Collections.Concurrent;
using System.Text.Json;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Telemetry;

/// <summary>A run as a stream of its events.</summary>
public sealed class ChainEventsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_events_of_the_steps_come_in_order_and_then_the_run(bool parallel)
    {
        var lab = new Lab();
        lab.Complete("twitter");
        lab.Complete("email");
        lab.Complete("reviews");
        var lines = new List<string>();
        FeedbackChain.CustomerFeedbackAnalysisRun? run = null;
        await foreach (var item in ChainEvents.StreamAsync(
            (options, token) => FeedbackChain.RunCustomerFeedbackAnalysisAsync(new() { Analyze = lab.PoliteAsync }, options, token), lab.Options(parallel)))
        {
            Assert.Null(run);
            Assert.Equal("customer_feedback_analysis", item.Chain);
            Assert.Equal(item.Progress is null ? "run" : "step", item.Type);
            lines.Add($"{item.Progress?.Step} {item.Progress?.Status}");
            run = item.Run;
        }

        Assert.Equal(3, run?.Result?.TotalScore);
        Assert.Equal(" ", lines[^1]);
        foreach (var step in new[] { "analyze_twitter", "analyze_email", "analyze_reviews" })
        {
            Assert.Equal([$"{step} Running", $"{step} Ok"], lines.Where(line => line.StartsWith(step, StringComparison.Ordinal)));
        }

        Assert.Equal(["aggregate_results Running", "aggregate_results Ok"], lines[^3..^1]);
    }

    [Fact]
    public async Task A_chain_without_inputs_is_given_as_it_is()
    {
        var types = new List<string>();
        await foreach (ChainEvent<LabRun> item in ChainEvents.StreamAsync(RunLabAsync))
        {
            types.Add(item.Type);
        }

        Assert.Equal(["step", "step", "run"], types);

        static Task<LabRun> RunLabAsync(ChainOptions? options = null, CancellationToken cancellationToken = default) =>
            LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), (options ?? new()) with { Configuration = Lab.Configure() }, cancellationToken);
    }

    [Fact]
    public async Task An_event_comes_while_the_run_goes_on()
    {
        var lab = new Lab();
        await using var events = Stream(lab, 1).GetAsyncEnumerator();

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(("a", StepStatus.Running), (events.Current.Progress?.Step, events.Current.Progress?.Status));
        lab.Time.Advance(TimeSpan.FromSeconds(2));
        lab.Complete("a", 7);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal((StepStatus.Ok, TimeSpan.FromSeconds(2)), (events.Current.Progress?.Status, events.Current.Progress?.Elapsed));
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(7, events.Current.Run?.Result);
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task No_event_is_lost_and_none_comes_after_the_run()
    {
        // The events come from the threads of the pool: the run must not overtake the last of them.
        for (var round = 0; round < 100; round++)
        {
            var options = new ChainOptions { EnableParallelSteps = true, Limiter = new ChainLimiter(3), Configuration = Lab.Configure() };
            var events = await Task.Run(() => ToListAsync(ChainEvents.StreamAsync((options, token) => LabChain.RunGroupAsync(
                20,
                async (_, _) =>
                {
                    await Task.Yield();
                    return 1;
                },
                options,
                token), options)));

            Assert.True(events[^1].Run?.IsOk);
            Assert.Equal(20, events.Count(item => item.Progress is { Status: StepStatus.Ok }));
            Assert.Equal(20, events.Count(item => item.Progress is { Status: StepStatus.Running }));
            Assert.All(events.SkipLast(1), item => Assert.Null(item.Run));
        }
    }

    [Fact]
    public async Task A_reporter_that_blocks_holds_back_neither_the_events_nor_the_run()
    {
        using var release = new ManualResetEventSlim();
        var lab = new Lab();
        var reports = new Reports(report =>
        {
            _ = lab.StubbornAsync("report");
            release.Wait();
        });
        var streaming = ToListAsync(ChainEvents.StreamAsync(
            (options, token) => LabChain.RunAsync(
                LabChain.Info(1), async (chain, steps) => await chain.RunOnPool(steps.Items[0], _ => 1), options, token),
            lab.Options() with { Progress = reports }));
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(300));
        var events = await streaming.WaitAsync(Lab.Patience);
        release.Set();

        Assert.Equal([StepStatus.Running, StepStatus.Cancelled], events.SkipLast(1).Select(item => item.Progress?.Status));
        Assert.Equal(ChainStatus.Timeout, events[^1].Run?.Status);
    }

    [Fact]
    public async Task A_run_that_does_not_go_well_ends_the_stream_as_its_last_event()
    {
        var lab = new Lab();
        lab.Fail("a", new FormatException("bad"));
        var failed = await ToListAsync(Stream(lab, 1));
        Assert.Equal((StepStatus.Failed, "bad"), (failed[^2].Progress?.Status, failed[^2].Progress?.Error));
        Assert.Equal(ChainStatus.Error, failed[^1].Run?.Status);

        lab = new Lab();
        var streaming = ToListAsync(Stream(lab, 2));
        await lab.StartedAsync(2);
        lab.Time.Advance(TimeSpan.FromSeconds(300));
        var timedOut = await streaming;
        Assert.Equal([StepStatus.Running, StepStatus.Running, StepStatus.Cancelled, StepStatus.Cancelled], timedOut.SkipLast(1).Select(item => item.Progress?.Status));
        Assert.Equal(ChainStatus.Timeout, timedOut[^1].Run?.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_yields_what_has_happened_and_throws_with_the_callers_token(bool byEnumerator)
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var seen = new List<StepStatus?>();
        var stream = byEnumerator ? Stream(lab, 1).WithCancellation(source.Token) : Stream(lab, 1, source.Token).WithCancellation(default);
        var error = await Assert.ThrowsAsync<ChainCanceledException>(async () =>
        {
            await foreach (var item in stream)
            {
                seen.Add(item.Progress?.Status);
                await source.CancelAsync();
            }
        });

        Assert.Equal([StepStatus.Running, StepStatus.Cancelled], seen);
        Assert.Equal((source.Token, ChainStatus.Cancelled), (error.CancellationToken, error.Run.Status));
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Fact]
    public async Task Leaving_the_stream_cancels_the_run()
    {
        var lab = new Lab();
        await foreach (var item in Stream(lab, 1))
        {
            Assert.Equal(StepStatus.Running, item.Progress?.Status);
            break;
        }

        Assert.Contains(lab.Lines, line => line.StartsWith("Chain 'lab' was cancelled by its caller", StringComparison.Ordinal));
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Fact]
    public async Task A_wrong_setting_throws_before_any_event()
    {
        var lab = new Lab();
        var stream = ChainEvents.StreamAsync(
            (options, token) => LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), options, token), lab.Options() with { Timeout = TimeSpan.Zero });

        await Assert.ThrowsAsync<ChainConfigurationException>(() => ToListAsync(stream));
    }

    [Fact]
    public async Task Each_enumeration_is_a_run_of_its_own_that_starts_with_it()
    {
        var runs = 0;
        var stream = ChainEvents.StreamAsync((options, token) =>
        {
            runs++;
            return LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(runs), options, token);
        }, new Lab().Options());
        Assert.Equal(0, runs);

        Assert.Equal(1, (await ToListAsync(stream))[^1].Run?.Result);
        Assert.Equal(2, (await ToListAsync(stream))[^1].Run?.Result);
    }

    [Fact]
    public async Task The_callers_own_progress_is_told_as_ever()
    {
        var lab = new Lab();
        lab.Complete("a");
        lab.Complete("b");
        var reports = new Reports();
        var events = await ToListAsync(Stream(lab, 2, progress: reports));
        await Lab.UntilAsync(() => reports.Count == 4);

        Assert.Equal(events.SkipLast(1).Select(item => item.Progress), reports);
    }

    [Fact]
    public async Task A_mocked_run_is_its_only_event()
    {
        var faked = FeedbackChain.CustomerFeedbackAnalysisRun.Ok(new FeedbackSummary(1, Mood.Bad));

        Assert.Same(faked, Assert.Single(await ToListAsync(ChainEvents.StreamAsync((_, _) => Task.FromResult(faked)))).Run);
    }

    [Fact]
    public async Task Events_are_JSON_of_one_shape_whatever_the_options()
    {
        var lab = new Lab();
        var streaming = ToListAsync(Stream(lab, 1));
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromMilliseconds(812));
        lab.Fail("a", new FormatException("not\na number"));
        var events = await streaming;

        string[] expected =
        [
            """{"type":"step","chain":"lab","step":"a","status":"running","at_ms":0,"elapsed_ms":0,"error":null}""",
            """{"type":"step","chain":"lab","step":"a","status":"failed","at_ms":812,"elapsed_ms":812,"error":"not\na number"}""",
            $$"""{"type":"run","chain":"lab","run":{{events[^1].Run!.ToJson()}}}""",
        ];
        Assert.Equal(expected, events.Select(item => item.ToJson()));
        // Which characters are escaped is the writer's affair.
        Assert.All(events.Zip(expected), pair => Assert.True(Same(pair.Second, JsonSerializer.Serialize(pair.First))));
        Assert.All(events.Zip(expected), pair => Assert.True(Same(pair.Second, JsonSerializer.Serialize<ChainEvent>(pair.First, JsonSerializerOptions.Web))));

        static bool Same(string expected, string actual) => JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(actual));
    }

    private static IAsyncEnumerable<ChainEvent<LabRun>> Stream(
        Lab lab, int steps, CancellationToken cancellationToken = default, IProgress<ChainProgress>? progress = null) => ChainEvents.StreamAsync(
            (options, token) => LabChain.RunGroupAsync(steps, (index, stepToken) => lab.PoliteAsync(LabChain.Name(index), stepToken), options, token),
            lab.Options() with { Progress = progress },
            cancellationToken);

    private static async Task<List<ChainEvent<TRun>>> ToListAsync<TRun>(IAsyncEnumerable<ChainEvent<TRun>> stream)
        where TRun : ChainRun
    {
        var events = new List<ChainEvent<TRun>>();
        await foreach (var item in stream)
        {
            events.Add(item);
        }

        return events;
    }

    private sealed class Reports(Action<ChainProgress>? onReport = null) : ConcurrentQueue<ChainProgress>, IProgress<ChainProgress>
    {
        public void Report(ChainProgress value)
        {
            onReport?.Invoke(value);
            Enqueue(value);
        }
    }
}
