namespace CustomerFeedback;

/// <summary>From scored texts to counts, themes and quotes: for one source, then for all.</summary>
public static class SourceAnalysis
{
    private const int QuotesPerSide = 3;
    private const int ThemesPerSide = 5;

    public static SourceSentiment Analyze(string source, FeedbackFile file, SentimentScorer scorer)
    {
        var scored = file.Entries
            .Where(entry => entry.Text.Length > 0)
            .Select(entry => (Entry: entry, Score: scorer.Score(entry.Text)))
            .ToList();
        var themes = scored
            .SelectMany(text => text.Score.Themes)
            .GroupBy(theme => theme.Key, StringComparer.Ordinal)
            .Select(theme => new ThemeSentiment(theme.Key, theme.Count(mention => mention.Value > 0.1), theme.Count(mention => mention.Value < -0.1)))
            .OrderBy(theme => theme.Theme, StringComparer.Ordinal);
        var quotes = scored.Select(text => new Quote(source, text.Entry.Author, text.Entry.Text, text.Score.Score)).ToList();
        var rated = scored.Where(text => text.Entry.Stars is not null).ToList();

        return new SourceSentiment(
            source,
            new Counts(
                scored.Count(text => text.Score.Sentiment == Sentiment.Positive),
                scored.Count(text => text.Score.Sentiment == Sentiment.Neutral),
                scored.Count(text => text.Score.Sentiment == Sentiment.Negative),
                file.Entries.Count - scored.Count),
            Mean(scored.Select(text => (text.Score.Score, 1))),
            [.. themes],
            MostTelling(quotes),
            CountLanguages(scored.Select(text => (text.Score.Language, 1))),
            rated.Count == 0 ? null : new StarCheck(rated.Count(text => text.Score.Sentiment == OfStars(text.Entry.Stars!.Value)), rated.Count),
            file.Unreadable);
    }

    public static FeedbackSummary Summarize(IReadOnlyList<SourceSentiment> sources)
    {
        var themes = sources
            .SelectMany(source => source.Themes)
            .GroupBy(theme => theme.Theme, StringComparer.Ordinal)
            .Select(theme => new ThemeSentiment(theme.Key, theme.Sum(part => part.Positive), theme.Sum(part => part.Negative)))
            .ToList();
        var stars = sources.Select(source => source.AgreesWithStars).OfType<StarCheck>().ToList();

        return new FeedbackSummary(
            sources.Aggregate(new Counts(0, 0, 0, 0), (sum, source) => sum + source.Counts),
            Mean(sources.Select(source => (source.MeanScore, source.Counts.Scored))),
            [.. sources.Select(source => new SourceLine(source.Source, source.Counts, source.MeanScore))],
            [.. themes.Where(theme => theme.Positive > theme.Negative).OrderByDescending(theme => theme.Positive - theme.Negative).ThenByDescending(theme => theme.Positive).Take(ThemesPerSide)],
            [.. themes.Where(theme => theme.Negative > theme.Positive).OrderByDescending(theme => theme.Negative - theme.Positive).ThenByDescending(theme => theme.Negative).Take(ThemesPerSide)],
            MostTelling([.. sources.SelectMany(source => source.Quotes)]),
            CountLanguages(sources.SelectMany(source => source.Languages.Select(language => (language.Key, language.Value)))),
            stars.Count == 0 ? null : new StarCheck(stars.Sum(check => check.Agreeing), stars.Sum(check => check.Rated)),
            [.. sources.SelectMany(source => source.Unreadable)]);
    }

    /// <summary>The best and the worst, one of each source first: three tweets in a row would not speak for all.</summary>
    private static IReadOnlyList<Quote> MostTelling(IReadOnlyList<Quote> quotes)
    {
        return [.. Best(quotes.Where(quote => quote.Score > 0)), .. Best(quotes.Where(quote => quote.Score < 0)).Reverse()];

        static IEnumerable<Quote> Best(IEnumerable<Quote> side) => side
            .GroupBy(quote => quote.Source, StringComparer.Ordinal)
            .SelectMany(source => source.OrderByDescending(quote => Math.Abs(quote.Score)).ThenBy(quote => quote.Text.Length).Select((quote, rank) => (quote, rank)))
            .OrderBy(ranked => ranked.rank).ThenByDescending(ranked => Math.Abs(ranked.quote.Score)).ThenBy(ranked => ranked.quote.Author, StringComparer.Ordinal)
            .Take(QuotesPerSide)
            .Select(ranked => ranked.quote)
            .OrderByDescending(quote => Math.Abs(quote.Score));
    }

    private static Dictionary<string, int> CountLanguages(IEnumerable<(string Language, int Count)> texts) => texts
        .GroupBy(text => text.Language, StringComparer.Ordinal)
        .Select(language => (language.Key, Count: language.Sum(text => text.Count)))
        .OrderByDescending(language => language.Count).ThenBy(language => language.Key, StringComparer.Ordinal)
        .ToDictionary(language => language.Key, language => language.Count, StringComparer.Ordinal);

    private static double Mean(IEnumerable<(double Score, int Weight)> scores)
    {
        var (sum, weight) = scores.Aggregate((Sum: 0.0, Weight: 0), (total, score) => (total.Sum + (score.Score * score.Weight), total.Weight + score.Weight));
        return weight == 0 ? 0 : Math.Round(sum / weight, 2);
    }

    private static Sentiment OfStars(int stars) => stars switch { > 3 => Sentiment.Positive, < 3 => Sentiment.Negative, _ => Sentiment.Neutral };
}
