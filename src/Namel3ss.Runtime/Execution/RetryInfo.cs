using System.ComponentModel;
using Polly;
using Polly.Retry;

namespace Namel3ss.CompilerServices;

/// <summary>How the pauses between attempts grow.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RetryBackoff
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>By the first pause each time.</summary>
    Linear,

    /// <summary>To twice as much each time.</summary>
    Exponential,
}

/// <summary>How often and when a step is tried again, one object per step.</summary>
/// <param name="attempts">How many further attempts it has, at least 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RetryInfo(int attempts)
{
    private Tuple<TimeProvider, ResiliencePipeline<AttemptEnd>>? _pipeline;

    /// <summary>How many further attempts there are.</summary>
    public int Attempts { get; } = attempts;

    /// <summary>The first pause in seconds, before jitter.</summary>
    public double Delay { get; init; } = 1;

    /// <summary>How the pauses grow.</summary>
    public RetryBackoff Backoff { get; init; } = RetryBackoff.Exponential;

    /// <summary>The longest pause in seconds; one that a provider asks for may be longer.</summary>
    public double MaxDelay { get; init; } = 30;

    /// <summary>The pipeline that tries again, kept for the clock that asked last: nearly always there is only one.</summary>
    /// <param name="clock">The clock of the pauses.</param>
    /// <param name="useJitter">Whether pauses vary at random, as they should outside of tests.</param>
    internal ResiliencePipeline<AttemptEnd> Pipeline(TimeProvider clock, bool useJitter)
    {
        var pipeline = _pipeline;
        if (pipeline?.Item1 != clock)
        {
            _pipeline = pipeline = Tuple.Create(clock, Create(clock, useJitter));
        }

        return pipeline.Item2;
    }

    private ResiliencePipeline<AttemptEnd> Create(TimeProvider clock, bool useJitter) =>
        new ResiliencePipelineBuilder<AttemptEnd> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<AttemptEnd>
            {
                MaxRetryAttempts = Attempts,
                Delay = TimeSpan.FromSeconds(Delay),
                MaxDelay = TimeSpan.FromSeconds(MaxDelay),
                BackoffType = Backoff switch
                {
                    RetryBackoff.Constant => DelayBackoffType.Constant,
                    RetryBackoff.Linear => DelayBackoffType.Linear,
                    _ => DelayBackoffType.Exponential,
                },
                UseJitter = useJitter,
                ShouldHandle = static arguments => new(arguments.Outcome.Result.Chain is not null),
                OnRetry = static arguments =>
                {
                    var end = arguments.Outcome.Result;
                    end.Chain!.LogRetry(end.Step!, end.Error!, arguments.RetryDelay);
                    return default;
                },
                DelayGenerator = arguments => new(RetryAfter.Find(arguments.Outcome.Result.Error, clock)),
            })
            .Build();
}
