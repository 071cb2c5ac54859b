namespace Consensus;

/// <summary>Answers by the odds of the ticket's words in each team's tickets of the past (naive Bayes).</summary>
public static class NaiveBayesModel
{
    public static ModelAnswer Answer(string model, string question, IReadOnlyList<Example> examples)
    {
        var words = Examples.Words(question);
        var vocabulary = examples.SelectMany(example => example.Words).Distinct(StringComparer.Ordinal).Count();
        var teams = examples
            .GroupBy(example => example.Team)
            .Select(team => (Team: team.Key, Seen: team.SelectMany(example => example.Words).ToList(), Prior: (double)team.Count() / examples.Count))
            .Select(team => (team.Team, team.Seen, Log: Math.Log(team.Prior) + words.Sum(word => Math.Log(Odds(word, team.Seen, vocabulary)))))
            .OrderByDescending(team => team.Log)
            .ToList();

        var best = teams[0];
        var share = 1 / teams.Sum(team => Math.Exp(team.Log - best.Log));
        var telling = words.Distinct().Where(best.Seen.Contains).OrderByDescending(word => Odds(word, best.Seen, vocabulary)).Take(3).ToList();
        return new ModelAnswer(
            model,
            best.Team,
            Math.Round(share, 2),
            telling.Count == 0 ? "none of its words was seen before, so this is a guess" : $"odds of: {string.Join(", ", telling)}");
    }

    // One is added to every count, so that a word that was never seen does not make a team impossible.
    private static double Odds(string word, List<string> seen, int vocabulary) =>
        (seen.Count(other => other == word) + 1.0) / (seen.Count + vocabulary);
}
