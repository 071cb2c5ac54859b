using System.Text;
using Spectre.Console;

// The chain stands in multi_model_consensus.ai; what its steps call, in Connectors.cs and consensus_calculator.py.
// Chains.RunMultiModelConsensusAsync is made from the .ai file when the project is built.

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await Settings.InvokeAsync(args, (settings, cancellationToken) =>
    settings.Json ? PrintJsonAsync(settings, cancellationToken) : ShowAsync(settings, cancellationToken));

static async Task<int> PrintJsonAsync(Settings settings, CancellationToken cancellationToken)
{
    var allOk = true;
    foreach (var question in settings.Questions)
    {
        var run = await AskAsync(question, settings.Latency, progress: null, cancellationToken);
        Console.WriteLine(run.ToJson());
        allOk &= run.IsOk;
    }

    return allOk ? 0 : 1;
}

static async Task<int> ShowAsync(Settings settings, CancellationToken cancellationToken)
{
    var console = AnsiConsole.Console;
    console.WriteLine();
    console.MarkupLine("[bold]Multi-model consensus[/]  [grey]multi_model_consensus.ai[/]");
    console.MarkupLine("[grey]Which team takes the ticket? No model is asked: gpt4, claude and gemini are[/]");
    console.MarkupLine("[grey]local stand-ins with three methods: keywords, nearest tickets, naive Bayes.[/]");
    console.MarkupLine("[grey]Their latency is simulated (--latency). Python compares their answers.[/]");
    console.WriteLine();

    var board = new Board(settings.Questions);
    await board.ShowAsync(console, (question, progress) => AskAsync(question, settings.Latency, progress, cancellationToken));
    return board.AllOk ? 0 : 1;
}

static Task<Chains.MultiModelConsensusRun> AskAsync(
    string question, TimeSpan latency, IProgress<ChainProgress>? progress, CancellationToken cancellationToken) =>
    Chains.RunMultiModelConsensusAsync(
        question, latency, new ChainOptions { EnableParallelSteps = true, Progress = progress }, cancellationToken);
