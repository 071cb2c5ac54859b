using System.Globalization;
using System.Text;
using Samples;
using Spectre.Console;

// The chains stand in repository_review.ai and file_review.ai; what their steps call, in Connectors.cs.
// Chains.RunRepositoryReviewAsync is made from the .ai files when the project is built.

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await Settings.InvokeAsync(args, (settings, cancellationToken) =>
    settings.Json ? PrintJsonAsync(settings, cancellationToken) : ShowAsync(settings, cancellationToken));

static async Task<int> PrintJsonAsync(Settings settings, CancellationToken cancellationToken)
{
    var run = await ReviewAsync(settings, settings.Modes[0], progress: null, cancellationToken);
    Console.WriteLine(run.ToJson());
    return run.IsOk ? 0 : 1;
}

static async Task<int> ShowAsync(Settings settings, CancellationToken cancellationToken)
{
    var console = Terminal.Open();
    console.WriteLine();
    console.MarkupLine("[bold]Repository review[/]  [grey]repository_review.ai, file_review.ai[/]");
    console.MarkupLine("[grey]No model is asked and no time is simulated: every call runs git.[/]");

    if (settings.Modes.Count > 1)
    {
        // Else the first of the two would also pay for loading the code and reading the repository from disk.
        await ReviewAsync(settings, parallel: true, progress: null, cancellationToken);
    }

    var runs = new List<Chains.RepositoryReviewRun>();
    foreach (var parallel in settings.Modes)
    {
        console.WriteLine();
        console.MarkupLine(parallel is true ? "[bold]In parallel[/]" : "[bold]One step after another[/]");
        var axis = runs.Count == 0 ? TimeSpan.Zero : runs[0].Elapsed;
        runs.Add(await LiveRun.ShowAsync(console, progress => ReviewAsync(settings, parallel, progress, cancellationToken), axis, everyStep: false));
    }

    var last = runs[^1];
    console.WriteLine();
    if (last.Result is not { } report)
    {
        console.MarkupLineInterpolated($"[red]{last.Status.ToString().ToLowerInvariant()}[/] {last.Error}");
        return 1;
    }

    console.Profile.Out.Writer.WriteLine(report);   // as it is: the console would wrap its lines
    if (runs is [{ IsOk: true } sequential, { IsOk: true } inParallel])
    {
        console.WriteLine();
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[bold]{sequential.Elapsed / inParallel.Elapsed:F1} times as fast in parallel[/], {(sequential.Result == report ? "and the same report" : "but another report: the repository changed meanwhile")}"));
    }

    return last.IsOk ? 0 : 1;
}

static Task<Chains.RepositoryReviewRun> ReviewAsync(
    Settings settings, bool? parallel, IProgress<ChainProgress>? progress, CancellationToken cancellationToken) =>
    Chains.RunRepositoryReviewAsync(
        settings.Repository,
        settings.Commits,
        settings.Files,
        new ChainOptions { EnableParallelSteps = parallel, Progress = progress },
        cancellationToken);
