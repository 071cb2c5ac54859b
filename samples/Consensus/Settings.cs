using System.CommandLine;
using Samples;

namespace Consensus;

/// <summary>What the command line says.</summary>
/// <param name="Questions">The tickets to ask about.</param>
/// <param name="Latency">Simulated time of the slowest stand-in's answer.</param>
public sealed record Settings(IReadOnlyList<string> Questions, TimeSpan Latency, bool Json)
{
    private static readonly TimeSpan DefaultLatency = TimeSpan.FromSeconds(0.8);

    /// <summary>Reads the command line and runs <paramref name="run"/> with it; its exit code is the program's.</summary>
    public static Task<int> InvokeAsync(string[] args, Func<Settings, CancellationToken, Task<int>> run)
    {
        var question = new Option<string?>("--question") { Description = "Your own ticket, in place of the eight of Data/questions.txt", HelpName = "text" };
        var latency = Duration.Option(
            "--latency", $"Simulated time of the slowest stand-in's answer (gpt4). Default: {Duration.Text(DefaultLatency)}",
            least: TimeSpan.Zero, most: TimeSpan.FromMinutes(10));
        var json = new Option<bool>("--json") { Description = "Print each run as a line of JSON and nothing else" };
        var command = new RootCommand("Asks three models, or stand-ins, which team takes a support ticket, and compares their answers in Python.")
        {
            question, latency, json,
        };
        question.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string?>()))
            {
                result.AddError("--question: the ticket is empty.");
            }
        });
        command.SetAction(async (result, cancellationToken) =>
        {
            IReadOnlyList<string> questions = result.GetValue(question) is { } own
                ? [own]
                : await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Data", "questions.txt"), cancellationToken);
            return await run(new Settings(questions, result.GetValue(latency) ?? DefaultLatency, result.GetValue(json)), cancellationToken);
        });
        return CommandLine.InvokeAsync(command, args);
    }
}
