using System.CommandLine;
using Samples;

namespace CustomerFeedback;

/// <summary>What the command line says.</summary>
/// <param name="Latency">Simulated time of the slowest provider call.</param>
/// <param name="Timeout">Timeout of a run; null: the <c>.ai</c> file's.</param>
/// <param name="Modes">The runs to make: true in parallel, false one step after another, null as <c>ENABLE_PARALLEL_STEPS</c> says.</param>
/// <param name="Limit">At most so many provider calls at once; null: <c>MAX_CONCURRENT_LLM_CALLS</c>.</param>
public sealed record Settings(TimeSpan Latency, TimeSpan? Timeout, IReadOnlyList<bool?> Modes, int? Limit, bool Json)
{
    public static readonly TimeSpan DefaultLatency = TimeSpan.FromSeconds(1.5);

    public ChainOptions Options(bool? parallel, IProgress<ChainProgress>? progress = null) => new()
    {
        EnableParallelSteps = parallel,
        Timeout = Timeout,
        Limiter = Limit is { } limit ? new ChainLimiter(limit) : null,
        Progress = progress,
    };

    /// <summary>Reads the command line and runs <paramref name="run"/> with it; its exit code is the program's.</summary>
    public static Task<int> InvokeAsync(string[] args, Func<Settings, CancellationToken, Task<int>> run)
    {
        var latency = Duration.Option(
            "--latency", $"Simulated time of the slowest provider call (email); reviews take 70 % of it, twitter 30 %. Default: {Duration.Text(DefaultLatency)}",
            least: TimeSpan.Zero, most: TimeSpan.FromMinutes(10));
        var timeout = Duration.Option(
            "--timeout", "Timeout of a run in place of the .ai file's 180 seconds; 1s shows a partial result",
            least: TimeSpan.FromMilliseconds(1), most: TimeSpan.FromHours(24));
        var limit = new Option<int?>("--limit")
        {
            Description = "At most so many provider calls at once, 1 to 10000. Default: MAX_CONCURRENT_LLM_CALLS, or 50",
            HelpName = "calls",
            CustomParser = result =>
            {
                if (int.TryParse(result.Tokens[0].Value, out var calls) && calls is >= 1 and <= 10_000)
                {
                    return calls;
                }

                result.AddError($"--limit: '{result.Tokens[0].Value}' is no number from 1 to 10000.");
                return null;
            },
        };
        var parallel = new Option<bool>("--parallel") { Description = "Only the parallel run" };
        var sequential = new Option<bool>("--sequential") { Description = "Only the sequential run" };
        var json = new Option<bool>("--json") { Description = "Print the run as JSON and nothing else: one run, in the mode that ENABLE_PARALLEL_STEPS, --parallel or --sequential says" };
        var command = new RootCommand("Analyzes customer feedback from three sources with the chain in customer_feedback_analysis.ai.")
        {
            latency, timeout, limit, parallel, sequential, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(parallel) && result.GetValue(sequential))
            {
                result.AddError("--json prints one run: give --parallel or --sequential, not both.");
            }
        });
        command.SetAction((result, cancellationToken) => run(
            new Settings(
                result.GetValue(latency) ?? DefaultLatency,
                result.GetValue(timeout),
                (result.GetValue(sequential), result.GetValue(parallel), result.GetValue(json)) switch
                {
                    (true, false, _) => [false],
                    (false, true, _) => [true],
                    (_, _, true) => [null],
                    _ => [false, true],
                },
                result.GetValue(limit),
                result.GetValue(json)),
            cancellationToken));
        return CommandLine.InvokeAsync(command, args);
    }
}
