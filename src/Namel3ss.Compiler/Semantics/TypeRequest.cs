using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// What a host has to look up in C# for the expressions of a project: no more than the files name, so that an edit of
/// anything else asks for nothing new.
/// </summary>
/// <param name="Types">Types of inputs and results, and what may be the type before a constant, as the files write them.</param>
/// <param name="Values">Types of what the steps' connectors give, as generated code writes them.</param>
/// <param name="Members">The members that are read, as C# would have them.</param>
public sealed record TypeRequest(EquatableArray<string> Types, EquatableArray<string> Values, EquatableArray<string> Members)
{
    /// <summary>Types that expressions have of themselves.</summary>
    private static readonly string[] OfExpressions = ["string", "bool", "int", "long", "double"];

    public static TypeRequest Of(IEnumerable<NamesOfTypes> files, ConnectorTable connectors)
    {
        List<NamesOfTypes> all = files.ToList();
        var targets = new HashSet<string>(all.SelectMany(file => file.Targets), StringComparer.Ordinal);
        IEnumerable<string> values = connectors.Connectors
            .Where(connector => connector.Value is not null && targets.Contains(connector.Name))
            .Select(connector => connector.Value!.Name);
        EquatableArray<string> members = NamesOfTypes.Sort(all.SelectMany(file => file.Members));
        return new TypeRequest(
            NamesOfTypes.Sort(all.SelectMany(file => file.Types)),
            members.Count == 0 ? default : NamesOfTypes.Sort(values.Concat(OfExpressions)),
            members);
    }
}

/// <summary>What one file names of C#.</summary>
/// <param name="Types">As <see cref="TypeRequest.Types"/>.</param>
/// <param name="Targets">What its steps call.</param>
/// <param name="Members">As <see cref="TypeRequest.Members"/>.</param>
public sealed record NamesOfTypes(EquatableArray<string> Types, EquatableArray<string> Targets, EquatableArray<string> Members)
{
    public static NamesOfTypes Of(SyntaxTree tree)
    {
        var reader = new NamesOfTypesReader();
        reader.Read(tree);
        return new NamesOfTypes(Sort(reader.Types), Sort(reader.Targets), Sort(reader.Members));
    }

    internal static EquatableArray<string> Sort(IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();
}
