using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// The chains and chat models of the whole project: what one file must know of the others. It holds no positions but those of names
/// that stand twice, so that an edit inside one file leaves it equal.
/// </summary>
public sealed record ChainIndex(NameTable<ChainEntry> Entries, LlmIndex Llms)
{
    public static ChainIndex Create(IEnumerable<SyntaxTree> all)
    {
        List<SyntaxTree> trees = all.ToList();
        var chains =
            from tree in trees.OrderBy(tree => tree.File.RelativePath, StringComparer.Ordinal)
            from chain in tree.Chains.Select((syntax, ordinal) => (Syntax: syntax, Ordinal: ordinal))
            where chain.Syntax.Name.Text.Length > 0
            select (tree.File, chain.Syntax, chain.Ordinal);

        return new ChainIndex(chains
            .GroupBy(chain => CSharpNames.ToPascalCase(chain.Syntax.Name.Text), StringComparer.Ordinal)
            .Select(group =>
            {
                var first = group.First();
                bool isRepeated = group.Skip(1).Any();
                return new ChainEntry(
                    group.Key,
                    first.Syntax.Name.Text,
                    first.File.RelativePath,
                    first.Ordinal,
                    isRepeated ? first.File.Locate(first.Syntax.Name.Span).LineNumber : null);
            })
            .ToNameTable(), LlmIndex.Create(trees));
    }

    public ChainEntry? Find(string csharpName) => Entries.Find(csharpName);

    public ChainEntry? FindByName(string name) =>
        name.Length > 0 && Find(CSharpNames.ToPascalCase(name)) is { } entry && entry.Name == name ? entry : null;
}

/// <summary>A chain's name and who owns it: the first file by path, and in it the first chain.</summary>
/// <param name="Line">From one; known only if the name stands twice.</param>
public sealed record ChainEntry(string CSharpName, string Name, string RelativePath, int Ordinal, int? Line) : INamed
{
    string INamed.Name => CSharpName;
}
