namespace CustomerFeedback;

/// <summary>What the scorer says of one text.</summary>
/// <param name="Score">-1 (very bad) to 1 (very good).</param>
/// <param name="Themes">The themes it speaks of, each with the score of the clauses that do.</param>
public sealed record ScoredText(double Score, string Language, IReadOnlyDictionary<string, double> Themes)
{
    public Sentiment Sentiment => Score switch { > 0.15 => Sentiment.Positive, < -0.15 => Sentiment.Negative, _ => Sentiment.Neutral };
}

public enum Sentiment
{
    Positive,
    Neutral,
    Negative,
}

/// <summary>
/// Scores a text by a word list: no model is asked. It knows negation ("not bad"), "very" and "a bit", what follows a
/// "but", emoji, and a few marks of irony; irony without a mark escapes it.
/// </summary>
public sealed class SentimentScorer(Lexicon lexicon)
{
    private const int NegationReach = 4;   // "is not even a little bit quiet"

    public ScoredText Score(string text)
    {
        var tokens = TextTokens.Of(text);
        var language = lexicon.LanguageOf(tokens);
        var clauses = Clauses(tokens, language);
        var ironic = Enumerable.Range(0, tokens.Count).Any(at => lexicon.Match(Lexicon.AnyLanguage, "irony", tokens, at) > 0);

        var sum = clauses.Sum(clause => clause.Score);
        if (ironic)
        {
            sum = -Math.Abs(sum) - 1;   // irony praises what it scolds
        }

        var overall = Squash(sum);
        var themes = clauses
            .SelectMany(clause => lexicon.Themes(clause.Tokens).Select(theme => (theme, Score: clause.Score == 0 || ironic ? overall : Squash(clause.Score))))
            .GroupBy(mention => mention.theme, StringComparer.Ordinal)
            .ToDictionary(theme => theme.Key, theme => Math.Round(theme.Average(mention => mention.Score), 2), StringComparer.Ordinal);
        return new ScoredText(Math.Round(overall, 2), language, themes);
    }

    private List<(IReadOnlyList<string> Tokens, double Score)> Clauses(IReadOnlyList<string> tokens, string language)
    {
        var clauses = new List<(IReadOnlyList<string>, double)>();
        var clause = new List<string>();
        var afterBut = false;
        for (var at = 0; at <= tokens.Count; at++)
        {
            var but = at < tokens.Count && lexicon.Match(language, "but", tokens, at) > 0;
            if (at == tokens.Count || but || TextTokens.EndsClause(tokens[at]))
            {
                if (clause.Count > 0)
                {
                    clauses.Add((clause, ClauseScore(clause, language) * (afterBut ? 1.5 : 1)));
                    clause = [];
                    afterBut = false;
                }

                afterBut |= but;
                continue;
            }

            clause.Add(tokens[at]);
        }

        return clauses;
    }

    private double ClauseScore(IReadOnlyList<string> clause, string language)
    {
        var sum = 0.0;
        for (var at = 0; at < clause.Count;)
        {
            var (score, length) = lexicon.Score(language, clause, at);
            sum += score == 0 ? 0 : score * Strength(clause, at, language);
            at += Math.Max(length, 1);
        }

        return sum;
    }

    private double Strength(IReadOnlyList<string> clause, int at, string language)
    {
        var strength = 1.0;
        for (var before = Math.Max(0, at - NegationReach); before < at; before++)
        {
            if (lexicon.Match(language, "not", clause, before) > 0)
            {
                strength = -Math.Abs(strength) * 0.75;   // "not bad" is less than "good"
            }
            else if (before >= at - 2 && lexicon.Match(language, "less", clause, before) is > 0 and var less)
            {
                strength *= 0.5;
                before += less - 1;
            }
            else if (before >= at - 2 && lexicon.Match(language, "more", clause, before) is > 0 and var more)
            {
                strength *= 1.5;
                before += more - 1;
            }
        }

        return strength;
    }

    // The sum has no bound; one strong word should already say much, ten should not say ten times as much.
    private static double Squash(double sum) => sum / Math.Sqrt((sum * sum) + 8);
}
