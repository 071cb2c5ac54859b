namespace Namel3ss;

/// <summary>
/// The attempts of a step that is tried more than once, and what the one that runs needs to become one of them. Who has claimed the step
/// writes here.
/// </summary>
internal class StepAttempts
{
    private List<StepAttempt>? _past;
    private TimeSpan _begin;
    private ChainRun? _lastRun;
    private bool _isBetween;

    /// <summary>Those that have ended; null as long as there was only the first one.</summary>
    public IReadOnlyList<StepAttempt>? Past => _past;

    /// <summary>What the last of those that failed has failed of.</summary>
    public Exception? LastFailure => _past?.FindLast(attempt => attempt.Exception is not null)?.Exception;

    /// <summary>The chat model that the attempt asks.</summary>
    protected virtual string? ModelName => null;

    /// <summary>The last question to a chat model.</summary>
    public virtual ModelAttempt? Asked => null;

    /// <summary>The running attempt has failed, and there will be another one.</summary>
    /// <param name="error">What failed it.</param>
    /// <param name="elapsed">How long the step has run so far.</param>
    /// <param name="run">The last run of the chain that the step calls.</param>
    /// <returns>The attempt.</returns>
    public StepAttempt Fail(Exception error, TimeSpan elapsed, ChainRun? run)
    {
        _isBetween = true;
        return Add(StepRun.StatusOf(error), error, elapsed, run);
    }

    /// <summary>Another attempt begins.</summary>
    public void Begin(TimeSpan elapsed) => (_isBetween, _begin) = (false, elapsed);

    /// <summary>The step has ended, and with it the attempt that runs, if one does.</summary>
    public virtual void End(StepStatus status, Exception? error, TimeSpan elapsed, ChainRun? run)
    {
        if (_past is not null && !_isBetween)
        {
            Add(status, error, elapsed, run);
        }
    }

    private StepAttempt Add(StepStatus status, Exception? error, TimeSpan elapsed, ChainRun? run)
    {
        // A chain that was called has left a run only if it came to its end, and a model that a test stands in for was not asked.
        var called = run == _lastRun ? null : run;
        _lastRun = run;
        var asked = Asked == _past?[^1].Asked ? null : Asked;
        var attempt = new StepAttempt(ModelName, status, error, elapsed - _begin, called?.Usage) { Asked = asked };
        (_past ??= []).Add(attempt);
        return attempt;
    }
}
