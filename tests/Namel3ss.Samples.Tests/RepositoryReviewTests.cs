using System.Text.Json;
using RepositoryReview;

namespace Namel3ss.Samples.Tests;

public class RepositoryReviewTests
{
    private static readonly string[] Modes = ["--sequential", "--parallel"];

    [Fact]
    public async Task The_report_gives_each_file_the_advice_that_its_history_asks_for_in_both_modes()
    {
        using var repository = new GitRepository();
        repository.Commit("2026-03-01T10:00:00Z", "Ada", "Begin", ("core/mended.cs", "1"), ("pair/one.txt", "1"), ("pair/two.txt", "1"), ("alone.txt", Lines(150, "v1")));
        repository.Commit("2026-03-02T10:00:00Z", "Ada", "Fix the first bug", ("core/mended.cs", "2"));
        repository.Commit("2026-03-03T10:00:00Z", "Bob", "fix: and another", ("core/mended.cs", "3"));
        repository.Commit("2026-03-04T10:00:00Z", "Bob", "Both at once", ("pair/one.txt", "2"), ("pair/two.txt", "2"));
        repository.Commit("2026-03-05T10:00:00Z", "Ada", "Both again", ("pair/one.txt", "3"), ("pair/two.txt", "3"));
        repository.Commit("2026-03-06T10:00:00Z", "Ada", "Touch it", ("alone.txt", Lines(150, "v1") + "more\n"));
        repository.Commit("2026-03-07T10:00:00Z", "Bob", "Describe it", ("read me.md", "twice\nwritten\n"));

        var reports = new List<string>();
        foreach (var mode in Modes)
        {
            var (exit, output, error) = await SampleProgram.RunAsync(typeof(Connectors), "--json", "--repository", repository.Path, "--files", "5", mode);

            Assert.Equal((0, ""), (exit, error));
            using var run = JsonDocument.Parse(output);
            reports.Add(run.RootElement.GetProperty("result").GetString()!);
        }

        Assert.Equal(reports[0], reports[1]);
        Assert.Contains(": 7 commits until ", reports[0], StringComparison.Ordinal);
        Assert.EndsWith("""
            ## The files that change most
            - core/mended.cs (3 changes, 5 lines): mended as often as extended (2 fixes): tests first, then a look at its design
            - pair/one.txt (3 changes, 5 lines): 3 times together with pair/two.txt: do they belong together?
            - pair/two.txt (3 changes, 5 lines): 3 times together with pair/one.txt: do they belong together?
            - alone.txt (2 changes, 151 lines): 151 lines that only Ada knows: have somebody else review it
            - read me.md (1 changes, 2 lines): nothing else stands out
            """.ReplaceLineEndings("\n"), reports[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_modes_take_the_same_steps_with_the_same_values()
    {
        using var repository = new GitRepository();
        for (var day = 1; day <= 9; day++)
        {
            repository.Commit($"2026-05-0{day}T08:00:00Z", day % 2 == 0 ? "Ada" : "Bob", day > 6 ? "fix it" : "extend it", ($"file{day % 3}.txt", Lines(day, "v")));
        }

        var runs = new List<string[]>();
        foreach (var mode in Modes)
        {
            var (_, output, _) = await SampleProgram.RunAsync(typeof(Connectors), "--json", "--repository", repository.Path, "--commits", "5", mode);
            using var run = JsonDocument.Parse(output);
            runs.Add([.. Steps(run.RootElement)]);
        }

        Assert.True(runs[0].Length > 30, $"{runs[0].Length}");
        Assert.Equal(runs[0], runs[1]);
    }

    [Fact]
    public async Task The_history_is_read_wider_until_there_are_enough_commits()
    {
        using var repository = new GitRepository();
        repository.Commit("2020-01-01T00:00:00Z", "Ada", "Long ago", ("a.txt", "1"));
        repository.Commit("2026-01-01T00:00:00Z", "Ada", "Some time ago", ("a.txt", "2"));
        repository.Commit("2026-02-20T00:00:00Z", "Ada", "Lately", ("a.txt", "3"));

        Assert.Equal([8, 32, 128], await DaysAsync(repository, enough: 2));
        Assert.Equal([8, 32, 128, 512, 2048, 8192], await DaysAsync(repository, enough: 60));
    }

    [Fact]
    public async Task A_folder_without_a_repository_is_an_error_that_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("repository-review-");
        try
        {
            var (exit, output, _) = await SampleProgram.RunAsync(typeof(Connectors), "--repository", folder.FullName, "--parallel");

            Assert.Equal(1, exit);
            Assert.Contains("Step 'head' failed: fatal: not a git repository", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete();
        }
    }

    [Theory]
    [InlineData("--repository: there is no folder 'no-such-folder'.", "--repository", "no-such-folder")]
    [InlineData("--commits: '301' is no number from 1 to 300.", "--commits", "301")]
    [InlineData("--files: 'many' is no number from 1 to 50.", "--files", "many")]
    public async Task A_wrong_option_is_one_clear_line(string message, params string[] args)
    {
        var (exit, output, error) = await SampleProgram.RunAsync(typeof(Connectors), args);

        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_screen_shows_both_runs_with_the_steps_of_the_chain_that_is_called()
    {
        using var repository = new GitRepository();
        repository.Commit("2026-01-01T00:00:00Z", "Ada", "One", ("a.txt", "1"), ("b.txt", "1"));
        repository.Commit("2026-01-02T00:00:00Z", "Ada", "Two", ("a.txt", "2"));

        var (exit, output, error) = await SampleProgram.RunAsync(typeof(Connectors), "--repository", repository.Path);

        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(2, output.Split("changes ×2").Length - 1);
        Assert.Equal(2, output.Split("  owners ×2").Length - 1);
        Assert.EndsWith("in parallel, and the same report", output.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fix the parser", true)]
    [InlineData("fix(parser): a comma", true)]
    [InlineData("Revert \"Add a cache\"", true)]
    [InlineData("Add a prefix", false)]
    [InlineData("", false)]
    public void A_fix_is_told_by_a_word_of_the_message(string subject, bool isFix) =>
        Assert.Equal(isFix, new Commit("1", default, "Ada", subject).IsFix);

    [Fact]
    public void A_file_that_is_gone_is_no_hot_spot_and_the_rest_are_ordered()
    {
        Change[] changes = [Change("a", "b", "gone"), Change("a", "gone"), Change("b"), Change("c")];

        Assert.Equal(["a", "b"], Analysis.HotSpots(changes, ["a", "b", "c"], 2).Select(file => file.Path));
    }

    [Fact]
    public void A_sweep_over_many_files_makes_no_partners()
    {
        var many = Enumerable.Range(0, 21).Select(number => $"f{number}").ToArray();
        var file = new HotSpot("f0", 3, 0, 3);

        Assert.Null(Analysis.PartnerOf(file, [Change(many), Change(many), Change(many)]));
        Assert.Equal(new Partner("f1", 3), Analysis.PartnerOf(file, [Change("f0", "f1"), Change("f0", "f1"), Change("f1", "f0", "f2")]));
    }

    [Fact]
    public void Periods_are_equal_and_hold_every_commit()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var changes = new[] { 0, 1, 4, 4, 8 }.Select(day => new Change(new Commit("1", start.AddDays(day), "Ada", "x"), [])).ToList();

        var periods = Analysis.Periods(changes, 4);

        Assert.Equal(["2026-01-01", "2026-01-03", "2026-01-05", "2026-01-07"], periods.Select(period => period.Start));
        Assert.Equal([2, 0, 2, 1], periods.Select(period => period.Commits));
        Assert.Single(Analysis.Periods([changes[0]]));
        Assert.Empty(Analysis.Periods([]));
    }

    private static async Task<IEnumerable<int>> DaysAsync(GitRepository repository, int enough)
    {
        var (_, output, _) = await SampleProgram.RunAsync(typeof(Connectors), "--json", "--repository", repository.Path, "--commits", $"{enough}");
        using var run = JsonDocument.Parse(output);
        return
        [
            .. run.RootElement.GetProperty("steps").EnumerateArray()
                .Where(step => step.GetProperty("name").GetString() == "recent")
                .Select(step => step.GetProperty("result").GetProperty("days").GetInt32()),
        ];
    }

    private static IEnumerable<string> Steps(JsonElement run)
    {
        foreach (var step in run.GetProperty("steps").EnumerateArray())
        {
            var iteration = step.TryGetProperty("iteration", out var number) ? number.GetRawText() : "";
            yield return $"{step.GetProperty("name")} {iteration} {step.GetProperty("status")} {step.GetProperty("result")}";
            if (step.TryGetProperty("steps", out _))
            {
                foreach (var nested in Steps(step))
                {
                    yield return $"  {nested}";
                }
            }
        }
    }

    private static Change Change(params string[] files) =>
        new(new Commit("1", default, "Ada", "x"), [.. files.Select(file => new ChangedFile(file, 1))]);

    private static string Lines(int count, string text) => string.Concat(Enumerable.Range(0, count).Select(number => $"{text} {number}\n"));
}
