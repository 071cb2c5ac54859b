using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Models;

namespace Namel3ss.Runtime.Tests.Flow;

public sealed class SubChainTests
{
    private static readonly InvalidOperationException Boom = new("boom");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chain_calls_another_without_holding_a_permit_and_takes_its_value(bool parallel)
    {
        var lab = new Lab(limit: 1);
        var run = await CallAsync(lab.Options(parallel), (_, _) => Task.FromResult(7));

        Assert.Equal((ChainStatus.Ok, 7, 7), (run.Status, run.Steps.Call.Result, run.Steps.Call.Run?.Result));
        Assert.Equal(0, lab.Limiter.InUse);
        Assert.Contains(
            """
            {"name":"call","kind":"chain","target":"lab","status":"ok","result":7,"elapsed_ms":0,"steps":[{"name":"a","kind":"connector","target":"work","status":"ok","result":7,"elapsed_ms":0}]}
            """.Trim(),
            run.ToJson(),
            StringComparison.Ordinal);
        Assert.Contains(System.Text.Json.JsonSerializer.Serialize(run.Steps.Call), run.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_error_is_a_failed_step(bool parallel)
    {
        var run = await CallAsync(new Lab().Options(parallel), (_, _) => throw Boom);

        Assert.Equal("Step 'call' failed: Step 'a' failed: boom", run.Error);
        Assert.Equal((StepStatus.Failed, ChainStatus.Error), (run.Steps.Call.Status, run.Steps.Call.Run?.Status));
        Assert.Same(Boom, Assert.IsType<ChainFailedException>(run.Exception).InnerException);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_own_timeout_is_a_step_that_timed_out(bool parallel)
    {
        var lab = new Lab();
        var running = CallAsync(lab.Options(parallel), (_, _) => lab.StubbornAsync("a"), timeout: 5);
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        var run = await running;

        Assert.Equal("Step 'call' timed out: Chain 'lab' execution timed out after 5 seconds", run.Error);
        Assert.Equal((ChainStatus.Error, StepStatus.TimedOut), (run.Status, run.Steps.Call.Status));
        lab.Complete("a");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(60)]
    [InlineData(500)]
    public async Task The_callers_deadline_holds_for_it_too(int? timeout)
    {
        var lab = new Lab();
        var running = CallAsync(lab.Options(), (_, token) => lab.PoliteAsync("a", token), timeout);
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(60));
        var run = await running;

        Assert.Equal("Chain 'caller' execution timed out after 60 seconds", run.Error);
        Assert.Equal(StepStatus.Cancelled, run.Steps.Call.Status);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Fact]
    public async Task Only_partly_done_it_makes_its_caller_so()
    {
        var run = await PartlyDoneAsync();

        Assert.Equal((ChainStatus.Partial, StepStatus.Ok, 3), (run.Status, run.Steps.Call.Status, run.Steps.Call.Result));
    }

    [Fact]
    public async Task A_caller_that_is_only_partly_done_says_which_step_failed_and_where()
    {
        var run = await PartlyDoneAsync();

        var error = Assert.Throws<ChainFailedException>(() => run.EnsureOk());
        Assert.Equal("Chain 'caller' is only partly done: in step 'call', chain 'lab' is only partly done: step 'a' failed: boom", error.Message);
        Assert.Same(Boom, error.InnerException);
        Assert.Equal(3, run.EnsureOk(allowPartial: true));
    }

    [Fact]
    public async Task The_tokens_of_all_its_attempts_count()
    {
        var lab = new Lab();
        var client = new FakeClient((call, _, _) => Task.FromResult(call < 3 ? "nonsense" : "7"));
        var info = LabChain.Info(1, step: _ => new StepInfo("a", "llm", "gpt") { Llm = new LlmInfo("gpt") });
        var running = CallerChain.RunAsync(
            (options, token) => LabChain.RunAsync(
                info,
                async (chain, steps) => await chain.Run(steps.Items[0], stepToken => chain.Llm(steps.Items[0]).Prompt("Hi").CallAsync<int>(stepToken)),
                options,
                token),
            lab.Options(client),
            retry: new RetryInfo(2));
        await lab.Time.RunAsync(running);
        var run = await running;

        Assert.Equal((ChainStatus.Ok, 3, 7), (run.Status, run.Steps.Call.Attempts, run.Steps.Call.Result));
        Assert.Equal(new TokenUsage(9, 6, 18), run.Usage);
        Assert.Equal(new TokenUsage(9, 6, 18), run.Steps.Call.Usage);
        Assert.Equal(new TokenUsage(3, 2, 6), run.Steps.Call.Run?.Usage);
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    public async Task What_it_had_done_when_its_caller_was_stopped_is_in_its_run(bool parallel, bool cancels, bool persists)
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var running = CallerChain.RunAsync(
            (options, token) => LabChain.RunSequenceAsync(
                2, (index, stepToken) => index == 0 ? Task.FromResult(7) : lab.PoliteAsync("b", stepToken), options, token),
            lab.Options(parallel) with { Timeout = TimeSpan.FromSeconds(60) },
            source.Token,
            persists ? new RetryInfo(1) : null);
        await lab.StartedAsync();
        CallerRun run;
        if (cancels)
        {
            await source.CancelAsync();
            run = (CallerRun)(await Assert.ThrowsAsync<ChainCanceledException>(() => running)).Run;
        }
        else
        {
            lab.Time.Advance(TimeSpan.FromSeconds(60));
            run = await running;
        }

        Assert.Equal(StepStatus.Cancelled, run.Steps.Call.Status);
        Assert.Equal(ChainStatus.Cancelled, run.Steps.Call.Run?.Status);
        Assert.Equal([StepStatus.Ok, StepStatus.Cancelled], run.Steps.Call.Run!.Statuses);
        Assert.Contains("""
            "steps":[{"name":"a","kind":"connector","target":"work","status":"ok","result":7,
            """.Trim(), run.ToJson(), StringComparison.Ordinal);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Fact]
    public async Task A_pause_in_it_that_its_callers_end_cuts_short_is_told_by_both()
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var info = LabChain.Info(1, step: _ => new StepInfo("a", "connector", "work") { Retry = new RetryInfo(3) { Delay = 20 } });
        var running = CallerChain.RunAsync(
            (options, token) => LabChain.RunAsync(
                info, async (chain, steps) => await chain.Run(steps.Items[0], _ => Task.FromException<int>(Boom)), options, token),
            lab.Options(),
            source.Token);
        await Lab.UntilAsync(() => lab.Time.Timers == 2);
        await source.CancelAsync();

        var error = await Assert.ThrowsAsync<ChainCanceledException>(() => running);
        Assert.Equal("Chain 'caller' was cancelled by its caller while step 'a' ran; an attempt of step 'a' had failed: boom", error.Message);
        Assert.Equal("Chain 'lab' was cancelled by its caller while step 'a' ran; an attempt of step 'a' had failed: boom", ((CallerRun)error.Run).Steps.Call.Run?.Error);
    }

    [Fact]
    public async Task A_call_that_timed_out_ends_though_its_caller_has_ended_before_it()
    {
        var lab = new Lab();
        var called = new TaskCompletionSource<Task<LabRun>>();
        var info = new ChainInfo("caller", 600, new StepInfo("call", "chain", "lab") { Timeout = 5, StopOnError = false });
        var running = CallerChain.RunAsync(
            (options, token) =>
            {
                var run = LabChain.RunSequenceAsync(1, (_, stepToken) => lab.PoliteAsync("a", stepToken), options, token);
                called.SetResult(run);
                return run;
            },
            lab.Options(),
            info: info);
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((ChainStatus.Partial, StepStatus.TimedOut), ((await running).Status, (await running).Steps.Call.Status));
        await Assert.ThrowsAsync<ChainCanceledException>(async () => await (await called.Task).WaitAsync(Lab.Patience));
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Fact]
    public async Task It_inherits_clock_limiter_mode_json_log_and_progress()
    {
        var lab = new Lab();
        var progress = new List<string>();
        var given = lab.Options(parallel: true) with { Progress = new Reporter(progress), JsonSerializerOptions = new(), Timeout = TimeSpan.FromSeconds(9) };
        ChainOptions? inherited = null;
        await CallerChain.RunAsync(
            (options, token) =>
            {
                inherited = options;
                return LabChain.RunSequenceAsync(1, (_, _) => Task.FromResult(1), options, token);
            },
            given);

        Assert.Equal(
            given with { Timeout = null, Caller = inherited!.Caller },
            inherited);
        Assert.Equal(["call Running", "a Running", "a Ok", "call Ok"], progress);
        Assert.Contains("Chain 'lab' completed in 0ms", lab.Lines);
    }

    [Theory]
    [InlineData(63, ChainStatus.Ok)]
    [InlineData(64, ChainStatus.Error)]
    public async Task Chains_that_call_each_other_go_no_deeper_than_64(int calls, ChainStatus status)
    {
        var run = await DeepAsync(calls, new Lab().Options(), default);

        Assert.Equal(status, run.Status);
        Assert.Equal(status != ChainStatus.Ok, run.Error?.Contains("Chain 'caller' is 64 calls deep", StringComparison.Ordinal) == true);

        static async Task<CallerRun> DeepAsync(int left, ChainOptions? options, CancellationToken token) => await CallerChain.RunAsync(
            async (inner, innerToken) => left > 1
                ? await FromAsync(DeepAsync(left - 1, inner, innerToken), inner, innerToken)
                : await LabChain.RunSequenceAsync(1, (_, _) => Task.FromResult(1), inner, innerToken),
            options,
            token);

        static async Task<LabRun> FromAsync(Task<CallerRun> running, ChainOptions? options, CancellationToken token)
        {
            var run = await running;
            return await LabChain.RunSequenceAsync(
                1, (_, _) => run.IsOk ? Task.FromResult(1) : throw new InvalidOperationException(run.Error), options! with { Caller = null }, token);
        }
    }

    private static Task<CallerRun> CallAsync(ChainOptions options, Func<int, CancellationToken, Task<int>> call, double? timeout = null) =>
        CallerChain.RunAsync(
            (inner, token) => LabChain.RunAsync(
                LabChain.Info(1, timeout), async (chain, steps) => await chain.Run(steps.Items[0], stepToken => call(0, stepToken)), inner, token),
            options);

    /// <summary>A caller of a chain that tolerates the failure of its first step.</summary>
    private static Task<CallerRun> PartlyDoneAsync() => CallerChain.RunAsync(
        (options, token) => LabChain.RunAsync(
            LabChain.Info(2, step: index => new StepInfo(LabChain.Name(index), "connector", "work") { StopOnError = false }),
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], _ => Task.FromException<int>(Boom));
                await chain.Run(steps.Items[1], _ => Task.FromResult(3));
            },
            options,
            token),
        new Lab().Options());

    private sealed class Reporter(List<string> lines) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => lines.Add($"{value.Step} {value.Status}");
    }
}

