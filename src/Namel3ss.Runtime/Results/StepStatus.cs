namespace Namel3ss;

/// <summary>How a step stands. A run that was handed out has no step that is <see cref="Waiting"/>, <see cref="Retrying"/> or <see cref="Running"/>.</summary>
public enum StepStatus
{
    /// <summary>The step never started: the chain ended before it, or it was not on the way taken.</summary>
    NotStarted,

    /// <summary>The step waits for a permit or a thread (progress reports only).</summary>
    Waiting,

    /// <summary>The step goes on with another attempt (progress reports only).</summary>
    Retrying,

    /// <summary>The step runs (progress reports only).</summary>
    Running,

    /// <summary>The step ended well.</summary>
    Ok,

    /// <summary>The step threw.</summary>
    Failed,

    /// <summary>The step ran out of its own time.</summary>
    TimedOut,

    /// <summary>The step still ran when the chain ended.</summary>
    Cancelled,

    /// <summary>The step was passed over: it needed a value that was absent.</summary>
    Skipped,
}
