namespace Namel3ss;

/// <summary>Why a run ended. The first reason wins.</summary>
/// <param name="Status">The status of the run.</param>
/// <param name="Step">The step that failed, if one did.</param>
/// <param name="Exception">What failed.</param>
internal sealed record StopReason(ChainStatus Status, StepRun? Step = null, Exception? Exception = null)
{
    public static readonly StopReason Completed = new(ChainStatus.Ok);
    public static readonly StopReason TimedOut = new(ChainStatus.Timeout);
    public static readonly StopReason Cancelled = new(ChainStatus.Cancelled);
}

/// <summary>Takes the body of a chain that was stopped from outside to its end; no user ever sees it.</summary>
internal sealed class ChainStoppedException : Exception
{
    public ChainStoppedException() : base("The chain has been stopped.")
    {
    }
}
