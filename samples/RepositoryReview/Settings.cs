using System.CommandLine;
using Samples;

namespace RepositoryReview;

/// <summary>What the command line says.</summary>
/// <param name="Repository">A folder in the repository.</param>
/// <param name="Commits">How many commits to look at, at least.</param>
/// <param name="Files">How many files to review.</param>
/// <param name="Modes">The runs to make: true in parallel, false one step after another, null as <c>ENABLE_PARALLEL_STEPS</c> says.</param>
public sealed record Settings(string Repository, int Commits, int Files, IReadOnlyList<bool?> Modes, bool Json)
{
    /// <summary>Reads the command line and runs <paramref name="run"/> with it; its exit code is the program's.</summary>
    public static Task<int> InvokeAsync(string[] args, Func<Settings, CancellationToken, Task<int>> run)
    {
        var repository = new Option<string>("--repository") { Description = "A folder in the git repository to review. Default: where you are", HelpName = "folder", DefaultValueFactory = _ => "." };
        var commits = Number("--commits", "Look back until there are so many commits, 1 to 300", 60, 300);
        var files = Number("--files", "How many files to review, 1 to 50", 6, 50);
        var parallel = new Option<bool>("--parallel") { Description = "Only the parallel run" };
        var sequential = new Option<bool>("--sequential") { Description = "Only the sequential run" };
        var json = new Option<bool>("--json") { Description = "Print the run as JSON and nothing else: one run, in the mode that ENABLE_PARALLEL_STEPS, --parallel or --sequential says" };
        var command = new RootCommand("Reviews the latest history of a git repository with the chains in repository_review.ai and file_review.ai.")
        {
            repository, commits, files, parallel, sequential, json,
        };
        repository.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } folder && !Directory.Exists(folder))
            {
                result.AddError($"--repository: there is no folder '{folder}'.");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(parallel) && result.GetValue(sequential))
            {
                result.AddError("--json prints one run: give --parallel or --sequential, not both.");
            }
        });
        command.SetAction((result, cancellationToken) => run(
            new Settings(
                result.GetValue(repository)!,
                result.GetValue(commits),
                result.GetValue(files),
                (result.GetValue(sequential), result.GetValue(parallel), result.GetValue(json)) switch
                {
                    (true, false, _) => [false],
                    (false, true, _) => [true],
                    (_, _, true) => [null],
                    _ => [false, true],
                },
                result.GetValue(json)),
            cancellationToken));
        return CommandLine.InvokeAsync(command, args);
    }

    private static Option<int> Number(string name, string description, int usual, int most) => new(name)
    {
        Description = $"{description}. Default: {usual}",
        HelpName = "number",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var number) && number >= 1 && number <= most)
            {
                return number;
            }

            result.AddError($"{name}: '{result.Tokens[0].Value}' is no number from 1 to {most}.");
            return usual;
        },
    };
}
