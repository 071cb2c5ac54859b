namespace Namel3ss;

/// <summary>
/// One event of a running chain: a step waits, started or ended, or, where <see cref="Attempt"/> says which, another attempt of it is due.
/// Each step starts once and ends once. An event with a <see cref="Warning"/> is about no step.
/// </summary>
/// <param name="Chain">The name of the chain whose step it is: the one that was run, or one that it calls.</param>
/// <param name="Step">The step's name; empty for a warning.</param>
/// <param name="Status">How the step stands from now on.</param>
/// <param name="At">When it happened: time since the start of the chain that was run.</param>
/// <param name="Elapsed">How long the step, or the attempt, ran; zero until it has ended.</param>
/// <param name="Error">What the exception of a failed step, or attempt, says.</param>
public sealed record ChainProgress(string Chain, string Step, StepStatus Status, TimeSpan At, TimeSpan Elapsed, string? Error)
{
    /// <summary>Which iteration of its loop, or which item, the step stands in, from 1; null if it stands in none.</summary>
    public int? Iteration { get; init; }

    /// <summary>
    /// Which attempt of the step the event is about, from 1; null if it is about the step itself. With <see cref="StepStatus.Retrying"/> and
    /// an error, this attempt has failed and there will be another; without an error it begins.
    /// </summary>
    public int? Attempt { get; init; }

    /// <summary>What the run has to say though nothing failed, as in <see cref="ChainRun.Warnings"/>; null if the event is about a step.</summary>
    public string? Warning { get; init; }

    /// <summary>True if the step has ended, in whatever way.</summary>
    public bool HasEnded => Status > StepStatus.Running;

    internal static ChainProgress OfWarning(string chain, string text, TimeSpan at) =>
        new(chain, "", StepStatus.NotStarted, at, TimeSpan.Zero, null) { Warning = text };
}
