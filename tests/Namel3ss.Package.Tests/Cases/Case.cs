namespace Namel3ss.Package.Tests.Cases;

/// <summary>A folder of <c>tests/Cases</c>.</summary>
/// <param name="Name">The folder's path there.</param>
/// <param name="IsSlow">Whether it waits too long to be tried with every change.</param>
/// <param name="Test">The unit test of its kind; null if what it shows is still to be mended.</param>
internal sealed record Case(string Name, bool IsSlow, string? Test)
{
    /// <summary>What is tried: the names, or parts of them, that this variable has; without it every case that is neither slow nor open.</summary>
    private const string Choice = "NAMEL3SS_CASES";

    private static readonly string Folder = Path.Combine(PackageFeed.Repository, "tests", "Cases");

    /// <summary>The lines of <c>cases.tsv</c>.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        .. File.ReadLines(Path.Combine(Folder, "cases.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(row => new Case(row[0], row[1] == "slow", row[2] == "open" ? null : row[2])),
    ];

    public static IReadOnlyList<Case> Chosen { get; } = Choose(Environment.GetEnvironmentVariable(Choice));

    /// <summary>The folders that say what is expected.</summary>
    public static IEnumerable<string> Folders => Directory
        .GetFiles(Folder, "expected.txt", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, Path.GetDirectoryName(file)!).Replace('\\', '/'));

    /// <summary>What lies in the folder of the cases, copied to where nothing of the repository is seen.</summary>
    public static void CopyAll(string target)
    {
        foreach (string file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public Expectation ReadExpectation() => Expectation.Parse(File.ReadAllLines(Path.Combine(Folder, Name, "expected.txt")));

    private static Case[] Choose(string? choice) => choice?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { } names
        ? [.. All.Where(row => names.Length == 0 || names.Any(name => row.Name.Contains(name, StringComparison.Ordinal)))]
        : [.. All.Where(row => row is { IsSlow: false, Test: not null })];
}
