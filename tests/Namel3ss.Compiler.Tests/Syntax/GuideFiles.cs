namespace Namel3ss.Compiler.Tests.Syntax;

internal static class GuideFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Guide");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.ai").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));
}

/// <summary>One source in every form of its line breaks, with and without byte order mark: all must read the same.</summary>
internal static class Variants
{
    public static IEnumerable<string> Of(string source)
    {
        foreach (string lineBreak in new[] { "\n", "\r\n", "\r" })
        {
            string text = source.Replace("\n", lineBreak, StringComparison.Ordinal);
            yield return text;
            yield return "\uFEFF" + text;
        }
    }
}
