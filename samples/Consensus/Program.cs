using System.Text;
using Samples;
using Spectre.Console;

// The chain stands in multi_model_consensus.ai, its models in models.ai and Models/Providers.cs; its Python step in
// consensus_calculator.py. Chains.RunMultiModelConsensusAsync is made from the .ai files when the project is built.

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await Settings.InvokeAsync(args, (settings, cancellationToken) =>
{
    var seats = Providers.Seats(Environment.GetEnvironmentVariable, settings.Latency);
    return settings.Json ? PrintJsonAsync(settings, seats, cancellationToken) : ShowAsync(settings, seats, cancellationToken);
});

static async Task<int> PrintJsonAsync(Settings settings, IReadOnlyList<Seat> seats, CancellationToken cancellationToken)
{
    foreach (var seat in seats)
    {
        await Console.Error.WriteLineAsync($"{seat.Model}: {seat.Answers}");
    }

    var allOk = true;
    foreach (var question in settings.Questions)
    {
        var run = await AskAsync(question, seats, progress: null, cancellationToken);
        Console.WriteLine(run.ToJson());
        allOk &= run.IsOk;
    }

    return allOk ? 0 : 1;
}

static async Task<int> ShowAsync(Settings settings, IReadOnlyList<Seat> seats, CancellationToken cancellationToken)
{
    var console = Terminal.Open();
    console.WriteLine();
    console.MarkupLine("[bold]Multi-model consensus[/]  [grey]multi_model_consensus.ai, models.ai[/]");
    console.MarkupLine("[grey]Which team takes the ticket? Python compares what these three answer:[/]");
    foreach (var seat in seats)
    {
        console.MarkupLineInterpolated($"  {seat.Model,-8} [{(seat.IsStandIn ? "yellow" : "green")}]{seat.Answers}[/][grey]{(seat.IsStandIn ? $"; for a model {seat.Cure}" : "")}[/]");
    }

    if (seats.Any(seat => seat.IsStandIn))
    {
        console.MarkupLine("[grey]A stand-in is no model: it runs here, and its latency is simulated (--latency).[/]");
    }

    console.WriteLine();
    var board = new Board(settings.Questions, seats);
    await board.ShowAsync(console, (question, progress) => AskAsync(question, seats, progress, cancellationToken));
    return board.AllOk ? 0 : 1;
}

static Task<Chains.MultiModelConsensusRun> AskAsync(
    string question, IReadOnlyList<Seat> seats, IProgress<ChainProgress>? progress, CancellationToken cancellationToken) =>
    Chains.RunMultiModelConsensusAsync(
        question,
        new ChainOptions
        {
            EnableParallelSteps = true,
            ChatClients = seats.ToDictionary(seat => seat.Model, seat => seat.Client),
            Progress = progress,
        },
        cancellationToken);
