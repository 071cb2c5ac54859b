using Case;
Namel3ssRuntime.Configure(options => options.PythonWorkers = 4);
var limiter = new ChainLimiter(20);
var options = new ChainOptions { EnableParallelSteps = true, Limiter = limiter };
File.Delete("started.txt");
var naps = Chains.RunNapsAsync([.. Enumerable.Range(1, 20)], options);
await Task.Delay(300);
Console.WriteLine($"permits in use: {limiter.InUse} of 20");
var quick = Chains.RunQuickAsync(options);
Console.WriteLine($"a connector that calls nothing waits for a permit: {limiter.Waiting > 0}, {(await quick).Status}, before the naps: {!naps.IsCompleted}");
var run = await naps;
Console.WriteLine($"timed out: {run.Steps.A.Count(step => step.Status == StepStatus.TimedOut)}; functions that began: {File.ReadAllLines("started.txt").Length}");

namespace Case
{
    public static class C
    {
        [Connector("quick")]
        public static Task<string> Quick() => Task.FromResult("q");
    }
}
