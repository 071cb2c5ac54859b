using System.Text.RegularExpressions;

namespace Namel3ss.Samples.Tests;

/// <summary>What the samples print fits the terminal; in a file it is the same whatever terminal they are started in.</summary>
public sealed partial class TerminalTests
{
    private const int WidthOfFiles = 80;

    public static TheoryData<Type, string[]> Samples { get; } = new()
    {
        { typeof(CustomerFeedback.Connectors), ["--latency", "0"] },
        { typeof(Consensus.Providers), ["--latency", "0", "--question", "Please delete my data, and refund what I paid for the rest of the year."] },
        { typeof(RagRetrieval.Connectors), ["--latency", "0"] },
        { typeof(RepositoryReview.Connectors), ["--files", "2"] },
    };

    [PythonTheory]
    [MemberData(nameof(Samples))]
    public async Task A_file_gets_lines_of_one_width_in_every_terminal(Type inSample, string[] args)
    {
        foreach (var columns in new[] { 40, 160, 300 })
        {
            var lines = await PrintAsync(inSample, columns, "file", args);

            Assert.All(lines, line => Assert.InRange(line.Length, 0, WidthOfFiles));
            Assert.Contains(lines, line => line.Length > WidthOfFiles / 2);
            Assert.DoesNotContain(lines, line => line.Contains('\u001b', StringComparison.Ordinal));
        }
    }

    [PythonTheory]
    [MemberData(nameof(Samples))]
    public async Task A_screen_gets_lines_that_fit(Type inSample, string[] args)
    {
        foreach (var columns in new[] { 40, 60, 160 })
        {
            var lines = await PrintAsync(inSample, columns, "screen", args);

            Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
        }
    }

    [PythonTheory]
    [InlineData(40, false)]
    [InlineData(60, true)]
    [InlineData(160, true)]
    public async Task The_bar_of_a_source_stays_in_one_line(int columns, bool hasRoom)
    {
        var lines = await PrintAsync(typeof(CustomerFeedback.Connectors), columns, "screen", "--latency", "0", "--sequential");

        var bars = lines.Where(line => line.Contains('▒', StringComparison.Ordinal)).ToList();
        Assert.Equal(hasRoom ? 4 : 0, bars.Count);
        Assert.All(bars, line => Assert.Matches("twitter|email|reviews|all", line));
    }

    /// <summary>What is printed, without colours; of the repository's review only what is not the report, whose lines are those of a document.</summary>
    private static async Task<IReadOnlyList<string>> PrintAsync(Type inSample, int columns, string target, params string[] args)
    {
        using var repository = new GitRepository();
        repository.Commit("2026-01-01T00:00:00Z", "Ada", "One", ("a.txt", "1"), ("b.txt", "1"));
        var (exit, output, error) = await SampleProgram.RunInTerminalAsync(
            inSample, columns, target, inSample == typeof(RepositoryReview.Connectors) ? [.. args, "--repository", repository.Path] : args);

        Assert.True(exit == 0, output + error);
        return
        [
            .. (target == "screen" ? Movement().Replace(Colour().Replace(output, ""), "\n") : output)
                .Split(["\r\n", "\r", "\n"], StringSplitOptions.None)
                .Select(line => line.TrimEnd())
                .TakeWhile(line => !line.StartsWith("# ", StringComparison.Ordinal)),
        ];
    }

    [GeneratedRegex(@"\u001b\[[\d;]*m")]
    private static partial Regex Colour();

    [GeneratedRegex(@"\u001b(\[[\d;?]*[A-Za-ln-z]|[=>])")]
    private static partial Regex Movement();
}
