using BenchmarkDotNet.Running;
using Namel3ss.Benchmarks;

// "limits" shows how near runs come to the ideal of mode and limit; everything else goes to BenchmarkDotNet.
if (args is ["limits"])
{
    await Limits.RunAsync();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(ChainBenchmarks).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args);
}
