using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>The chat models of the whole project, by name; free of positions for the same reason as <see cref="ChainIndex"/>.</summary>
public sealed record LlmIndex(EquatableArray<LlmEntry> Entries)
{
    public static LlmIndex Create(IEnumerable<SyntaxTree> trees)
    {
        var models =
            from tree in trees.OrderBy(tree => tree.File.RelativePath, StringComparer.Ordinal)
            from model in tree.Llms.Select((syntax, ordinal) => (Syntax: syntax, Ordinal: ordinal))
            where model.Syntax.Name.Text.Length > 0
            select (tree.File, model.Syntax, model.Ordinal);

        return new LlmIndex(models
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
            .ToEquatableArray());
    }

    public static IEnumerable<NameSyntax> FallbackOf(LlmSyntax syntax) =>
        syntax.Find(Keys.Fallback)?.Value is NamesSyntax { Names: var names } ? names.Where(name => name.Text.Length > 0) : [];

    public LlmEntry? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name);

    /// <summary>The shortest way from one model along <c>fallback</c> to another, both included; null if there is none.</summary>
    public IReadOnlyList<string>? FindPath(string from, string to)
    {
        var paths = new Queue<IReadOnlyList<string>>([[from]]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        while (paths.Count > 0)
        {
            IReadOnlyList<string> path = paths.Dequeue();
            string last = path[path.Count - 1];
            if (last == to)
            {
                return path;
            }

            foreach (string next in (Find(last)?.Fallback ?? default).Where(seen.Add))
            {
                paths.Enqueue([.. path, next]);
            }
        }

        return null;
    }
}

/// <summary>A model's name, who owns it (the first file by path, and in it the first declaration), and what it falls back on.</summary>
/// <param name="Line">From one; known only if the name stands twice.</param>
public sealed record LlmEntry(string Name, string RelativePath, int Ordinal, int? Line, EquatableArray<string> Fallback);
