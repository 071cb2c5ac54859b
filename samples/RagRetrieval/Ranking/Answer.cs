using System.Text.RegularExpressions;

namespace RagRetrieval;

/// <summary>The chain's result: sentences of the passages, each with the number of its source.</summary>
public sealed record Answer(IReadOnlyList<Statement> Statements, IReadOnlyList<Citation> Sources)
{
    /// <summary>The answer as one text, such as <c>A job is tried again. [1]</c>.</summary>
    public string Text => string.Join(' ', Statements.Select(statement => $"{statement.Text} [{statement.Source}]"));
}

/// <param name="Source">The number of the <see cref="Citation"/>, from 1.</param>
public sealed record Statement(string Text, int Source);

public sealed record Citation(int Number, string Source);

/// <summary>
/// Puts an answer together from sentences that stand in the passages, word for word. It is where a model would be called:
/// a model would write its own sentences; this one can only quote, but it cannot make anything up either.
/// </summary>
public static partial class ExtractiveAnswer
{
    private const int Sentences = 4;

    public static Answer Compose(string query, IReadOnlyList<Passage> passages)
    {
        var rarity = new Bm25(passages);
        var best = passages.Count == 0 ? 0 : passages.Max(passage => passage.Score);
        var asked = Terms.Of(query).ToHashSet(StringComparer.Ordinal);
        var candidates = passages
            .SelectMany(passage => SentencesOf(passage.Text).Select(sentence => (Text: sentence, Words: Terms.Of(sentence).ToHashSet(StringComparer.Ordinal), passage)))
            .ToList();

        var chosen = new List<(string Text, HashSet<string> Words, Passage Passage)>();
        while (chosen.Count < Sentences && candidates.Count > 0)
        {
            var next = candidates.MaxBy(candidate => Value(candidate.Words, candidate.passage));
            if (Value(next.Words, next.passage) <= 0)
            {
                break;
            }

            chosen.Add(next);
            candidates.Remove(next);
        }

        var sources = chosen.Select(sentence => sentence.Passage.Source).Distinct(StringComparer.Ordinal).ToList();
        return new Answer(
            [.. chosen.Select(sentence => new Statement(sentence.Text, sources.IndexOf(sentence.Passage.Source) + 1))],
            [.. sources.Select((source, index) => new Citation(index + 1, source))]);

        // What a sentence says of the query, less what was said already, in a passage that fits as a whole.
        double Value(HashSet<string> words, Passage passage)
        {
            var relevance = words.Where(asked.Contains).Sum(rarity.Rarity) * (0.5 + (passage.Score / best));
            var repeated = chosen.Select(sentence => (double)sentence.Words.Intersect(words).Count() / Math.Max(words.Count, 1)).DefaultIfEmpty().Max();
            return relevance * (1 - repeated);
        }
    }

    /// <summary>Whole sentences of prose: code is for the eye, not for an answer.</summary>
    public static IEnumerable<string> SentencesOf(string markdown) => SentenceEnd()
        .Split(CodeBlock().Replace(markdown, "").ReplaceLineEndings(" ").Trim())
        .Select(sentence => sentence.Trim())
        .Where(sentence => sentence.Length > 20 && !sentence.EndsWith('?'));

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[A-Z0-9`])")]
    private static partial Regex SentenceEnd();
}
