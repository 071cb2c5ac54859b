using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// What a host has to look up in C# for the expressions of a project: no more than the files name, so that an edit of
/// anything else asks for nothing new.
/// </summary>
/// <param name="Types">Types of inputs and results, and what may be the type before a constant, as the files write them.</param>
/// <param name="Values">Types of the values that connectors give, as generated code writes them.</param>
/// <param name="Members">The members that are read, as C# would have them.</param>
public sealed record TypeRequest(EquatableArray<string> Types, EquatableArray<string> Values, EquatableArray<string> Members)
{
    /// <summary>Types that expressions have of themselves.</summary>
    private static readonly string[] OfExpressions = ["string", "bool", "int", "long", "double"];

    public static TypeRequest None { get; } = new(default, default, default);

    public static TypeRequest Of(SyntaxTree tree)
    {
        var reader = new TypeRequestReader();
        reader.Read(tree);
        return new TypeRequest(Sort(reader.Types), default, Sort(reader.Members));
    }

    /// <summary>All that the files of a project ask for.</summary>
    public static TypeRequest Merge(IEnumerable<TypeRequest> files, ConnectorTable connectors)
    {
        List<TypeRequest> all = files.ToList();
        EquatableArray<string> members = Sort(all.SelectMany(file => file.Members));
        return new TypeRequest(
            Sort(all.SelectMany(file => file.Types)),
            members.Count == 0 ? default : Sort(connectors.Connectors.Select(connector => connector.Value?.Name).OfType<string>().Concat(OfExpressions)),
            members);
    }

    private static EquatableArray<string> Sort(IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();
}
