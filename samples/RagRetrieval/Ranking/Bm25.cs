namespace RagRetrieval;

/// <summary>
/// Ranks passages for a query by Okapi BM25: a word counts the more, the rarer it is in the corpus, the more often it
/// stands in the passage (ever less for each further time), and the shorter the passage is.
/// </summary>
public sealed class Bm25
{
    private const double Saturation = 1.2;      // k1 of the formula
    private const double LengthPenalty = 0.75;  // b of the formula

    private readonly List<(Passage Passage, Dictionary<string, int> Counts, int Length)> _passages;
    private readonly double _averageLength;

    public Bm25(IEnumerable<Passage> passages)
    {
        // The section's title belongs to what it says.
        _passages = [.. passages.Select(passage => (passage, Words: Terms.Of(passage.Source + "\n" + passage.Text)))
            .Select(entry => (entry.passage, entry.Words.CountBy(word => word).ToDictionary(StringComparer.Ordinal), entry.Words.Count))];
        _averageLength = _passages.Count == 0 ? 0 : _passages.Average(entry => entry.Length);
    }

    /// <summary>The best passages, best first; none that has no word of the query.</summary>
    public IReadOnlyList<Passage> Search(string query, int count) =>
    [
        .. _passages
            .Select(entry => entry.Passage with { Score = Math.Round(Terms.Of(query).Distinct().Sum(word => Score(word, entry.Counts, entry.Length)), 2) })
            .Where(passage => passage.Score > 0)
            .OrderByDescending(passage => passage.Score).ThenBy(passage => passage.Source, StringComparer.Ordinal)
            .Take(count),
    ];

    /// <summary>How rare a word is, over 0: the rarer, the more.</summary>
    public double Rarity(string word)
    {
        var with = _passages.Count(entry => entry.Counts.ContainsKey(word));
        return Math.Log(1 + ((_passages.Count - with + 0.5) / (with + 0.5)));
    }

    private double Score(string word, Dictionary<string, int> counts, int length)
    {
        var times = counts.GetValueOrDefault(word);
        return times == 0
            ? 0
            : Rarity(word) * times * (Saturation + 1) / (times + (Saturation * (1 - LengthPenalty + (LengthPenalty * length / _averageLength))));
    }
}
