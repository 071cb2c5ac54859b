using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Models;

namespace Namel3ss.Runtime.Tests.Flow;

/// <summary>What can be read of a step's attempts afterwards, and what progress tells of them.</summary>
public sealed class AttemptTests
{
    private static readonly RetryInfo Twice = new(2) { Delay = 1, Backoff = RetryBackoff.Constant };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_attempt_can_be_read_with_its_reason_and_its_time(bool parallel)
    {
        var lab = new Lab();
        var calls = 0;
        var running = FlowChain.RunAsync(
            Info(Twice),
            async (chain, steps) => await chain.Run(
                steps.First,
                async Task<int> (token) =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(++calls), lab.Time, token);
                    return calls < 3 ? throw new InvalidOperationException($"no {calls}") : 7;
                }),
            lab.Options(parallel));
        await Lab.UntilAsync(() => lab.Time.Timers == 2);
        for (var timers = 2; !running.IsCompleted; timers++)
        {
            lab.Time.AdvanceToTimer();
            await Lab.UntilAsync(() => running.IsCompleted || lab.Time.Timers > timers);
        }

        var run = await running;
        Assert.Equal((ChainStatus.Ok, 3), (run.Status, run.Steps.First.Attempts));
        Assert.Null(run.Steps.First.Error);
        Assert.Equal(
            [(StepStatus.Failed, "no 1"), (StepStatus.Failed, "no 2"), (StepStatus.Ok, null)],
            run.Steps.First.AllAttempts.Select(attempt => (attempt.Status, attempt.Error)));
        Assert.Equal([1.0, 2.0, 3.0], run.Steps.First.AllAttempts.Select(attempt => attempt.Elapsed.TotalSeconds));
        Assert.All(run.Steps.First.AllAttempts, attempt => Assert.Null(attempt.Model ?? attempt.Usage as object));
        Assert.Contains(
            """
            "attempts":[{"status":"failed","error":"no 1","elapsed_ms":1000},{"status":"failed","error":"no 2","elapsed_ms":2000},{"status":"ok","elapsed_ms":3000}]
            """.Trim(),
            run.ToJson(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_was_tried_once_has_that_attempt_and_says_it_itself_in_json()
    {
        var run = await FlowChain.RunAsync(
            Info(Twice), async (chain, steps) => await chain.Run(steps.First, _ => Task.FromResult(7)), new Lab().Options());

        var attempt = Assert.Single(run.Steps.First.AllAttempts);
        Assert.Equal((StepStatus.Ok, null, run.Steps.First.Elapsed), (attempt.Status, attempt.Error, attempt.Elapsed));
        Assert.DoesNotContain("attempts", run.ToJson(), StringComparison.Ordinal);
        Assert.Empty(run.Steps.Last.AllAttempts);
        Assert.Equal("boom", Assert.Single(StepRun.Failed(new InvalidOperationException("boom")).AllAttempts).Error);
        Assert.Empty(StepRun.Skipped().AllAttempts);
    }

    [Fact]
    public async Task The_attempt_that_runs_when_the_chain_ends_is_one_of_them_and_the_reason_of_the_one_before_is_kept()
    {
        var lab = new Lab();
        var calls = 0;
        var running = FlowChain.RunAsync(
            Info(Twice),
            async (chain, steps) => await chain.Run(
                steps.First, _ => calls++ == 0 ? throw new InvalidOperationException("busy") : lab.StubbornAsync("second")),
            lab.Options());
        await Lab.UntilAsync(() => lab.Time.Timers == 2);
        lab.Time.AdvanceToTimer();
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(60));
        var run = await running;

        Assert.Equal((ChainStatus.Timeout, StepStatus.Cancelled, "busy"), (run.Status, run.Steps.First.Status, run.Steps.First.Error));
        Assert.Equal([StepStatus.Failed, StepStatus.Cancelled], run.Steps.First.AllAttempts.Select(attempt => attempt.Status));
        Assert.EndsWith("; an attempt of step 'first' had failed: busy", run.Error, StringComparison.Ordinal);
        lab.Complete("second");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Equal(2, run.Steps.First.AllAttempts.Count);
    }

    [Fact]
    public async Task The_attempts_of_a_step_that_calls_a_chain_have_that_chains_tokens()
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

        Assert.Equal([6L, 6, 6], run.Steps.Call.AllAttempts.Select(attempt => attempt.Usage!.TotalTokens));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Progress_tells_attempts_as_attempts_so_that_a_step_starts_once_and_ends_once(bool fails)
    {
        var lab = new Lab(limit: 1);
        var calls = 0;
        var items = new List<ChainEvent<FlowRun>>();
        var listening = ListenAsync();
        for (var timers = 1; timers < 3; timers++)
        {
            await Lab.UntilAsync(() => lab.Time.Timers > timers);
            if (timers == 2)
            {
                Assert.True(lab.Limiter.TryAcquire());
                lab.Time.AdvanceToTimer();
                await Lab.UntilAsync(() => lab.Limiter.Waiting == 1);
                lab.Limiter.Release();
            }
            else
            {
                lab.Time.AdvanceToTimer();
            }
        }

        await listening;
        var progress = items.SkipLast(1).Select(item => item.Progress!).ToList();
        Assert.Equal(
            [
                (StepStatus.Running, null, null),
                (StepStatus.Retrying, 1, "no 1"),
                (StepStatus.Retrying, 2, null),
                (StepStatus.Retrying, 2, "no 2"),
                (StepStatus.Waiting, 3, null),
                (StepStatus.Retrying, 3, null),
                (fails ? StepStatus.Failed : StepStatus.Ok, null, fails ? "no 3" : null),
            ],
            progress.Select(item => (item.Status, item.Attempt, item.Error)));
        Assert.Equal(1, progress.Count(item => item.Status == StepStatus.Running));
        Assert.Equal(1, progress.Count(item => item.HasEnded));
        Assert.Equal(["step", "attempt", "attempt", "attempt", "attempt", "attempt", "step", "run"], items.Select(item => item.Type));
        Assert.Equal(
            """{"type":"attempt","chain":"flow","step":"first","attempt":1,"status":"retrying","at_ms":0,"elapsed_ms":0,"error":"no 1"}""",
            items[1].ToJson());

        async Task ListenAsync()
        {
            await foreach (var item in ChainEvents.StreamAsync(
                (options, token) => FlowChain.RunAsync(
                    Info(Twice),
                    async (chain, steps) => await chain.Run(
                        steps.First, Task<int> (_) => ++calls < 3 || fails ? throw new InvalidOperationException($"no {calls}") : Task.FromResult(7)),
                    options,
                    token),
                lab.Options()))
            {
                items.Add(item);
            }
        }
    }

    private static ChainInfo Info(RetryInfo retry) =>
        FlowChain.Info(name => name == "first" ? new StepInfo(name, "connector", "work") { Retry = retry } : FlowChain.Step(name));
}
