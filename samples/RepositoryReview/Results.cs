namespace RepositoryReview;

/// <summary>Where the repository stands; the value of the step <c>head</c>.</summary>
/// <param name="Root">The repository's own folder; paths count from here.</param>
/// <param name="Commit">The short id of the newest commit.</param>
/// <param name="Commits">How many commits lead to it, merges not counted.</param>
public sealed record Head(string Root, string Commit, DateTimeOffset Date, int Commits)
{
    public string Name => Path.GetFileName(Root);
}

/// <summary>The commits of some days, newest first; the value of <c>recent</c>, once for each width that was tried.</summary>
public sealed record History(int Days, IReadOnlyList<Commit> Commits)
{
    public int Found => Commits.Count;
}

public sealed record Commit(string Id, DateTimeOffset Date, string Author, string Subject)
{
    private static readonly string[] WordsOfFixes = ["fix", "fixes", "fixed", "bug", "bugs", "repair", "mend", "correct", "revert", "regression"];

    /// <summary>Whether the commit says that it mends something. It is only as good as the messages are.</summary>
    public bool IsFix => Subject
        .Split([' ', ':', '(', ')', ',', '.', '/', '!'], StringSplitOptions.RemoveEmptyEntries)
        .Any(word => WordsOfFixes.Contains(word, StringComparer.OrdinalIgnoreCase));
}

/// <summary>What a commit changed; the value of <c>changes</c>, once for each commit.</summary>
public sealed record Change(Commit Commit, IReadOnlyList<ChangedFile> Files);

/// <param name="Lines">Added and removed; 0 for a file that is no text.</param>
public sealed record ChangedFile(string Path, int Lines);

/// <summary>A file that changes often.</summary>
/// <param name="Changes">In how many commits.</param>
/// <param name="Fixes">In how many of them something was mended.</param>
/// <param name="Churn">Lines added and removed.</param>
public sealed record HotSpot(string Path, int Changes, int Fixes, int Churn);

/// <summary>Whose lines a file is made of.</summary>
public sealed record Owners(int People, string First, int Lines);

/// <summary>A file that changes along with another one.</summary>
public sealed record Partner(string Path, int Times);

/// <summary>A stretch of the time that was looked at.</summary>
public sealed record Period(string Start, int Commits, int Fixes, string Bar);
