using System.CommandLine;
using Samples;

namespace RagRetrieval;

/// <summary>What the command line says.</summary>
/// <param name="Queries">The questions to answer.</param>
/// <param name="Latency">Simulated time of the answering model; the retrievers take 40, 60 and 80 % of it.</param>
public sealed record Settings(IReadOnlyList<string> Queries, TimeSpan Latency, bool Json)
{
    private static readonly TimeSpan DefaultLatency = TimeSpan.FromSeconds(1);

    private static readonly string[] DefaultQueries =
    [
        "Why does my job run twice, and how do I extend its lease?",
        "How often is a failed job retried, and where does it go then?",
        "What is a good concurrency for a worker?",
    ];

    /// <summary>Reads the command line and runs <paramref name="run"/> with it; its exit code is the program's.</summary>
    public static Task<int> InvokeAsync(string[] args, Func<Settings, CancellationToken, Task<int>> run)
    {
        var query = new Option<string?>("--query") { Description = "Your own question about Tidepool, in place of the three default ones", HelpName = "text" };
        var latency = Duration.Option(
            "--latency", $"Simulated time of the answering model; the retrievers take 40, 60 and 80 % of it. Default: {Duration.Text(DefaultLatency)}",
            least: TimeSpan.Zero, most: TimeSpan.FromMinutes(10));
        var json = new Option<bool>("--json") { Description = "Print each run as a line of JSON and nothing else" };
        var command = new RootCommand("Answers questions about Tidepool, an imaginary job queue, from its documentation, code and web pages.")
        {
            query, latency, json,
        };
        query.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string?>()))
            {
                result.AddError("--query: the question is empty.");
            }
        });
        command.SetAction((result, cancellationToken) => run(
            new Settings(
                result.GetValue(query) is { } own ? [own] : DefaultQueries,
                result.GetValue(latency) ?? DefaultLatency,
                result.GetValue(json)),
            cancellationToken));
        return CommandLine.InvokeAsync(command, args);
    }
}
