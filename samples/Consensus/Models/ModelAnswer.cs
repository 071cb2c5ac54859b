namespace Consensus;

/// <summary>What one model answers: the value of the three <c>…_response</c> steps.</summary>
/// <param name="Model">Who answers: a local stand-in, and it says so.</param>
/// <param name="Answer">The team that should take the ticket.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Reason">What the answer rests on.</param>
public sealed record ModelAnswer(string Model, string Answer, double Confidence, string Reason);

/// <summary>A ticket of the past and the team that took it.</summary>
public sealed record Example(string Team, IReadOnlyList<string> Words);

/// <summary>The tickets that the stand-ins know (Data/examples.tsv).</summary>
public static class Examples
{
    private static readonly HashSet<string> LittleWords =
        ["i", "the", "a", "an", "my", "me", "is", "are", "was", "on", "in", "to", "of", "and", "for", "it", "be", "has", "have", "do", "does", "please", "or", "at", "by", "you", "your"];

    public static IReadOnlyList<Example> Parse(string text) =>
    [
        .. text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t', 2))
            .Select(parts => parts.Length == 2
                ? new Example(parts[0], Words(parts[1]))
                : throw new FormatException($"examples.tsv: a line without a tab: '{parts[0]}'")),
    ];

    public static async Task<IReadOnlyList<Example>> LoadAsync(CancellationToken cancellationToken) =>
        Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", "examples.tsv"), cancellationToken));

    /// <summary>The words that carry meaning, without the commonest endings.</summary>
    public static IReadOnlyList<string> Words(string text) =>
    [
        .. new string([.. text.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !LittleWords.Contains(word))
            .Select(Stem),
    ];

    private static string Stem(string word)
    {
        foreach (var ending in (string[])["ing", "ed", "es", "s"])
        {
            if (word.Length > ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }
}
