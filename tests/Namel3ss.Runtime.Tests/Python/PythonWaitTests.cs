using System.Collections.Concurrent;
using Namel3ss.CompilerServices;
using Namel3ss.Python;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Python;

/// <summary>A step that waits for a worker waits: it does not run, holds no permit, and its time has not begun. All share the one worker of a pool.</summary>
public sealed class PythonWaitTests : IDisposable
{
    private static readonly byte[] GoOn = new byte[1];

    private readonly Beacon _beacon = new();
    private readonly PythonBox _box;

    public PythonWaitTests() => _box = new PythonBox($"def f():\n    {_beacon.Code}\n    beacon.recv(1)\n    return 1\ndef g(): return 2\n");

    public void Dispose()
    {
        _box.Dispose();
        _beacon.Dispose();
    }

    private static ChainLimiter Workers => PythonWorkerPool.For(TestPython.Executable, 1).Limit;

    private static Lab NewLab(int limit) => new(limit, ("NAMEL3SS_PYTHON", TestPython.Executable), ("NAMEL3SS_PYTHON_WORKERS", "1"));

    private static StepInfo Step(int index) => new(LabChain.Name(index), "python", "sample.f") { Timeout = 10 };

    private Task<LabRun> RunAsync(ChainInfo info, ChainOptions options, string function = "f", CancellationToken token = default) => LabChain.RunAsync(
        info,
        async (chain, steps) =>
        {
            var calls = steps.Items
                .Select(step => chain.Run(step, token => chain.Python(Path.Combine(_box.Folder, "sample.py"), function, step).CallAsync<int>(token))).ToArray();
            foreach (var call in calls)
            {
                await call;
            }
        },
        options,
        token);

    [PythonTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_timeout_does_not_count_and_no_permit_is_taken(bool parallel)
    {
        var lab = NewLab(limit: 2);
        var reports = new ConcurrentQueue<(string?, StepStatus?)>();
        var options = lab.Options(parallel) with { Progress = new Reporter(report => reports.Enqueue((report.Step, report.Status))) };

        var running = RunAsync(LabChain.Info(3, 60, Step), options);
        for (var i = 0; i < 3; i++)
        {
            using var process = await _beacon.ReachedAsync();
            Assert.Equal((1, parallel ? 2 - i : 0), (lab.Limiter.InUse, Workers.Waiting));
            lab.Time.Advance(TimeSpan.FromSeconds(8));
            await process.GetStream().WriteAsync(GoOn);
        }

        var run = await running;
        Assert.Equal([StepStatus.Ok, StepStatus.Ok, StepStatus.Ok], run.Statuses);
        Assert.Equal((0, 0, 0), (lab.Limiter.InUse, Workers.InUse, Workers.Waiting));
        Assert.Equal(parallel ? 2 : 0, reports.Count(report => report.Item2 == StepStatus.Waiting));
        Assert.All(run.Steps.Items, step => Assert.Equal(8, step.Elapsed.TotalSeconds));
    }

    [PythonFact]
    public async Task Other_steps_have_their_permits_meanwhile()
    {
        var lab = NewLab(limit: 2);
        var running = RunAsync(LabChain.Info(5, 60, Step), lab.Options());
        var processes = new List<System.Net.Sockets.TcpClient> { await _beacon.ReachedAsync() };

        Assert.Equal(ChainStatus.Ok, (await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), lab.Options())).Status);

        await processes[0].GetStream().WriteAsync(GoOn);
        for (var i = 1; i < 5; i++)
        {
            processes.Add(await _beacon.ReachedAsync());
            await processes[i].GetStream().WriteAsync(GoOn);
        }

        Assert.Equal(ChainStatus.Ok, (await running).Status);
    }

    [PythonFact]
    public async Task A_long_wait_names_the_setting_to_raise()
    {
        var lab = NewLab(limit: 50);
        var running = RunAsync(LabChain.Info(2, 60, index => new StepInfo(LabChain.Name(index), "python", "sample.f")), lab.Options());
        using var first = await _beacon.ReachedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(30));
        await first.GetStream().WriteAsync(GoOn);
        using var second = await _beacon.ReachedAsync();
        await second.GetStream().WriteAsync(GoOn);
        await running;

        Assert.Contains(
            "Step 'b' of chain 'lab' has waited 30 seconds for one of 1 Python workers. Raise NAMEL3SS_PYTHON_WORKERS if the machine has room for more.",
            lab.Lines);
    }

    [PythonFact]
    public async Task A_run_that_ends_waits_no_longer()
    {
        var lab = NewLab(limit: 2);
        using var cancel = new CancellationTokenSource();
        var running = RunAsync(LabChain.Info(1, 60, Step), lab.Options());
        using var process = await _beacon.ReachedAsync();
        var waiting = RunAsync(LabChain.Info(1, 60, Step), lab.Options(), token: cancel.Token);
        Assert.Equal(1, Workers.Waiting);

        await cancel.CancelAsync();

        await Assert.ThrowsAsync<ChainCanceledException>(() => waiting);
        Assert.Equal((1, 0), (Workers.InUse, Workers.Waiting));
        await process.GetStream().WriteAsync(GoOn);
        Assert.Equal(ChainStatus.Ok, (await running).Status);
    }

    /// <summary>One step has its turn at the worker and waits for the permit of a call that runs a chain with another such step.</summary>
    [PythonFact]
    public async Task A_chain_within_a_call_waits_for_nobody_that_waits_for_it()
    {
        var lab = NewLab(limit: 1);
        var options = lab.Options();
        var outer = LabChain.RunGroupAsync(
            1,
            async (_, token) =>
            {
                await lab.StubbornAsync("outer");
                return (await RunAsync(LabChain.Info(1, 60, Step), options, "g", token)).EnsureOk();
            },
            options);
        await lab.StartedAsync();
        var other = RunAsync(LabChain.Info(1, 60, Step), options, "g");
        Assert.Equal((1, 1), (Workers.InUse, lab.Limiter.Waiting));

        lab.Complete("outer");

        Assert.Equal(2, (await outer.WaitAsync(Lab.Patience)).EnsureOk());
        Assert.Equal(2, (await other.WaitAsync(Lab.Patience)).EnsureOk());
        Assert.Equal((0, 0), (Workers.InUse, lab.Limiter.InUse));
    }

    private sealed class Reporter(Action<ChainProgress> report) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => report(value);
    }
}
