using System.Text;
using System.Text.RegularExpressions;

namespace CustomerFeedback;

/// <summary>Cuts a text into words, emoji and punctuation, written in one way: no capitals, no accents, no looong letters.</summary>
public static partial class TextTokens
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyy";

    // French and Italian little words that are joined to the next: l'app, un'idea, n'est.
    private static readonly HashSet<string> Joined = ["l", "d", "j", "qu", "c", "s", "m", "n", "un", "dell", "all", "nell"];

    public static IReadOnlyList<string> Of(string text)
    {
        var tokens = new List<string>();
        foreach (Match match in Token().Matches(text))
        {
            if (match.Groups["skip"].Success)
            {
                continue;
            }

            var token = Fold(match.Value);
            var apostrophe = token.IndexOf('\'', StringComparison.Ordinal);
            if (apostrophe > 0 && Joined.Contains(token[..apostrophe]))
            {
                tokens.Add(token[..apostrophe] == "n" ? "ne" : token[..apostrophe]);
                tokens.Add(token[(apostrophe + 1)..]);
            }
            else if (token.EndsWith("n't", StringComparison.Ordinal))
            {
                tokens.Add(token[..^3]);
                tokens.Add("not");
            }
            else
            {
                tokens.Add(token);
            }
        }

        return tokens;
    }

    public static bool EndsClause(string token) => token is "." or "," or "!" or "?" or ";" or ":" or "…" or "\n" or "–";

    /// <summary>One spelling for all: no capitals, no accents; a letter three times or more is that letter ("sooo" is "so").</summary>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var letter in Elongated().Replace(word.ToLowerInvariant(), "$1"))
        {
            var accented = Accented.IndexOf(letter, StringComparison.Ordinal);
            _ = letter switch
            {
                'ß' => folded.Append("ss"),
                '’' => folded.Append('\''),
                _ => folded.Append(accented >= 0 ? Plain[accented] : letter),
            };
        }

        return folded.ToString();
    }

    [GeneratedRegex(@"(\p{L})\1{2,}")]
    private static partial Regex Elongated();

    [GeneratedRegex(@"(?<skip>https?://\S+|@[\w.]+)|[:;]-?[()Dd](?!\w)|/s\b|£?[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*|[.,!?;:…–\n]|[\uD83C-\uD83E][\uDC00-\uDFFF]|[\u2600-\u27BF]")]
    private static partial Regex Token();
}
