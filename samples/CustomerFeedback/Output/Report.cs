using System.Globalization;
using Samples;
using Spectre.Console;

namespace CustomerFeedback;

/// <summary>What the program says around the findings: what it does, how each run went, how they compare.</summary>
internal static class Report
{
    public static void Introduction(IAnsiConsole console, Settings settings)
    {
        var calls = Connectors.ShareOfLatency.Select(share => $"{share.Key} {Duration.Text(settings.Latency * share.Value)}");
        console.WriteLine();
        console.MarkupLine("[bold]Customer feedback analysis[/]  [grey]customer_feedback_analysis.ai[/]");
        console.MarkupLine("[grey]Sentiment comes from a word list, no model is asked. The latency is simulated:[/]");
        console.MarkupLine($"[grey]{string.Join(", ", calls)} (change it with --latency).[/]");
    }

    public static void Heading(IAnsiConsole console, string text)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold]{text}[/]") { Justification = Justify.Left, Style = new Style(Color.Grey) });
    }

    public static void Outcome(IAnsiConsole console, ChainRun run)
    {
        var (colour, text) = run.Status switch
        {
            ChainStatus.Ok => ("green", "ok"),
            ChainStatus.Partial => ("yellow", "partial"),
            ChainStatus.Timeout => ("yellow", "timeout"),
            _ => ("red", "error"),
        };
        console.MarkupLine($" [{colour}]{text}[/] {(run.Error is null ? "in" : "after")} {Duration.Text(run.Elapsed)}");
        if (run.Error is { } error)
        {
            var completed = run.AllSteps.Where(step => step.Status == StepStatus.Ok).Select(step => step.Name).ToList();
            console.MarkupLineInterpolated($" {error}");
            console.MarkupLineInterpolated($" completed: {(completed.Count == 0 ? "no step" : string.Join(", ", completed))}");
        }
    }

    public static void Comparison(IAnsiConsole console, IReadOnlyList<(string Mode, Chains.CustomerFeedbackAnalysisRun Run)> runs)
    {
        if (runs.Count < 2)
        {
            return;
        }

        Heading(console, "Sequential against parallel");
        var longest = runs.Max(run => run.Run.Elapsed);
        var width = Math.Min(console.Profile.Width, 100) - 40;
        foreach (var (mode, run) in runs)
        {
            var cells = Math.Max((int)Math.Round(run.Elapsed / longest * width), 1);
            var bar = new string(console.Profile.Capabilities.Unicode ? '█' : '#', cells);
            var note = run.IsOk ? "" : $"  {run.Status.ToString().ToLowerInvariant()}";
            console.MarkupLine($" {mode,-10}  [{(mode == "parallel" ? "green" : "blue")}]{bar}[/] {Duration.Text(run.Elapsed)}{note}");
        }

        console.WriteLine();
        console.MarkupLine(runs.All(run => run.Run.IsOk)
            ? string.Create(CultureInfo.InvariantCulture, $" [bold]{runs[0].Run.Elapsed / runs[1].Run.Elapsed:F1} times as fast[/]  [grey]both ran just now; ENABLE_PARALLEL_STEPS=true switches it on[/]")
            : " [grey]No speed-up to tell: not every run came to its end.[/]");
    }
}
