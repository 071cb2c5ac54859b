using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A map of <c>options</c> as an object: through a constructor, and settable members for what it leaves.</summary>
/// <param name="option">The entry whose value the map is.</param>
/// <param name="depth">How many maps are around it.</param>
internal sealed class ObjectBinder(FileDiagnostics diagnostics, ValueBinder values, MapEntrySyntax option, int depth)
{
    public BoundExpression Bind(MapSyntax map, TypeModel type)
    {
        Dictionary<string, MapEntrySyntax> given = ByName(map.Entries, entry => entry.Key);
        ConstructorModel constructor = Choose(given, type);
        Dictionary<string, ParameterModel> parameters = ByName(constructor.Parameters, parameter => parameter.Name);
        Dictionary<string, MemberModel> settable = ByName(type.Settable, member => member.Name);
        var arguments = new List<BoundArgument>();
        var members = new List<BoundArgument>();
        foreach (MapEntrySyntax entry in map.Entries)
        {
            var literals = new LiteralBinder(diagnostics, values, entry, depth + 1);
            string name = CSharpNames.Fold(entry.Key);
            bool isRepeated = !ReferenceEquals(given[name], entry);
            if (!isRepeated && parameters.TryGetValue(name, out ParameterModel? parameter))
            {
                arguments.Add(new BoundArgument(parameter.Name, IsNamed: true, literals.Bind(entry.Value, parameter.Type)));
            }
            else if (!isRepeated && settable.TryGetValue(name, out MemberModel? member))
            {
                diagnostics.Add(diagnostics.At(entry.KeySpan), member.Notice);
                members.Add(new BoundArgument(member.Name, IsNamed: true, literals.Bind(entry.Value, member.Type)));
            }
            else
            {
                diagnostics.Add(BindingDiagnostics.UnknownMember(diagnostics.At(entry.KeySpan), entry.Key, type.Display,
                    diagnostics.Hint(entry.Key, Names(constructor, type).Where(candidate => !Has(given, candidate)).Select(CSharpNames.ToSnakeCase))));
            }
        }

        // A member that is not there may be one that is misspelt, which is reported.
        if (arguments.Count + members.Count == map.Entries.Count)
        {
            ReportMissing(map, given, type, constructor);
        }

        return new BoundObject(type.Name, arguments.ToEquatableArray(), members.ToEquatableArray());
    }

    /// <summary>The constructor that leaves least unsaid: all its required parameters given, and most entries used.</summary>
    private static ConstructorModel Choose(Dictionary<string, MapEntrySyntax> given, TypeModel type) => type.Constructors
        .OrderBy(constructor => constructor.Parameters.Count(parameter => parameter.IsRequired && !Has(given, parameter.Name)))
        .ThenByDescending(constructor => constructor.Parameters.Count(parameter => Has(given, parameter.Name)))
        .FirstOrDefault() ?? new ConstructorModel(EquatableArray<ParameterModel>.Empty);

    private void ReportMissing(MapSyntax map, Dictionary<string, MapEntrySyntax> given, TypeModel type, ConstructorModel constructor)
    {
        IEnumerable<string> required = constructor.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name)
            .Concat(type.Settable.Where(member => member.IsRequired).Select(member => member.Name));
        List<string> missing = required.Where(name => !Has(given, name)).Select(CSharpNames.ToSnakeCase).Distinct().ToList();
        if (missing.Count > 0)
        {
            diagnostics.Add(BindingDiagnostics.MissingMember(diagnostics.At(option, map), missing, type.Display));
        }
    }

    private static IEnumerable<string> Names(ConstructorModel constructor, TypeModel type) =>
        constructor.Parameters.Select(parameter => parameter.Name).Concat(type.Settable.Select(member => member.Name));

    private static bool Has(Dictionary<string, MapEntrySyntax> given, string name) => given.ContainsKey(CSharpNames.Fold(name));

    /// <summary>Of two with one name the first.</summary>
    private static Dictionary<string, T> ByName<T>(IEnumerable<T> all, Func<T, string> name) => all
        .GroupBy(one => CSharpNames.Fold(name(one)), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
}
