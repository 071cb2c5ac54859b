using System.ComponentModel;

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

/// <summary>Kinds of failures, those that a step is tried again after.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RetryOn
{
    /// <summary>Somebody ran out of time.</summary>
    Timeout = 1,

    /// <summary>The provider has had too many requests.</summary>
    RateLimit = 2,

    /// <summary>The provider's own mistake.</summary>
    Server = 4,

    /// <summary>The provider was not reached, or the connection was lost.</summary>
    Network = 8,

    /// <summary>A model's answer that is none, or does not fit.</summary>
    Answer = 16,

    /// <summary>A failure of which nothing is known.</summary>
    Unknown = 32,

    /// <summary>A failure that comes again however often it is tried.</summary>
    Permanent = 64,

    /// <summary>Every failure.</summary>
    Any = Timeout | RateLimit | Server | Network | Answer | Unknown | Permanent,
}

/// <summary>How often and when a step is tried again, one object per step.</summary>
/// <param name="attempts">How many further attempts it has, at least 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RetryInfo(int attempts)
{
    /// <summary>By how much a pause may be shorter or longer at random, so that those who failed together do not come back together.</summary>
    private const double Jitter = 0.25;

    /// <summary>How many further attempts there are.</summary>
    public int Attempts { get; } = attempts;

    /// <summary>The first pause in seconds, before jitter.</summary>
    public double Delay { get; init; } = 1;

    /// <summary>How the pauses grow.</summary>
    public RetryBackoff Backoff { get; init; } = RetryBackoff.Exponential;

    /// <summary>The longest pause in seconds, unless <see cref="Delay"/> is longer; one that a provider asks for may be longer too.</summary>
    public double MaxDelay { get; init; } = 30;

    /// <summary>The failures that the step is tried again after.</summary>
    public RetryOn On { get; init; } = RetryOn.Any & ~RetryOn.Permanent;

    /// <summary>The pause before the next attempt, where no provider says how long it has to be.</summary>
    /// <param name="retries">How many further attempts there have been.</param>
    /// <param name="useJitter">Whether it varies at random, as it should outside of tests.</param>
    internal TimeSpan Pause(int retries, bool useJitter)
    {
        var seconds = Backoff switch
        {
            RetryBackoff.Constant => Delay,
            RetryBackoff.Linear => Delay * (retries + 1),
            _ => Delay * Math.Pow(2, retries),
        };
        if (useJitter)
        {
            seconds *= 1 - Jitter + (2 * Jitter * Random.Shared.NextDouble());
        }

        return TimeSpan.FromSeconds(Math.Min(seconds, Math.Max(Delay, MaxDelay)));
    }
}
