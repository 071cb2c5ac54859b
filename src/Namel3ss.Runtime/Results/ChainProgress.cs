namespace Namel3ss;

/// <summary>One event of a running chain: a step waits, started or ended.</summary>
/// <param name="Chain">The name of the chain whose step it is: the one that was run, or one that it calls.</param>
/// <param name="Step">The step's name.</param>
/// <param name="Status">How the step stands from now on.</param>
/// <param name="At">When it happened: time since the start of the chain that was run.</param>
/// <param name="Elapsed">How long the step ran; zero until it has ended.</param>
/// <param name="Error">What a failed step's exception says.</param>
public sealed record ChainProgress(string Chain, string Step, StepStatus Status, TimeSpan At, TimeSpan Elapsed, string? Error)
{
    /// <summary>Which iteration of its loop, or which item, the step stands in, from 1; null if it stands in none.</summary>
    public int? Iteration { get; init; }

    /// <summary>True if the step has ended, in whatever way.</summary>
    public bool HasEnded => Status > StepStatus.Running;
}
