using System.Globalization;

namespace RepositoryReview;

/// <summary>What the changes tell; plain computation, no git.</summary>
public static class Analysis
{
    // A commit of more files is a sweep (a rename, a reformatting): it says nothing about who belongs together.
    private const int FilesOfASweep = 20;

    private const int BarWidth = 20;

    /// <summary>The files, of those that still exist, that most commits changed.</summary>
    public static IReadOnlyList<HotSpot> HotSpots(IReadOnlyList<Change> changes, IReadOnlyList<string> files, int limit)
    {
        var existing = files.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. changes
                .SelectMany(change => change.Files.Select(file => (change.Commit, File: file)))
                .Where(changed => existing.Contains(changed.File.Path))
                .GroupBy(changed => changed.File.Path, StringComparer.Ordinal)
                .Select(file => new HotSpot(
                    file.Key, file.Count(), file.Count(changed => changed.Commit.IsFix), file.Sum(changed => changed.File.Lines)))
                .OrderByDescending(file => file.Changes)
                .ThenByDescending(file => file.Churn)
                .ThenBy(file => file.Path, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    /// <summary>The file that changes along with <paramref name="file"/> in at least a third of its commits, and three times; null if none does.</summary>
    public static Partner? PartnerOf(HotSpot file, IReadOnlyList<Change> changes) => changes
        .Where(change => change.Files.Count <= FilesOfASweep && change.Files.Any(changed => changed.Path == file.Path))
        .SelectMany(change => change.Files)
        .Where(changed => changed.Path != file.Path)
        .CountBy(changed => changed.Path, StringComparer.Ordinal)
        .Where(other => other.Value >= 3 && other.Value * 3 >= file.Changes)
        .OrderByDescending(other => other.Value)
        .ThenBy(other => other.Key, StringComparer.Ordinal)
        .Select(other => new Partner(other.Key, other.Value))
        .FirstOrDefault();

    /// <summary>How many people made the changes.</summary>
    public static int People(IReadOnlyList<Change> changes) =>
        changes.Select(change => change.Commit.Author).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The time from the first commit to the last in equal periods.</summary>
    public static IReadOnlyList<Period> Periods(IReadOnlyList<Change> changes, int count = 8)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var first = changes.Min(change => change.Commit.Date).ToUniversalTime();
        var length = (changes.Max(change => change.Commit.Date) - first) / count;
        var commits = changes
            .Select(change => change.Commit)
            .ToLookup(commit => length == TimeSpan.Zero ? 0 : Math.Min((int)((commit.Date - first) / length), count - 1));
        var most = commits.Max(period => period.Count());
        var format = length >= TimeSpan.FromDays(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm";
        return
        [
            .. Enumerable.Range(0, length == TimeSpan.Zero ? 1 : count).Select(period => new Period(
                (first + (length * period)).ToString(format, CultureInfo.InvariantCulture),
                commits[period].Count(),
                commits[period].Count(commit => commit.IsFix),
                new string('#', (int)Math.Ceiling((double)commits[period].Count() / most * BarWidth)))),
        ];
    }
}
