namespace Namel3ss;

/// <summary>How a chain ended.</summary>
public enum ChainStatus
{
    /// <summary>Everything went well.</summary>
    Ok,

    /// <summary>The chain came to its end, but a step with <c>stop_on_error: false</c> failed on the way.</summary>
    Partial,

    /// <summary>A step failed and stopped the chain.</summary>
    Error,

    /// <summary>The chain ran out of time; the steps that ended before have their results.</summary>
    Timeout,

    /// <summary>The chain was cancelled by its caller: the status of <see cref="ChainCanceledException.Run"/>, and of a chain whose caller was stopped.</summary>
    Cancelled,
}
