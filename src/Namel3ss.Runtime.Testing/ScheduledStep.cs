namespace Namel3ss.Testing;

/// <summary>When one step of a run started and ended, by the virtual clock.</summary>
/// <param name="Chain">The chain's name in the <c>.ai</c> file.</param>
/// <param name="Step">The step's name in the <c>.ai</c> file.</param>
/// <param name="Iteration">Which iteration of its innermost loop, or which item, it was, from 1; null for a step in no loop.</param>
/// <param name="Status">How the step stood last.</param>
/// <param name="Start">Time since the beginning of the run; null if the step never started.</param>
/// <param name="End">Time since the beginning of the run; null if the step never started or has not ended.</param>
/// <param name="Attempts">How often the step was tried.</param>
public sealed record ScheduledStep(string Chain, string Step, int? Iteration, StepStatus Status, TimeSpan? Start, TimeSpan? End, int Attempts)
{
    /// <summary>Which of the steps of its name it is, in the order of the file, from 1: the branches of an <c>if</c> may share a name. 1 if none of them ran.</summary>
    public int Branch { get; init; } = 1;

    internal bool SharesName { get; init; }

    internal int StartOrder { get; init; }

    internal int EndOrder { get; init; }

    internal bool HasRun => Start is not null;

    /// <summary>Whether both ran at once: for some time, or, where one took none, at an instant.</summary>
    internal bool Overlaps(ScheduledStep other)
    {
        if (!HasRun || !other.HasRun || StartOrder > other.EndOrder || other.StartOrder > EndOrder)
        {
            return false;
        }

        var isInstant = Start == End || other.Start == other.End;
        return isInstant || (Start < (other.End ?? TimeSpan.MaxValue) && other.Start < (End ?? TimeSpan.MaxValue));
    }
}
