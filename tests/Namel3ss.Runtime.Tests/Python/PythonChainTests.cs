using System.Text.Json;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Python;

public class PythonChainTests
{
    private static readonly ChainInfo Info = LabChain.Info(1, 60, _ => new StepInfo("calculate", "python", "sample.f"));

    private static Task<LabRun> RunAsync(Lab lab, PythonBox box, ChainInfo? info = null) =>
        LabChain.RunAsync(
            info ?? Info,
            async (chain, steps) => await chain.Run(
                steps.Items[0],
                token => chain.Python(Path.Combine(box.Folder, "sample.py"), "f", steps.Items[0]).Option("x", "20").CallAsync<int>(token)),
            lab.Options());

    private static Lab NewLab() => new(1, ("NAMEL3SS_PYTHON", TestPython.Executable));

    [PythonFact]
    public async Task A_python_step_gives_its_chain_a_value()
    {
        using var box = new PythonBox("def f(x): return x + 1\n");

        var run = await RunAsync(NewLab(), box);

        Assert.Equal(21, run.EnsureOk());
    }

    [PythonFact]
    public async Task A_python_exception_is_a_failed_step_with_the_traceback()
    {
        using var box = new PythonBox("def f(x):\n    raise ValueError('boom')\n");

        var run = await RunAsync(NewLab(), box);

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.IsType<PythonException>(run.Exception);
        Assert.StartsWith("Step 'calculate' failed: ValueError: boom\nTraceback (most recent call last):\n", run.Error, StringComparison.Ordinal);
        var json = JsonDocument.Parse(run.ToJson()).RootElement.GetProperty("steps")[0].GetProperty("error").GetString();
        Assert.Contains($"File \"{Path.Combine(box.Folder, "sample.py")}\", line 2, in f", json, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task A_function_that_does_not_fit_its_call_is_not_tried_again()
    {
        using var box = new PythonBox("def f(other): return 1\n");
        var info = LabChain.Info(1, 60, _ => new StepInfo("calculate", "python", "sample.f") { Retry = new RetryInfo(3) });

        var run = await RunAsync(NewLab(), box, info);

        Assert.Equal((ChainStatus.Error, 1), (run.Status, run.Steps.Items[0].Attempts));
        Assert.Contains("f(other)", run.Error, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task A_timeout_ends_the_worker_and_gives_the_permit_back()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($"def f(x):\n    {beacon.Code}\n    while True: pass\n");
        var lab = NewLab();

        var running = RunAsync(lab, box);
        var process = await beacon.ReachedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(60));
        var run = await running;

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Equal([StepStatus.Cancelled], run.Statuses);
        await Beacon.EndedAsync(process);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        box.Write("sample.py", "def f(x): return x\n");
        Assert.Equal(20, (await RunAsync(lab, box)).EnsureOk());
    }
}
