using CustomerFeedback;

namespace Namel3ss.Samples.Tests;

public class SentimentTests
{
    [Theory]
    [InlineData("The coffee is good", Sentiment.Positive)]
    [InlineData("The coffee is not good", Sentiment.Negative)]
    [InlineData("never had a problem with it", Sentiment.Positive)]
    [InlineData("I don't hate it", Sentiment.Positive)]
    [InlineData("Does it fit under a cabinet?", Sentiment.Neutral)]
    [InlineData("", Sentiment.Neutral)]
    [InlineData("sooooo GREAT", Sentiment.Positive)]
    [InlineData("😡😡", Sentiment.Negative)]
    [InlineData("machine arrived ❤️", Sentiment.Positive)]
    [InlineData("Brilliant, it is broken again /s", Sentiment.Negative)]
    [InlineData("Great, thanks 🙄", Sentiment.Negative)]
    [InlineData("Die Maschine ist nicht gut", Sentiment.Negative)]
    [InlineData("Der Kaffee ist sehr lecker", Sentiment.Positive)]
    [InlineData("El café no está mal, y la entrega fue rápida", Sentiment.Positive)]
    [InlineData("Le café n'est pas bon", Sentiment.Negative)]
    [InlineData("L'app è un disastro", Sentiment.Negative)]
    [InlineData("Adorei a máquina, muito obrigada", Sentiment.Positive)]
    public async Task A_text_is_scored_in_its_own_language(string text, Sentiment expected)
    {
        var scorer = await ScorerAsync();

        Assert.Equal(expected, scorer.Score(text).Sentiment);
    }

    [Theory]
    [InlineData("very good", "good")]
    [InlineData("good", "kinda good")]
    [InlineData("kinda good", "not good")]
    [InlineData("not terrible", "terrible")]
    [InlineData("the noise is annoying but the taste is nice", "the taste is nice but the noise is annoying")]
    public async Task Degree_negation_and_what_follows_a_but_count(string better, string worse)
    {
        var scorer = await ScorerAsync();

        Assert.True(scorer.Score(better).Score > scorer.Score(worse).Score);
    }

    [Fact]
    public async Task A_theme_has_the_score_of_the_clause_that_speaks_of_it()
    {
        var scored = (await ScorerAsync()).Score("The coffee is delicious, but the app crashes all the time");

        Assert.True(scored.Themes["coffee"] > 0.5);
        Assert.True(scored.Themes["app"] < -0.5);
    }

    [Theory]
    [InlineData("Der Kaffee ist gut und die Maschine auch", "de")]
    [InlineData("Le café est bon et la machine aussi", "fr")]
    [InlineData("El café es bueno y la entrega fue rápida", "es")]
    [InlineData("the coffee", "en")]
    [InlineData("☕", "en")]
    public async Task The_language_is_told_by_little_words(string text, string language) =>
        Assert.Equal(language, (await ScorerAsync()).Score(text).Language);

    [Fact]
    public async Task The_scores_agree_with_most_customers_own_stars()
    {
        var reviews = await FeedbackFile.ReadAsync("reviews", CancellationToken.None);

        var stars = SourceAnalysis.Analyze("reviews", reviews, await ScorerAsync()).AgreesWithStars;

        Assert.NotNull(stars);
        Assert.True(stars.Agreeing >= stars.Rated * 0.8, $"{stars.Agreeing} of {stars.Rated}");
    }

    [Fact]
    public async Task The_whole_is_the_sum_of_its_sources()
    {
        var scorer = await ScorerAsync();
        var one = SourceAnalysis.Analyze("one", new FeedbackFile([new("a", "great coffee"), new("b", "awful noise"), new("c", "")], [new("one", 4, "torn")]), scorer);
        var two = SourceAnalysis.Analyze("two", new FeedbackFile([new("d", "great coffee", Stars: 5)], []), scorer);

        var whole = SourceAnalysis.Summarize([one, two]);

        Assert.Equal(new Counts(Positive: 2, Neutral: 0, Negative: 1, Empty: 1), whole.Counts);
        Assert.Equal(3, whole.Counts.Scored);
        Assert.Equal(["one", "two"], whole.Sources.Select(source => source.Source));
        Assert.Equal([new ThemeSentiment("coffee", 2, 0)], whole.Liked);
        Assert.Equal([new ThemeSentiment("noise", 0, 1)], whole.Disliked);
        Assert.Equal(["one", "two", "one"], whole.Quotes.Select(quote => quote.Source));
        Assert.Equal(new StarCheck(1, 1), whole.AgreesWithStars);
        Assert.Equal([new UnreadableEntry("one", 4, "torn")], whole.Unreadable);
        Assert.Equal(Math.Round(((one.MeanScore * 2) + two.MeanScore) / 3, 2), whole.MeanScore);
    }

    [Fact]
    public void Nothing_to_sum_up_is_a_summary_of_nothing()
    {
        var whole = SourceAnalysis.Summarize([]);

        Assert.Equal((0, 0.0), (whole.Counts.Scored, whole.MeanScore));
    }

    private static async Task<SentimentScorer> ScorerAsync() => new(await Lexicon.LoadAsync());
}
