using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Namel3ss.Runtime.Tests.Telemetry;

/// <summary>Listeners hear of every run of the process: tests that have one run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Watching
{
    public const string Name = "Watching";

    /// <summary>What a meter's instrument reports from here on.</summary>
    public static MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(null, Namel3ssTelemetry.MeterName, instrument);
}

/// <summary>Listens to the runs' spans and to those that tests start themselves, from <see cref="Own"/>.</summary>
internal sealed class SpanRecorder : IDisposable
{
    public static readonly ActivitySource Own = new("Namel3ss.Runtime.Tests");

    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _started = new();
    private readonly ConcurrentQueue<Activity> _ended = new();

    public SpanRecorder(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded, Action<Activity>? onEvent = null)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Namel3ssTelemetry.ActivitySourceName || source == Own,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Source == Own ? ActivitySamplingResult.AllDataAndRecorded : sampling,
            ActivityStarted = span => Hear(_started, span),
            ActivityStopped = span => Hear(_ended, span),
        };
        ActivitySource.AddActivityListener(_listener);

        void Hear(ConcurrentQueue<Activity> spans, Activity span)
        {
            if (span.Source != Own)
            {
                spans.Enqueue(span);
                onEvent?.Invoke(span);
            }
        }
    }

    /// <summary>The spans in the order in which they started.</summary>
    public Activity[] Started => [.. _started];

    /// <summary>The spans in the order in which they ended.</summary>
    public Activity[] Ended => [.. _ended];

    public Activity Run => Assert.Single(_started, span => span.OperationName.StartsWith(Namel3ssTelemetry.InvokeWorkflow, StringComparison.Ordinal));

    public Activity[] Steps => [.. _started.Where(span => span.OperationName.StartsWith(Namel3ssTelemetry.ExecuteStep, StringComparison.Ordinal))];

    public Activity Step(string name) => Assert.Single(_started, span => span.OperationName == $"execute_step {name}");

    public void Dispose() => _listener.Dispose();
}
