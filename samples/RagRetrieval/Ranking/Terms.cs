using System.Text.RegularExpressions;

namespace RagRetrieval;

/// <summary>A text's words as they are searched for: small letters, no little words, no common English endings.</summary>
public static partial class Terms
{
    private static readonly HashSet<string> LittleWords =
    [
        "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have", "how", "i", "if", "in", "is", "it",
        "its", "many", "my", "of", "on", "once", "or", "our", "should", "so", "that", "the", "them", "then", "there", "they", "this", "to", "was", "we",
        "what", "when", "which", "why", "will", "with", "you", "your", "happen", "happens",
    ];

    public static IReadOnlyList<string> Of(string text) =>
    [
        .. Word().Matches(text.ToLowerInvariant())
            .Select(word => word.Value)
            .Where(word => !LittleWords.Contains(word))
            .Select(Stem),
    ];

    private static string Stem(string word)
    {
        var stem = word switch
        {
            _ when word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
            _ when word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) => word[..^3],
            _ when word.Length > 4 && word.EndsWith("ied", StringComparison.Ordinal) => word[..^3] + "y",
            _ when word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) => word[..^2],
            _ when word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) => word[..^1],
            _ => word,
        };
        return stem.Length > 3 && stem.EndsWith('e') ? stem[..^1] : stem;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
