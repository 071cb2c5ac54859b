using System.Text.RegularExpressions;

namespace RagRetrieval;

/// <summary>A section of a document.</summary>
/// <param name="Source">Corpus, file and section, such as <c>docs/retries.md#Retry policy</c>.</param>
/// <param name="Score">How well it fits the query (BM25); 0 before it was ranked.</param>
public sealed record Passage(string Source, string Text, double Score = 0);

/// <summary>A folder of Markdown files, cut into sections at their <c>##</c> headings.</summary>
public static partial class Corpus
{
    public static async Task<IReadOnlyList<Passage>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Corpora", name);
        var passages = new List<Passage>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal))
        {
            passages.AddRange(Sections($"{name}/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file, cancellationToken)));
        }

        return passages;
    }

    public static IEnumerable<Passage> Sections(string file, string markdown)
    {
        foreach (var part in Heading().Split(markdown.ReplaceLineEndings("\n")).Skip(1))
        {
            var titleEnd = part.IndexOf('\n', StringComparison.Ordinal);
            yield return new Passage($"{file}#{part[..titleEnd].Trim()}", part[titleEnd..].Trim());
        }
    }

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
