using System.Text.Json;

namespace Consensus;

/// <summary>What one model answers; the three <c>…_response</c> steps have it as JSON text.</summary>
/// <param name="Model">A stand-in says here that it is one; of a model it is null.</param>
/// <param name="Answer">The team that should take the ticket.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Reason">What the answer rests on.</param>
public sealed record ModelAnswer(string? Model, string Answer, double Confidence, string Reason)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Reads what a model wrote, a fence or words around the JSON left out; null if there is no such JSON in it.</summary>
    public static ModelAnswer? Read(string text)
    {
        var (start, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        try
        {
            var answer = start < 0 || end < start ? null : JsonSerializer.Deserialize<ModelAnswer>(text.AsSpan(start..(end + 1)), JsonSerializerOptions.Web);
            return string.IsNullOrWhiteSpace(answer?.Answer) ? null : answer with { Answer = answer.Answer.Trim().ToLowerInvariant() };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

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
