using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Compiler.Text;

/// <summary>
/// Names in the order of their beginnings, and in that of their ends: a misspelt name agrees with the one that is meant in what is before
/// the slip or behind it, so that it is found among its neighbours, without a look at all of them.
/// </summary>
internal sealed class Neighbours
{
    /// <summary>How many are looked at on each side of where the name would be.</summary>
    private const int Reach = 64;

    /// <summary>How many are looked at at most.</summary>
    public const int Most = 4 * Reach;

    private readonly Order _beginnings;
    private readonly Order _ends;

    public Neighbours(IEnumerable<string> names)
    {
        string[] words = names.Select(Suggestion.Normalize).ToArray();
        _beginnings = new Order(words.ToArray());
        _ends = new Order(words.Select(Reverse).ToArray());
    }

    /// <summary>Their places among the names, in order.</summary>
    public IEnumerable<int> Of(string name)
    {
        string word = Suggestion.Normalize(name);
        int[] places = [.. _beginnings.Around(word), .. _ends.Around(Reverse(word))];
        Array.Sort(places);
        return places.Where((place, i) => i == 0 || place != places[i - 1]);
    }

    private static string Reverse(string word)
    {
        char[] letters = word.ToCharArray();
        Array.Reverse(letters);
        return new string(letters);
    }

    private sealed class Order
    {
        private readonly string[] _words;
        private readonly int[] _places;

        public Order(string[] words)
        {
            _words = words;
            _places = Enumerable.Range(0, words.Length).ToArray();
            Array.Sort(_words, _places, StringComparer.Ordinal);
        }

        public ArraySegment<int> Around(string word)
        {
            int found = Array.BinarySearch(_words, word, StringComparer.Ordinal);
            int at = found < 0 ? ~found : found;
            int first = Math.Max(0, at - Reach);
            return new ArraySegment<int>(_places, first, Math.Min(_places.Length, at + Reach) - first);
        }
    }
}
