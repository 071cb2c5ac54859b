namespace CustomerFeedback;

/// <summary>What one source says; the value of the three <c>analyze_…</c> steps.</summary>
/// <param name="MeanScore">-1 (very bad) to 1 (very good); entries without text do not count.</param>
/// <param name="AgreesWithStars">For the sources with stars: in how many of the entries the word list is of the customer's own opinion.</param>
public sealed record SourceSentiment(
    string Source,
    Counts Counts,
    double MeanScore,
    IReadOnlyList<ThemeSentiment> Themes,
    IReadOnlyList<Quote> Quotes,
    IReadOnlyDictionary<string, int> Languages,
    StarCheck? AgreesWithStars,
    IReadOnlyList<UnreadableEntry> Unreadable);

/// <summary>Entries by sentiment; <paramref name="Empty"/> ones have no text.</summary>
public sealed record Counts(int Positive, int Neutral, int Negative, int Empty)
{
    /// <summary>Entries with a text.</summary>
    public int Scored => Positive + Neutral + Negative;

    public static Counts operator +(Counts a, Counts b) =>
        new(a.Positive + b.Positive, a.Neutral + b.Neutral, a.Negative + b.Negative, a.Empty + b.Empty);
}

/// <summary>How customers speak of a theme: in how many entries well, in how many badly.</summary>
public sealed record ThemeSentiment(string Theme, int Positive, int Negative);

public sealed record Quote(string Source, string Author, string Text, double Score);

public sealed record StarCheck(int Agreeing, int Rated);

/// <summary>All sources together; the chain's result.</summary>
public sealed record FeedbackSummary(
    Counts Counts,
    double MeanScore,
    IReadOnlyList<SourceLine> Sources,
    IReadOnlyList<ThemeSentiment> Liked,
    IReadOnlyList<ThemeSentiment> Disliked,
    IReadOnlyList<Quote> Quotes,
    IReadOnlyDictionary<string, int> Languages,
    StarCheck? AgreesWithStars,
    IReadOnlyList<UnreadableEntry> Unreadable);

public sealed record SourceLine(string Source, Counts Counts, double MeanScore);
