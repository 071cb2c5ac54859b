using System.Diagnostics.Metrics;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Telemetry;

/// <summary>A run that nobody watches pays nothing for it.</summary>
[Collection(Watching.Name)]
public sealed class UnwatchedTests
{
    private const int Runs = 200;
    private static readonly Task<int> One = Task.FromResult(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Not_a_byte_is_allocated_when_nobody_listens(bool parallel)
    {
        var options = new ChainOptions { EnableParallelSteps = parallel, Limiter = new ChainLimiter(50), Configuration = Lab.Configure() };
        var before = Bytes(options);
        long withSpans;
        using (new SpanRecorder())
        {
            withSpans = Bytes(options);
        }

        var between = Bytes(options);
        long withMetrics;
        using (var listener = new MeterListener())
        {
            listener.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            listener.Start();
            withMetrics = Bytes(options);
        }

        var after = Bytes(options);

        Assert.Equal((before, before), (between, after));
        Assert.True(withSpans > before, $"{withSpans} bytes with spans, {before} without");
        Assert.True(withMetrics > before, $"{withMetrics} bytes with metrics, {before} without");
    }

    [Fact]
    public async Task The_clock_is_read_once_for_the_start_and_once_for_each_steps_end()
    {
        var clock = new CountingClock();
        await RunAsync(new ChainOptions { TimeProvider = clock, Limiter = new ChainLimiter(50), Configuration = Lab.Configure() });

        Assert.Equal(5, clock.Readings);
    }

    /// <summary>The bytes of some runs that end on this thread; the least of some rounds, as the runtime's own work may fall into one.</summary>
    private static long Bytes(ChainOptions options) => Enumerable.Range(0, 10).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Runs; i++)
        {
            Assert.True(RunAsync(options).IsCompletedSuccessfully);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    private static Task<LabRun> RunAsync(ChainOptions options) => LabChain.RunSequenceAsync(4, (_, _) => One, options);

    private sealed class CountingClock : TimeProvider
    {
        public int Readings { get; private set; }

        public override long GetTimestamp()
        {
            Readings++;
            return base.GetTimestamp();
        }
    }
}
