namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Where searches for a closing quote came by in vain: another that comes there is in vain, too. So however many quotes are tried as the
/// beginning of a text, a line is searched once.
/// </summary>
internal sealed class VainSearches
{
    private readonly HashSet<(int Position, char Quote, int End, bool IsQuoted)> _places = [];

    /// <param name="position">Where the search is.</param>
    /// <param name="quote">What it looks for.</param>
    /// <param name="end">Up to where.</param>
    /// <param name="isQuoted">The quote has a backslash before it, as in a text in quotes.</param>
    public bool Contains(int position, char quote, int end, bool isQuoted = false) =>
        _places.Count > 0 && _places.Contains((position, quote, end, isQuoted));

    /// <returns>False if it is known.</returns>
    public bool Add(int position, char quote, int end, bool isQuoted = false) => _places.Add((position, quote, end, isQuoted));
}
