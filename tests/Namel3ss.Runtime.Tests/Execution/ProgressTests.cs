using System.Collections.Concurrent;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

public sealed class ProgressTests
{
    [Fact]
    public async Task Waiting_starting_and_ending_are_reported_with_their_times()
    {
        var lab = new Lab(limit: 1);
        var reports = new Reports();
        var running = LabChain.RunGroupAsync(
            2,
            async (index, token) =>
            {
                await lab.TakeAsync(LabChain.Name(index), TimeSpan.FromSeconds(2), token);
                return index == 0 ? 1 : throw new InvalidOperationException("boom");
            },
            lab.Options() with { Progress = reports });
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(2));
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(2));
        await running;
        await Lab.UntilAsync(() => reports.Count == 5);

        Assert.Equal(
            [
                new("lab", "a", StepStatus.Running, TimeSpan.Zero, TimeSpan.Zero, null),
                new("lab", "b", StepStatus.Waiting, TimeSpan.Zero, TimeSpan.Zero, null),
            ],
            reports.Take(2));
        Assert.Equal(
            [
                new("lab", "a", StepStatus.Ok, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), null),
                new("lab", "b", StepStatus.Failed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2), "boom"),
            ],
            reports.Where(report => report.HasEnded));
        Assert.Contains(new("lab", "b", StepStatus.Running, TimeSpan.FromSeconds(2), TimeSpan.Zero, null), reports);
    }

    [Fact]
    public async Task What_the_end_of_the_chain_does_to_a_step_is_reported()
    {
        var lab = new Lab(limit: 1);
        var reports = new Reports();
        var running = LabChain.RunGroupAsync(
            2, (index, _) => lab.StubbornAsync(LabChain.Name(index)), lab.Options() with { Progress = reports, Timeout = TimeSpan.FromSeconds(1) });
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        await running;
        lab.Complete("a");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);

        Assert.Equal(
            [("a", StepStatus.Running), ("b", StepStatus.Waiting), ("a", StepStatus.Cancelled), ("b", StepStatus.NotStarted)],
            reports.Select(report => (report.Step, report.Status)));
    }

    [Fact]
    public async Task A_skipped_step_is_reported()
    {
        var reports = new Reports();
        await LabChain.RunAsync(
            LabChain.Info(1),
            (chain, steps) =>
            {
                chain.Skip(steps.Items[0]);
                return Task.CompletedTask;
            },
            new Lab().Options() with { Progress = reports });

        Assert.Equal([("a", StepStatus.Skipped)], reports.Select(report => (report.Step, report.Status)));
    }

    [Fact]
    public async Task A_reporter_that_throws_does_not_disturb_the_run_and_is_logged()
    {
        var lab = new Lab();
        var run = await LabChain.RunGroupAsync(
            1, (_, _) => Task.FromResult(1), lab.Options() with { Progress = new Reports(_ => throw new InvalidOperationException()) });

        Assert.True(run.IsOk);
        Assert.Contains("The progress reporter of chain 'lab' threw; the run goes on", lab.Lines);
    }

    [Fact]
    public async Task A_reporter_that_blocks_holds_up_no_other_thread_of_the_run()
    {
        // A user interface may block in Report until its own thread is free; if that thread waited for the report in turn, all would stand still.
        using var release = new ManualResetEventSlim();
        var lab = new Lab();
        var running = LabChain.RunAsync(
            LabChain.Info(2),
            async (chain, steps) =>
            {
                var a = chain.RunOnPool(steps.Items[0], _ => 1);
                await lab.StartedAsync();
                var b = chain.Run(steps.Items[1], _ => Task.FromResult(2));
                release.Set();
                await a;
                await b;
            },
            lab.Options() with
            {
                Progress = new Reports(report =>
                {
                    if (report is { Step: "a", Status: StepStatus.Running })
                    {
                        _ = lab.StubbornAsync("report");
                        release.Wait();
                    }
                }),
            });

        Assert.True((await running.WaitAsync(Lab.Patience)).IsOk);
    }

    [Fact]
    public async Task Reports_come_in_order_and_never_two_at_once()
    {
        var inside = 0;
        var reports = new Reports(_ =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            Thread.SpinWait(50);
            Interlocked.Decrement(ref inside);
        });
        var run = await Task.Run(() => LabChain.RunGroupAsync(
            500,
            async (_, _) =>
            {
                await Task.Yield();
                return 1;
            },
            new ChainOptions { Progress = reports, EnableParallelSteps = true, Limiter = new ChainLimiter(3) }));
        await Lab.UntilAsync(() => reports.Count(report => report.HasEnded) == 500);

        Assert.True(run.IsOk);
        foreach (var step in reports.GroupBy(report => report.Step))
        {
            StepStatus[] expected = step.First().Status == StepStatus.Waiting
                ? [StepStatus.Waiting, StepStatus.Running, StepStatus.Ok]
                : [StepStatus.Running, StepStatus.Ok];
            Assert.Equal(expected, step.Select(report => report.Status));
        }
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
