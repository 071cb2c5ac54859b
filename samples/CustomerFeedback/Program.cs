using System.Text;
using Samples;
using Spectre.Console;

// The chain stands in customer_feedback_analysis.ai; what its steps call, in Connectors.cs.
// Chains.RunCustomerFeedbackAnalysisAsync is made from the .ai file when the project is built.

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await Settings.InvokeAsync(args, (settings, cancellationToken) =>
    settings.Json ? PrintJsonAsync(settings, cancellationToken) : ShowAsync(settings, cancellationToken));

static async Task<int> PrintJsonAsync(Settings settings, CancellationToken cancellationToken)
{
    var run = await Chains.RunCustomerFeedbackAnalysisAsync(settings.Latency, settings.Options(settings.Modes[0]), cancellationToken);
    Console.WriteLine(run.ToJson());
    return run.IsOk ? 0 : 1;
}

static async Task<int> ShowAsync(Settings settings, CancellationToken cancellationToken)
{
    var console = Terminal.Open();
    Report.Introduction(console, settings);

    if (settings.Modes.Count > 1)
    {
        // Else the first of the two would also pay for loading and compiling the code, and the comparison would flatter the second.
        _ = await Chains.RunCustomerFeedbackAnalysisAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
    }

    var runs = new List<(string Mode, Chains.CustomerFeedbackAnalysisRun Run)>();
    var axis = TimeSpan.Zero;
    foreach (var parallel in settings.Modes)
    {
        var mode = parallel is true ? "parallel" : "sequential";
        Report.Heading(console, parallel is true ? "In parallel" : "One step after another");
        var run = await LiveRun.ShowAsync(
            console,
            progress => Chains.RunCustomerFeedbackAnalysisAsync(settings.Latency, settings.Options(parallel, progress), cancellationToken),
            axis,
            settings.Timeout);
        Report.Outcome(console, run);
        runs.Add((mode, run));
        axis = run.Elapsed > axis ? run.Elapsed : axis;
    }

    // Of several runs the last that came to its end tells the most: they all read the same texts.
    var best = runs.Select(run => run.Run).LastOrDefault(run => run.IsOk) ?? runs[^1].Run;
    Findings.Write(console, best.Result ?? SummaryOfCompleted(best), isPartial: !best.HasResult);
    Report.Comparison(console, runs);
    return runs.TrueForAll(run => run.Run.IsOk) ? 0 : 1;
}

// After a timeout there is no result, but the steps that completed have theirs.
static FeedbackSummary? SummaryOfCompleted(Chains.CustomerFeedbackAnalysisRun run)
{
    var completed = new[] { run.Steps.AnalyzeTwitter.Result, run.Steps.AnalyzeEmail.Result, run.Steps.AnalyzeReviews.Result }
        .OfType<SourceSentiment>()
        .ToList();
    return completed.Count == 0 ? null : Connectors.Aggregate(completed);
}
