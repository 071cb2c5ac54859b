using System.Diagnostics;
using Namel3ss.CompilerServices;

namespace Namel3ss.Benchmarks;

/// <summary>
/// Real steps against the real clock: how near a run comes to what mode and limit allow. The ideal is computed from what a delay really
/// takes on this machine, since timers are late by up to a tick.
/// </summary>
internal static class Limits
{
    public static async Task RunAsync()
    {
        // Once without counting: the first run compiles code and starts threads.
        await MeasureAsync(100, TimeSpan.FromMilliseconds(20), new ChainLimiter(100), parallel: true);

        Console.WriteLine("5 independent steps of 200 ms");
        Console.WriteLine("  mode, limit          time      ideal   time / ideal");
        var delay = await DelayAsync(TimeSpan.FromMilliseconds(200), 5);
        await PrintAsync("parallel, limit 5", 5, TimeSpan.FromMilliseconds(200), 5, true, 1, delay);
        await PrintAsync("parallel, limit 2", 5, TimeSpan.FromMilliseconds(200), 2, true, 3, delay);
        await PrintAsync("sequential", 5, TimeSpan.FromMilliseconds(200), 5, false, 5, delay);

        Console.WriteLine();
        Console.WriteLine("1000 steps of 20 ms");
        Console.WriteLine("  mode, limit          time      ideal   time / ideal");
        foreach (var limit in new[] { 10, 50, 100 })
        {
            // Measured anew each time, with as many delays at once: a busy machine is busy for both.
            delay = await DelayAsync(TimeSpan.FromMilliseconds(20), 50, limit);
            await PrintAsync($"parallel, limit {limit}", 1000, TimeSpan.FromMilliseconds(20), limit, true, 1000 / limit, delay);
        }
    }

    private static async Task PrintAsync(string name, int steps, TimeSpan time, int limit, bool parallel, int rounds, TimeSpan delay)
    {
        var limiter = new ChainLimiter(limit);
        var elapsed = await MeasureAsync(steps, time, limiter, parallel);
        var ideal = rounds * delay;
        Console.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"  {name,-18} {elapsed.TotalMilliseconds,6:0} ms  {ideal.TotalMilliseconds,6:0} ms   {elapsed / ideal,8:0.000}"));
    }

    /// <summary>What a delay takes by this clock, on average, with as many at once as the run will have.</summary>
    private static async Task<TimeSpan> DelayAsync(TimeSpan time, int rounds, int atOnce = 1)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            for (var i = 0; i < rounds; i++)
            {
                await Task.Delay(time).ConfigureAwait(false);
            }
        }));
        return Stopwatch.GetElapsedTime(start) / rounds;
    }

    private static async Task<TimeSpan> MeasureAsync(int count, TimeSpan time, ChainLimiter limiter, bool parallel)
    {
        var run = await ManyAsync(count, time, new ChainOptions { Limiter = limiter, EnableParallelSteps = parallel });
        return run.IsOk && limiter.InUse == 0 ? run.Elapsed : throw new InvalidOperationException($"{run.Error}, {limiter.InUse} permits in use");
    }

    private static async Task<ManyRun> ManyAsync(int count, TimeSpan time, ChainOptions options)
    {
        var info = new ChainInfo("many", null, [.. Enumerable.Range(0, count).Select(i => new StepInfo($"s{i}", "connector", "delay"))]);
        var steps = new ManySteps(info);
        var chain = Chain.Start(info, steps, options, CancellationToken.None);
        try
        {
            chain.Group(count);
            var calls = steps.Items.Select(step => chain.Run(step, token => Task.Delay(time, token))).ToArray();
            foreach (var call in calls)
            {
                await call;
            }
        }
        catch (Exception error)
        {
            chain.Stop(error);
        }

        return new ManyRun(chain.End(), steps);
    }

    private sealed class ManyRun(in ChainEnd end, ManySteps steps) : ChainRun<ManySteps>(end, steps);

    private sealed class ManySteps(ChainInfo info) : ChainSteps
    {
        public StepRun[] Items { get; } = [.. info.Steps.Select((_, index) => new StepRun(info, index))];

        protected override StepRun[] All() => Items;
    }
}
