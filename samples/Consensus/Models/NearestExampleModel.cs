namespace Consensus;

/// <summary>Answers as the three most similar tickets of the past were answered (cosine of rare words).</summary>
public static class NearestExampleModel
{
    private const int Neighbours = 3;

    public static ModelAnswer Answer(string model, string question, IReadOnlyList<Example> examples)
    {
        var rarity = examples
            .SelectMany(example => example.Words.Distinct())
            .CountBy(word => word)
            .ToDictionary(word => word.Key, word => Math.Log((double)examples.Count / word.Value), StringComparer.Ordinal);
        var asked = Vector(Examples.Words(question), rarity);
        var nearest = examples
            .Select(example => (Example: example, Likeness: Cosine(asked, Vector(example.Words, rarity))))
            .OrderByDescending(found => found.Likeness)
            .Take(Neighbours)
            .Where(found => found.Likeness > 0)
            .ToList();
        if (nearest.Count == 0)
        {
            return new ModelAnswer(model, examples[0].Team, 0.1, "no ticket of the past is like it, so this is a guess");
        }

        var team = nearest.GroupBy(found => found.Example.Team).MaxBy(found => found.Sum(one => one.Likeness))!;
        return new ModelAnswer(
            model,
            team.Key,
            Math.Round(team.Sum(found => found.Likeness) / nearest.Sum(found => found.Likeness), 2),
            $"{team.Count()} of the {nearest.Count} most similar tickets, the nearest by: {string.Join(", ", team.First().Example.Words.Intersect(asked.Keys))}");
    }

    private static Dictionary<string, double> Vector(IReadOnlyList<string> words, Dictionary<string, double> rarity) => words
        .CountBy(word => word)
        .Where(word => rarity.ContainsKey(word.Key))
        .ToDictionary(word => word.Key, word => word.Value * rarity[word.Key], StringComparer.Ordinal);

    private static double Cosine(Dictionary<string, double> a, Dictionary<string, double> b)
    {
        var product = a.Sum(word => word.Value * b.GetValueOrDefault(word.Key));
        return product == 0 ? 0 : product / (Length(a) * Length(b));

        static double Length(Dictionary<string, double> vector) => Math.Sqrt(vector.Values.Sum(value => value * value));
    }
}
