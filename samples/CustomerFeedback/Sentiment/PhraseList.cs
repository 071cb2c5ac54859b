namespace CustomerFeedback;

/// <summary>Words and phrases to look for: <c>well done, perfect*, 👍</c>.</summary>
public sealed class PhraseList
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly List<string> _stems = [];
    private readonly List<string[]> _phrases = [];

    public int Count => _words.Count + _stems.Count + _phrases.Count;

    public static PhraseList Parse(string list)
    {
        var result = new PhraseList();
        foreach (var item in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var tokens = item.EndsWith('*') ? [TextTokens.Fold(item[..^1])] : TextTokens.Of(item).ToArray();
            if (item.EndsWith('*'))
            {
                result._stems.Add(tokens[0]);
            }
            else if (tokens.Length == 1)
            {
                result._words.Add(tokens[0]);
            }
            else
            {
                result._phrases.Add(tokens);
            }
        }

        return result;
    }

    /// <summary>Length in tokens of the longest entry that stands at <paramref name="at"/>; 0 if none does.</summary>
    public int Match(IReadOnlyList<string> tokens, int at)
    {
        var longest = _words.Contains(tokens[at]) || _stems.Exists(stem => tokens[at].StartsWith(stem, StringComparison.Ordinal)) ? 1 : 0;
        foreach (var phrase in _phrases)
        {
            if (phrase.Length > longest && StandsAt(phrase, tokens, at))
            {
                longest = phrase.Length;
            }
        }

        return longest;
    }

    private static bool StandsAt(string[] phrase, IReadOnlyList<string> tokens, int at)
    {
        var same = 0;
        while (same < phrase.Length && at + same < tokens.Count && tokens[at + same] == phrase[same])
        {
            same++;
        }

        return same == phrase.Length;
    }
}
