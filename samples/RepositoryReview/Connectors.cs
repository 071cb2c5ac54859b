namespace RepositoryReview;

/// <summary>
/// What the chains' steps call. A step without a <c>target</c> calls the connector of its own name. Those that run git
/// count against the limit of calls at once; the others only compute.
/// </summary>
public static class Connectors
{
    [Connector("git.head")]
    public static Task<Head> HeadAsync(string repository, CancellationToken cancellationToken) =>
        GitHistory.HeadAsync(repository, cancellationToken);

    [Connector("git.history")]
    public static Task<History> HistoryAsync(string repository, DateTimeOffset until, int days, CancellationToken cancellationToken) =>
        GitHistory.ReadAsync(repository, until, days, cancellationToken);

    [Connector("git.files")]
    public static Task<IReadOnlyList<string>> FilesAsync(string repository, CancellationToken cancellationToken) =>
        GitHistory.FilesAsync(repository, cancellationToken);

    [Connector("git.changes")]
    public static Task<Change> ChangesAsync(string repository, Commit commit, CancellationToken cancellationToken) =>
        GitHistory.ChangesAsync(repository, commit, cancellationToken);

    [Connector("git.owners")]
    public static Task<Owners> OwnersAsync(string repository, string path, CancellationToken cancellationToken) =>
        GitHistory.OwnersAsync(repository, path, cancellationToken);

    [Connector("hot_spots", TakesPermit = false)]
    public static IReadOnlyList<HotSpot> HotSpots(IReadOnlyList<Change> changes, IReadOnlyList<string> files, int limit) =>
        Analysis.HotSpots(changes, files, limit);

    /// <summary>Null, which makes the step's value absent, if the file has no partner.</summary>
    [Connector("partner", TakesPermit = false)]
    public static Partner? PartnerOf(HotSpot file, IReadOnlyList<Change> changes) => Analysis.PartnerOf(file, changes);

    [Connector("people", TakesPermit = false)]
    public static int People(IReadOnlyList<Change> changes) => Analysis.People(changes);

    [Connector("periods", TakesPermit = false)]
    public static IReadOnlyList<Period> Periods(IReadOnlyList<Change> changes) => Analysis.Periods(changes);

    [Connector("lines", Inline = true, TakesPermit = false)]
    public static string Join(IReadOnlyList<string> lines) => string.Join('\n', lines);
}
