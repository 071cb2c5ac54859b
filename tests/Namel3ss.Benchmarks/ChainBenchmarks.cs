using BenchmarkDotNet.Attributes;

namespace Namel3ss.Benchmarks;

/// <summary>What a run costs beyond the calls themselves: steps that end at once, and steps that yield.</summary>
[MemoryDiagnoser]
public class ChainBenchmarks
{
    private static readonly ChainOptions Parallel = new() { EnableParallelSteps = true };
    private static readonly ChainOptions OneByOne = new() { EnableParallelSteps = false };

    /// <summary>Whether the steps yield before they end.</summary>
    [Params(false, true)]
    public bool Yields { get; set; }

    [GlobalSetup]
    public void SetUp() => Connectors.Yield = Yields;

    [Benchmark(Baseline = true)]
    public Task<string> HandWritten() => HandWrittenChain.RunAsync();

    [Benchmark]
    public Task<int> Generated() => RunAsync(Parallel);

    [Benchmark]
    public Task<int> GeneratedOneByOne() => RunAsync(OneByOne);

    private async Task<int> RunAsync(ChainOptions options) => (await GeneratedChain.RunAsync(options)).IsOk ? 1 : throw new InvalidOperationException();
}
