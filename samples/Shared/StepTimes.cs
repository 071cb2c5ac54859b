namespace Samples;

/// <summary>How a step stands and when it ran, since the start of its run.</summary>
internal sealed record StepTimes(string Chain, string Step)
{
    public StepStatus Status { get; init; }

    /// <summary>Since when it waited, or first waited.</summary>
    public TimeSpan? Waiting { get; init; }

    /// <summary>How often it ran: in a loop, for each item of a list, or in a chain that is called several times.</summary>
    public int Runs { get; init; }

    /// <summary>Whether it is a step of a chain that the run's chain calls.</summary>
    public bool IsNested { get; init; }

    /// <summary>The starts of the runs that have not ended.</summary>
    private IReadOnlyList<TimeSpan> Open { get; init; } = [];

    private IReadOnlyList<TimeRange> Ended { get; init; } = [];

    public StepTimes After(ChainProgress progress) => progress.Status switch
    {
        // The step runs on while it is tried again.
        _ when progress.Attempt is not null => this,
        StepStatus.Waiting => this with { Status = progress.Status, Waiting = Waiting ?? progress.At },
        StepStatus.Running => this with { Status = progress.Status, Open = [.. Open, progress.At] },
        _ => End(new TimeRange(progress.At - progress.Elapsed, progress.At)) with { Status = Worst(Status, progress.Status), Runs = Runs + 1 },
    };

    /// <summary>The time in which at least one of its runs ran, until <paramref name="now"/>: of several at once it counts once.</summary>
    public IReadOnlyList<TimeRange> Ran(TimeSpan now) => TimeRange.Join([.. Ended, .. Open.Select(start => new TimeRange(start, now))]);

    /// <summary>The same, once the run has ended: of a step that ran once, as its run says.</summary>
    public StepTimes Complete(IReadOnlyList<StepRun> runs, TimeSpan elapsed)
    {
        var ran = Ran(elapsed);
        if (runs is [{ Elapsed: var once }] && (ran.Count > 0 || once > TimeSpan.Zero))
        {
            var start = ran.Count > 0 ? ran[0].From : elapsed - once;
            ran = [new TimeRange(start, start + once)];
        }

        return this with { Status = runs.Select(run => run.Status).Aggregate(Worst), Runs = runs.Count, Ended = ran, Open = [] };
    }

    // The run that ended is the one that began nearest to where this one did: runs have no number here.
    private StepTimes End(TimeRange range)
    {
        if (Open.Count == 0)
        {
            return this;
        }

        var open = Open.ToList();
        open.Remove(open.MinBy(start => (start - range.From).Duration()));
        return this with { Open = open, Ended = TimeRange.Join([.. Ended, range]) };
    }

    /// <summary>Of several runs of a step, what went wrong in one tells more than what went well in the others.</summary>
    private static StepStatus Worst(StepStatus one, StepStatus other) => Weight(one) >= Weight(other) ? one : other;

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
