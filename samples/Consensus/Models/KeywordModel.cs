using System.Globalization;

namespace Consensus;

/// <summary>Answers by a list of words that speak for a team: a rule of thumb that knows no examples.</summary>
public static class KeywordModel
{
    private static readonly Dictionary<string, string[]> Keywords = new()
    {
        ["billing"] = ["charg", "invoice", "refund", "payment", "card", "price", "receipt", "bill", "plan", "money", "discount", "year"],
        ["technical"] = ["crash", "error", "app", "update", "load", "slow", "upload", "api", "stuck", "page", "work", "sync", "file"],
        ["delivery"] = ["parcel", "deliver", "package", "box", "track", "courier", "shipment", "ship", "address", "damag", "late"],
        ["account"] = ["password", "login", "log", "account", "user", "profile", "delete", "data", "lock", "factor", "mail"],
    };

    public static ModelAnswer Answer(string model, string question)
    {
        var words = Examples.Words(question);
        var hits = Keywords
            .Select(team => (Team: team.Key, Words: words.Where(word => team.Value.Contains(word, StringComparer.Ordinal)).ToList()))
            .OrderByDescending(team => team.Words.Count)
            .ToList();
        var all = hits.Sum(team => team.Words.Count);
        return all == 0
            ? new ModelAnswer(model, hits[0].Team, 0.1, "no keyword found, so this is a guess")
            : new ModelAnswer(
                model,
                hits[0].Team,
                Math.Round((double)hits[0].Words.Count / all, 2),
                string.Create(CultureInfo.InvariantCulture, $"{hits[0].Words.Count} of {all} keywords: {string.Join(", ", hits[0].Words.Distinct())}"));
    }
}
