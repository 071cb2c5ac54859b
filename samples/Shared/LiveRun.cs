using Spectre.Console;

namespace Samples;

/// <summary>Runs a chain and shows its timeline meanwhile: live in a terminal, as plain lines where the output goes to a file.</summary>
internal static class LiveRun
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(80);

    /// <param name="console">Where to show it.</param>
    /// <param name="start">Starts the chain; what it is given belongs into <see cref="ChainOptions.Progress"/>.</param>
    /// <param name="axis">The time axis reaches at least to here.</param>
    /// <param name="deadline">When the run ends at the latest.</param>
    /// <param name="everyStep">Where the output goes to a file: whether every step's start and end is a line. For a chain with loops that is too much.</param>
    public static async Task<TRun> ShowAsync<TRun>(
        IAnsiConsole console, Func<IProgress<ChainProgress>, Task<TRun>> start, TimeSpan axis = default, TimeSpan? deadline = null, bool everyStep = true)
        where TRun : ChainRun
    {
        if (console.Profile.Capabilities is { Ansi: true, Interactive: true })
        {
            var live = new RunRecorder();
            var chart = new TimelineChart(live) { MinimumAxis = axis, Deadline = deadline };
            return await console.Live(chart).StartAsync(async context =>
            {
                var running = start(live);
                while (!running.IsCompleted)
                {
                    context.Refresh();
                    await Task.WhenAny(running, Task.Delay(Frame));
                }

                var ended = await running;
                live.Complete(ended);
                context.Refresh();
                return ended;
            });
        }

        var recorder = new RunRecorder(everyStep ? progress => console.WriteLine(Line(progress)) : null);
        var run = await start(recorder);
        recorder.Complete(run);
        if (everyStep)
        {
            console.WriteLine();
        }

        console.Write(new TimelineChart(recorder) { MinimumAxis = axis, Deadline = deadline });
        return run;
    }

    private static string Line(ChainProgress progress)
    {
        var what = progress.Status switch
        {
            StepStatus.Waiting => "waits",
            StepStatus.Running => "runs",
            StepStatus.Retrying when progress.Error is not null => $"failed, and is tried again: {progress.Error}",
            StepStatus.Retrying => "is tried again",
            StepStatus.Failed => $"failed: {progress.Error}",
            var ended => $"{ended.ToString().ToLowerInvariant()} after {Duration.Text(progress.Elapsed)}",
        };
        return $"  {Duration.Text(progress.At),7}  {progress.Warning ?? $"{progress.Step,-18} {what}"}";
    }
}
