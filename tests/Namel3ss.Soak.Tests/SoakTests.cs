using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Namel3ss.Soak.Tests;

/// <summary>
/// Random runs on real threads and a real clock, in laps. After each lap, when all has ended, nothing of it is left. NAMEL3SS_SOAK_MINUTES
/// says how many laps of a minute there are, in place of a few short ones; NAMEL3SS_SOAK_SEED which runs; NAMEL3SS_SOAK_LOG in which file
/// to follow it.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    internal const int PythonWorkers = 2;

    private const int ShortLaps = 6;
    private const int RunsOfShortLap = 500;

    [Fact]
    public async Task Whatever_runs_and_fails_nothing_of_it_is_left()
    {
        var minutes = Setting("NAMEL3SS_SOAK_MINUTES", 0);
        var seed = Setting("NAMEL3SS_SOAK_SEED", Environment.TickCount & 0xFFFF);
        var laps = minutes > 0 ? Math.Max(3, minutes) : ShortLaps;
        Write($"seed {seed}, {laps} laps{(TestPython.WhyNot is { } why ? $", without Python: {why}" : "")}");
        Namel3ssRuntime.Configure(options => (options.PythonExecutable, options.PythonWorkers) = (TestPython.Executable, PythonWorkers));
        using var listener = Listen();

        var world = new World();
        var traffic = new Traffic(world);
        var remains = new Remains(world);
        for (var lap = 1; lap <= laps; lap++)
        {
            var start = Stopwatch.GetTimestamp();
            await traffic.RunAsync((seed * 1000) + lap, begun => minutes > 0 ? Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(45) : begun > RunsOfShortLap);
            var found = await remains.CheckAsync();
            if (minutes > 0 || lap == laps)
            {
                remains.CheckThreads();
            }

            Write($"lap {lap}: {found}, {remains.Threads()}");
        }

        Write(remains.CheckGrowth());
        // Each kind of end must have been met, and each step have worked, or this looks at less than it says.
        foreach (var end in new[] { "Ok", "Partial", "Error", "Timeout", "Cancelled", "Left" })
        {
            Assert.True(world.Ends.ContainsKey(end), $"No run has ended with {end}.");
        }

        Assert.All(world.Troubles, step => Assert.True(step.Value is null, $"{step.Key} has never succeeded: {step.Value}"));
    }

    /// <summary>Half of what happens is watched as spans.</summary>
    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Namel3ss",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                Random.Shared.Next(2) == 0 ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private void Write(string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("NAMEL3SS_SOAK_LOG") is { Length: > 0 } log)
        {
            File.AppendAllText(log, line + Environment.NewLine);
        }
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
