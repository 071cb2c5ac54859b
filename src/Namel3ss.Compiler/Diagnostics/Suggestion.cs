namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Finds the name that was meant where one is misspelt.</summary>
public static class Suggestion
{
    private const int MaxLength = 64;

    /// <summary>Of a file with more names, the first are looked at: that keeps the work linear.</summary>
    private const int MaxCandidates = 4096;

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
        var distances = new Distances(word);
        foreach (string candidate in candidates.Take(MaxCandidates))
        {
            if (candidate != typed && distances.To(candidate, bound) is var distance && distance <= bound)
            {
                best = candidate;
                bound = distance - 1;
            }
        }

        return best;
    }

    /// <summary><c> Did you mean 'x'?</c>, to append to a message, or nothing.</summary>
    public static string Hint(string typed, IEnumerable<string> candidates) => Hint(Find(typed, candidates));

    /// <summary>The same for a name that was found, or null.</summary>
    public static string Hint(string? found) => found is null ? "" : $" Did you mean '{found}'?";

    /// <summary>What counts of a name.</summary>
    internal static string Normalize(string text) =>
        text.Replace("_", "").Replace("-", "").ToLowerInvariant();

    /// <summary>
    /// How far names are from one word, by Damerau-Levenshtein (optimal string alignment): letters added, left out, changed, or swapped
    /// with the next.
    /// </summary>
    private sealed class Distances(string word)
    {
        private readonly bool[] _isInWord = LettersOf(word);
        private readonly char[] _other = new char[MaxLength];
        private int[] _beforePrevious = new int[MaxLength + 1];
        private int[] _previous = new int[MaxLength + 1];
        private int[] _current = new int[MaxLength + 1];

        /// <summary>The distance; any number above the bound for more than that, of which nothing is worked out.</summary>
        public int To(string candidate, int bound)
        {
            int far = bound + 1;
            int length = Read(candidate, word.Length + bound, bound);
            if (length > MaxLength || Math.Abs(length - word.Length) > bound)
            {
                return far;
            }

            for (int j = 0; j <= length; j++)
            {
                _previous[j] = j;
            }

            for (int i = 1; i <= word.Length; i++)
            {
                if (FillRow(i, length, bound) > bound)
                {
                    return far;
                }

                (_beforePrevious, _previous, _current) = (_previous, _current, _beforePrevious);
            }

            return _previous[length];
        }

        /// <summary>Case, <c>_</c> and <c>-</c> do not count.</summary>
        /// <returns>The number of letters, or <see cref="int.MaxValue"/> if they are more than <paramref name="most"/>, or more of them not the word's than <paramref name="bound"/>.</returns>
        private int Read(string candidate, int most, int bound)
        {
            int length = 0;
            int others = 0;
            foreach (char c in candidate)
            {
                if (c is '_' or '-')
                {
                    continue;
                }

                if (length == most || length == MaxLength)
                {
                    return int.MaxValue;
                }

                char letter = c is >= 'A' and <= 'Z' ? (char)(c | ' ') : c < 128 ? c : char.ToLowerInvariant(c);
                if (!(letter < 128 ? _isInWord[letter] : word.IndexOf(letter) >= 0) && ++others > bound)
                {
                    return int.MaxValue;
                }

                _other[length++] = letter;
            }

            return length;
        }

        private static bool[] LettersOf(string word)
        {
            bool[] letters = new bool[128];
            foreach (char letter in word.Where(letter => letter < 128))
            {
                letters[letter] = true;
            }

            return letters;
        }

        /// <summary>Farther from the diagonal than the bound, the distance is larger than it.</summary>
        /// <returns>The least distance in the row.</returns>
        private int FillRow(int i, int length, int bound)
        {
            int far = bound + 1;
            int first = Math.Max(1, i - bound);
            int last = Math.Min(length, i + bound);
            int least = _current[first - 1] = first == 1 ? i : far;
            for (int j = first; j <= last; j++)
            {
                int change = word[i - 1] == _other[j - 1] ? 0 : 1;
                int above = j == i + bound ? far : _previous[j] + 1;
                _current[j] = Math.Min(Math.Min(above, _current[j - 1] + 1), _previous[j - 1] + change);
                if (i > 1 && j > 1 && word[i - 1] == _other[j - 2] && word[i - 2] == _other[j - 1])
                {
                    _current[j] = Math.Min(_current[j], _beforePrevious[j - 2] + 1);
                }

                least = Math.Min(least, _current[j]);
            }

            return least;
        }
    }
}
