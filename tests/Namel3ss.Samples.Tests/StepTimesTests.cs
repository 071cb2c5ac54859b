using Samples;

namespace Namel3ss.Samples.Tests;

/// <summary>When a step ran that runs several times.</summary>
public sealed class StepTimesTests
{
    [Fact]
    public void What_ran_at_once_counts_once_and_pauses_count_not_at_all()
    {
        var times = After(
            Running(1), Running(2), Ended(from: 1, to: 3), Ended(from: 2, to: 4),   // two at once
            Running(7), Ended(from: 7, to: 7),                                      // one that took no time
            Running(9));

        Assert.Equal([Range(1, 4), Range(7, 7), Range(9, 10)], times.Ran(Second(10)));
        Assert.Equal(3, times.Runs);
    }

    [Fact]
    public void What_ends_without_having_run_took_no_time() => Assert.Empty(After(Ended(from: 5, to: 5)).Ran(Second(10)));

    [Fact]
    public void A_warning_is_no_step()
    {
        var heard = new List<ChainProgress>();
        var recorder = new RunRecorder(heard.Add);

        recorder.Report(Running(1) with { Step = "", Status = StepStatus.NotStarted, Warning = "look" });
        recorder.Report(Running(2));

        Assert.Equal("step", Assert.Single(recorder.Steps).Step);
        Assert.Equal(2, heard.Count);
    }

    private static StepTimes After(params ChainProgress[] events) =>
        events.Aggregate(new StepTimes("chain", "step"), (times, next) => times.After(next));

    private static ChainProgress Running(int at) => new("chain", "step", StepStatus.Running, Second(at), TimeSpan.Zero, null);

    private static ChainProgress Ended(int from, int to) => new("chain", "step", StepStatus.Ok, Second(to), Second(to) - Second(from), null);

    private static TimeRange Range(int from, int to) => new(Second(from), Second(to));

    private static TimeSpan Second(int at) => TimeSpan.FromSeconds(at);
}
