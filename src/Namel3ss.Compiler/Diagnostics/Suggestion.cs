namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Finds the name that was meant where one is misspelt.</summary>
public static class Suggestion
{
    private const int MaxLength = 64;

    /// <summary>
    /// The candidate nearest to what was typed, or null if none is near. Case, <c>_</c> and <c>-</c> do not count;
    /// of candidates equally near the first wins.
    /// </summary>
    public static string? Find(string typed, IEnumerable<string> candidates)
    {
        string word = Normalize(typed);
        if (word.Length is 0 or > MaxLength)
        {
            return null;
        }

        // One slip in three letters; in a very short word one slip is already another word.
        int bound = word.Length < 3 ? 0 : word.Length < 6 ? 1 : Math.Min(word.Length / 3, 3);
        string? best = null;
        foreach (string candidate in candidates)
        {
            string other = Normalize(candidate);
            if (candidate == typed || other.Length > MaxLength || Math.Abs(other.Length - word.Length) > bound)
            {
                continue;
            }

            int distance = Distance(word, other);
            if (distance <= bound)
            {
                best = candidate;
                bound = distance - 1;
            }
        }

        return best;
    }

    /// <summary><c> Did you mean 'x'?</c>, to append to a message, or nothing.</summary>
    public static string Hint(string typed, IEnumerable<string> candidates) =>
        Find(typed, candidates) is { } found ? $" Did you mean '{found}'?" : "";

    private static string Normalize(string text) =>
        text.Replace("_", "").Replace("-", "").ToLowerInvariant();

    /// <summary>Damerau-Levenshtein (optimal string alignment): letters added, left out, changed, or swapped with the next.</summary>
    private static int Distance(string a, string b)
    {
        int[] beforePrevious = new int[b.Length + 1];
        int[] previous = new int[b.Length + 1];
        int[] current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }
}
