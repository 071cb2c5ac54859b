using System.Text.RegularExpressions;

namespace Namel3ss.Docs.Tests;

/// <summary>A fenced block of a page.</summary>
/// <param name="Info">What stands behind the opening fence: <c>ai</c>, <c>ai wrong</c>, <c>csharp</c>, <c>console</c> …</param>
/// <param name="Text">The lines between the fences.</param>
/// <param name="Line">Of the opening fence, from one.</param>
internal sealed record Block(string Info, string Text, int Line);

/// <summary>A page of the documentation.</summary>
/// <param name="Path">Below the repository.</param>
internal sealed record MarkdownPage(string Path, string Text)
{
    public static MarkdownPage Read(string path) => new(path, Repository.Read(path));

    public IReadOnlyList<Block> Blocks { get; } = ReadBlocks(Text);

    /// <summary>All links that lead to files of the repository: the file, empty for this page, and the heading, if one is named.</summary>
    public IEnumerable<(string File, string? Heading)> Links =>
        from Match link in Regex.Matches(OutsideBlocks(Text), @"\]\((?<target>[^)\s]+)\)")
        let parts = link.Groups["target"].Value.Split('#')
        where !parts[0].Contains("://", StringComparison.Ordinal)
        select (parts[0], parts.Length > 1 ? parts[1] : null);

    /// <summary>The headings, as links name them.</summary>
    public IEnumerable<string> Headings =>
        from Match heading in Regex.Matches(OutsideBlocks(Text), "^#+ (?<text>.+)$", RegexOptions.Multiline)
        select Regex.Replace(heading.Groups["text"].Value.ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-');

    private static List<Block> ReadBlocks(string text)
    {
        var blocks = new List<Block>();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            int end = Array.FindIndex(lines, i + 1, line => line == "```");
            Assert.True(end > 0, $"The block of line {i + 1} is not closed.");
            blocks.Add(new Block(lines[i][3..].Trim(), string.Join('\n', lines[(i + 1)..end]) + "\n", i + 1));
            i = end;
        }

        return blocks;
    }

    private static string OutsideBlocks(string text) => Regex.Replace(text, "^```.*?^```$", "", RegexOptions.Multiline | RegexOptions.Singleline);
}
