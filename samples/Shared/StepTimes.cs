namespace Samples;

/// <summary>When a step waited, started and ended, since the start of its run.</summary>
internal sealed record StepTimes(string Step)
{
    public StepStatus Status { get; init; }

    public TimeSpan? Waiting { get; init; }

    public TimeSpan? Started { get; init; }

    public TimeSpan? Ended { get; init; }

    public StepTimes After(ChainProgress progress) => progress.Status switch
    {
        StepStatus.Waiting => this with { Status = progress.Status, Waiting = progress.At },
        StepStatus.Running => this with { Status = progress.Status, Started = progress.At },
        _ => this with { Status = progress.Status, Ended = progress.At },
    };
}
