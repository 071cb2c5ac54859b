using System.Diagnostics;
using System.Diagnostics.Metrics;
using Metrics = Namel3ss.Namel3ssTelemetry.Metrics;

namespace Namel3ss;

/// <summary>What <see cref="Namel3ssTelemetry"/> names.</summary>
internal static class Instruments
{
    // Calls of models take from parts of a second to minutes; OpenTelemetry's default bounds are made for milliseconds.
    private static readonly double[] SecondsBounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300];
    private static readonly double[] SpeedUpBounds = [0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10, 20, 50];

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter Meter = new(Namel3ssTelemetry.MeterName, Version);

    public static readonly ActivitySource Source = new(Namel3ssTelemetry.ActivitySourceName, Version);

    public static readonly Counter<long> Runs = Meter.CreateCounter<long>(
        Metrics.Runs, "{run}", "Runs of chains that have ended.");

    public static readonly Counter<long> Timeouts = Meter.CreateCounter<long>(
        Metrics.Timeouts, "{run}", "Runs of chains that ran out of time.");

    public static readonly Histogram<double> ChainDuration = Histogram(
        Metrics.ChainDuration, "s", "How long runs of chains took.", SecondsBounds);

    public static readonly Histogram<double> SpeedUp = Histogram(
        Metrics.SpeedUp, "1", "The sum of a run's step times divided by its elapsed time.", SpeedUpBounds);

    public static readonly Histogram<double> StepDuration = Histogram(
        Metrics.StepDuration, "s", "How long steps ran, waiting for permits not included.", SecondsBounds);

    public static readonly Counter<long> Fallbacks = Meter.CreateCounter<long>(
        Metrics.Fallbacks, "{fallback}", "Times that a step went on to another chat model because one had failed.");

    public static readonly Histogram<double> PermitWaitTime = Histogram(
        Metrics.PermitWaitTime, "s", "How long calls waited for a permit.", SecondsBounds);

    static Instruments()
    {
        Observe(Metrics.PermitsInUse, "{permit}", "Permits of the process-wide limiter that are taken.", limiter => limiter.InUse);
        Observe(Metrics.PermitsAwaited, "{call}", "Calls that wait for a permit of the process-wide limiter.", limiter => limiter.Waiting);
        Observe(Metrics.PermitLimit, "{permit}", "Permits that the process-wide limiter has.", limiter => limiter.MaxConcurrentCalls);
    }

    /// <summary>Whether anybody listens to what a run reports.</summary>
    public static bool AreWatched =>
        Source.HasListeners() || Runs.Enabled || Timeouts.Enabled || ChainDuration.Enabled || SpeedUp.Enabled || StepDuration.Enabled
        || Fallbacks.Enabled || PermitWaitTime.Enabled;

    /// <summary>What an observable instrument reports of a process: nothing before its first run, since asking must not read its settings.</summary>
    public static IEnumerable<Measurement<int>> Measure(RuntimeConfiguration process, Func<ChainLimiter, int> value) =>
        process.StartedLimiter is { } limiter ? [new Measurement<int>(value(limiter))] : [];

    // Sums over all processes are of interest, so these are up-down counters and not gauges.
    private static void Observe(string name, string unit, string description, Func<ChainLimiter, int> value) =>
        Meter.CreateObservableUpDownCounter(name, () => Measure(RuntimeConfiguration.Process, value), unit, description);

    private static Histogram<double> Histogram(string name, string unit, string description, double[] bounds)
    {
#if NET9_0_OR_GREATER
        return Meter.CreateHistogram(name, unit, description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
#else
        // Before .NET 9 an instrument cannot say which bounds suit it: there the application sets them.
        _ = bounds;
        return Meter.CreateHistogram<double>(name, unit, description);
#endif
    }
}
