using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>The chat models of the whole project, by name; free of positions for the same reason as <see cref="ChainIndex"/>.</summary>
public sealed record LlmIndex(NameTable<LlmEntry> Entries)
{
    public static LlmIndex Create(IEnumerable<SyntaxTree> trees)
    {
        var models =
            from tree in trees.OrderBy(tree => tree.File.RelativePath, StringComparer.Ordinal)
            from model in tree.Llms.Select((syntax, ordinal) => (Syntax: syntax, Ordinal: ordinal))
            where model.Syntax.Name.Text.Length > 0
            select (tree.File, model.Syntax, model.Ordinal);

        NameTable<LlmEntry> entries = models
            .GroupBy(model => model.Syntax.Name.Text, StringComparer.Ordinal)
            .Select(group =>
            {
                var first = group.First();
                bool isRepeated = group.Skip(1).Any();
                return new LlmEntry(
                    group.Key,
                    first.File.RelativePath,
                    first.Ordinal,
                    isRepeated ? first.File.Locate(first.Syntax.Name.Span).LineNumber : null,
                    FallbackOf(first.Syntax).Select(name => name.Text).ToEquatableArray());
            })
            .ToNameTable();
        ILookup<string, EquatableArray<string>> circles = FindCircles(entries).ToLookup(circle => circle[0], StringComparer.Ordinal);
        return new LlmIndex(entries.Select(entry => entry with { Circles = circles[entry.Name].ToEquatableArray() }).ToNameTable());
    }

    public static IEnumerable<NameSyntax> FallbackOf(LlmSyntax syntax) =>
        syntax.Find(Keys.Fallback)?.Value is NamesSyntax { Names: var names } ? names.Where(name => name.Text.Length > 0) : [];

    public LlmEntry? Find(string name) => Entries.Find(name);

    private static IEnumerable<EquatableArray<string>> FindCircles(NameTable<LlmEntry> entries)
    {
        Dictionary<string, int> places = entries.Select((entry, place) => (entry.Name, place))
            .ToDictionary(entry => entry.Name, entry => entry.place, StringComparer.Ordinal);
        return Circles.Find(entries.Select(entry => entry.Fallback.Where(places.ContainsKey).Select(name => places[name]).ToList()).ToList())
            .Select(circle => circle.Select(place => entries[place].Name).ToEquatableArray());
    }
}

/// <summary>A model's name, who owns it (the first file by path, and in it the first declaration), and what it falls back on.</summary>
/// <param name="Line">From one; known only if the name stands twice.</param>
public sealed record LlmEntry(string Name, string RelativePath, int Ordinal, int? Line, EquatableArray<string> Fallback) : INamed
{
    /// <summary>Models that fall back on each other in a circle, of which this is the first in the project: it stands at both ends.</summary>
    public EquatableArray<EquatableArray<string>> Circles { get; init; }
}
