namespace Samples;

/// <summary>When a step waited, started and ended, since the start of its run; of one that ran several times, the first start and the last end.</summary>
internal sealed record StepTimes(string Chain, string Step)
{
    public StepStatus Status { get; init; }

    public TimeSpan? Waiting { get; init; }

    public TimeSpan? Started { get; init; }

    public TimeSpan? Ended { get; init; }

    /// <summary>How often it ran: in a loop, for each item of a list, or in a chain that is called several times.</summary>
    public int Runs { get; init; }

    /// <summary>Whether it is a step of a chain that the run's chain calls.</summary>
    public bool IsNested { get; init; }

    public StepTimes After(ChainProgress progress) => progress.Status switch
    {
        StepStatus.Waiting => this with { Status = progress.Status, Waiting = Waiting ?? progress.At },
        StepStatus.Running => this with { Status = progress.Status, Started = Started ?? progress.At },
        _ => this with { Status = Worst(Status, progress.Status), Ended = progress.At, Runs = Runs + 1 },
    };

    /// <summary>Of several runs of a step, what went wrong in one tells more than what went well in the others.</summary>
    public static StepStatus Worst(StepStatus one, StepStatus other) => Weight(one) >= Weight(other) ? one : other;

    private static int Weight(StepStatus status) => status switch
    {
        StepStatus.Failed => 5,
        StepStatus.TimedOut => 4,
        StepStatus.Cancelled => 3,
        StepStatus.Ok => 2,
        StepStatus.Skipped => 1,
        _ => 0,
    };
}