internal static class CallerChain
{
    private static readonly ChainInfo Info = new("caller", 60, new StepInfo("call", "chain", "lab"));

    public static async Task<CallerRun> RunAsync(
        Func<ChainOptions?, CancellationToken, Task<LabRun>> call,
        ChainOptions? options = null,
        CancellationToken cancellationToken = default,
        RetryInfo? retry = null,
        ChainInfo? info = null)
    {
        info ??= retry is null ? Info : new ChainInfo("caller", 24 * 3600, new StepInfo("call", "chain", "lab") { Retry = retry });
        var steps = new CallerSteps(info);
        var chain = Chain.Start(info, steps, options, cancellationToken);
        try
        {
            await chain.RunChain(steps.Call, call, run => run.Steps.Items[^1].Result);
        }
        catch (Exception error)
        {
            chain.Stop(error);
        }

        return new CallerRun(chain.End(), steps);
    }
}

internal sealed class CallerRun(in ChainEnd end, CallerSteps steps) : ChainRun<CallerSteps, int, int?>(end, steps, steps.Call)
{
    protected override int ReadResult() => Steps.Call.Value();
}

internal sealed class CallerSteps(ChainInfo info) : ChainSteps
{
    public SubChainRun<LabRun, int?> Call { get; } = new(info, 0);

    protected override StepRun[] All() => [Call];
}
