using System.Globalization;

namespace CustomerFeedback;

/// <summary>The scorer's word list (Data/lexicon.txt) and themes (Data/themes.txt).</summary>
public sealed class Lexicon
{
    /// <summary>The language of what is the same everywhere, such as emoji.</summary>
    public const string AnyLanguage = "*";

    private static readonly Lazy<Task<Lexicon>> FromData = new(LoadFromDataAsync);

    private readonly Dictionary<(string Language, string Meaning), PhraseList> _words = [];
    private readonly Dictionary<string, List<(int Score, PhraseList Phrases)>> _scored = [];
    private readonly List<(string Theme, PhraseList Words)> _themes = [];

    private Lexicon(string lexicon, string themes)
    {
        foreach (var line in Lines(lexicon))
        {
            var parts = line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
            var phrases = PhraseList.Parse(parts[2]);
            Count += phrases.Count;
            if (int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var score))
            {
                if (!_scored.TryGetValue(parts[0], out var ofLanguage))
                {
                    _scored.Add(parts[0], ofLanguage = []);
                }

                ofLanguage.Add((score, phrases));
            }
            else
            {
                _words.Add((parts[0], parts[1]), phrases);
            }
        }

        foreach (var line in Lines(themes))
        {
            var parts = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
            _themes.Add((parts[0], PhraseList.Parse(parts[1])));
        }

        Languages = [.. _words.Keys.Where(key => key.Meaning == "words").Select(key => key.Language)];
    }

    /// <summary>How many words and phrases the list has.</summary>
    public int Count { get; }

    public IReadOnlyList<string> Languages { get; }

    public static Task<Lexicon> LoadAsync() => FromData.Value;

    public static Lexicon Parse(string lexicon, string themes) => new(lexicon, themes);

    /// <summary>Length in tokens of what stands at <paramref name="at"/> with this meaning; 0 if nothing does.</summary>
    public int Match(string language, string meaning, IReadOnlyList<string> tokens, int at) =>
        _words.TryGetValue((language, meaning), out var phrases) ? phrases.Match(tokens, at) : 0;

    /// <summary>The score of the longest word or phrase at <paramref name="at"/>, with its length in tokens; (0, 0) if nothing scores there.</summary>
    public (int Score, int Length) Score(string language, IReadOnlyList<string> tokens, int at)
    {
        var best = (Score: 0, Length: 0);
        foreach (var (score, phrases) in _scored.GetValueOrDefault(language, []).Concat(_scored.GetValueOrDefault(AnyLanguage, [])))
        {
            var length = phrases.Match(tokens, at);
            if (length > best.Length || (length == best.Length && length > 0 && Math.Abs(score) > Math.Abs(best.Score)))
            {
                best = (score, length);
            }
        }

        return best;
    }

    public IEnumerable<string> Themes(IReadOnlyList<string> tokens) => _themes
        .Where(theme => Enumerable.Range(0, tokens.Count).Any(at => theme.Words.Match(tokens, at) > 0))
        .Select(theme => theme.Theme);

    /// <summary>The language whose frequent little words the text has most of; English if it has none.</summary>
    public string LanguageOf(IReadOnlyList<string> tokens) => Languages
        .Select(language => (language, Hits: Enumerable.Range(0, tokens.Count).Count(at => Match(language, "words", tokens, at) > 0)))
        .Aggregate(("en", Hits: 0), (best, next) => next.Hits > best.Hits ? next : best).Item1;

    private static IEnumerable<string> Lines(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && line[0] != '#');

    private static async Task<Lexicon> LoadFromDataAsync()
    {
        var data = Path.Combine(AppContext.BaseDirectory, "Data");
        return Parse(
            await File.ReadAllTextAsync(Path.Combine(data, "lexicon.txt")),
            await File.ReadAllTextAsync(Path.Combine(data, "themes.txt")));
    }
}
