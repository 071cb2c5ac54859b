using System.Globalization;

namespace RepositoryReview;

/// <summary>Reads a repository's history by git's own commands.</summary>
internal static class GitHistory
{
    private const int MostCommits = 300;
    private const char Field = '\u001f';

    public static async Task<Head> HeadAsync(string repository, CancellationToken cancellationToken)
    {
        var root = (await GitCommand.RunAsync(repository, ["rev-parse", "--show-toplevel"], cancellationToken)).Trim();
        var newest = (await GitCommand.RunAsync(repository, ["log", "-1", "--format=%h%x1f%cI"], cancellationToken)).Trim().Split(Field);
        var count = await GitCommand.RunAsync(repository, ["rev-list", "--count", "--no-merges", "HEAD"], cancellationToken);
        return new Head(
            root,
            newest[0],
            DateTimeOffset.Parse(newest[1], CultureInfo.InvariantCulture),
            int.Parse(count, CultureInfo.InvariantCulture));
    }

    /// <summary>The commits of the last days before <paramref name="until"/>, which makes two runs on one repository the same; merges not counted.</summary>
    public static async Task<History> ReadAsync(string repository, DateTimeOffset until, int days, CancellationToken cancellationToken)
    {
        var since = until.AddDays(-days).ToString("O", CultureInfo.InvariantCulture);
        var log = await GitCommand.RunAsync(
            repository, ["log", "-z", "--no-merges", $"--max-count={MostCommits}", $"--since={since}", "--format=%H%x1f%cI%x1f%aN%x1f%s"], cancellationToken);
        return new History(days, [.. Records(log).Select(ReadCommit)]);
    }

    public static async Task<IReadOnlyList<string>> FilesAsync(string repository, CancellationToken cancellationToken) =>
        Records(await GitCommand.RunAsync(repository, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD"], cancellationToken));

    public static async Task<Change> ChangesAsync(string repository, Commit commit, CancellationToken cancellationToken)
    {
        var files = await GitCommand.RunAsync(
            repository, ["show", "-z", "--numstat", "--no-renames", "--no-ext-diff", "--no-textconv", "--format=", commit.Id], cancellationToken);
        return new Change(commit, [.. Records(files).Select(ReadFile)]);
    }

    public static async Task<Owners> OwnersAsync(string repository, string path, CancellationToken cancellationToken)
    {
        var blame = await GitCommand.RunAsync(repository, ["blame", "--line-porcelain", "HEAD", "--", path], cancellationToken);
        const string Author = "author ";
        var lines = blame.Split('\n').Where(line => line.StartsWith(Author, StringComparison.Ordinal)).ToList();
        var people = lines.CountBy(line => line[Author.Length..], StringComparer.Ordinal).OrderByDescending(person => person.Value).ToList();
        return new Owners(people.Count, people.Count == 0 ? "" : people[0].Key, lines.Count);
    }

    private static string[] Records(string output) => output.Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static Commit ReadCommit(string record)
    {
        var fields = record.Split(Field, 4);
        return new Commit(fields[0], DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture), fields[2], fields[3]);
    }

    private static ChangedFile ReadFile(string record)
    {
        var fields = record.Split('\t', 3);
        return new ChangedFile(fields[2], Number(fields[0]) + Number(fields[1]));

        // A file that is no text has '-' for its numbers.
        static int Number(string text) => text == "-" ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
    }
}
