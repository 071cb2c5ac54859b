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
        ConstructorModel constructor = Choose(map, type);
        var arguments = new List<BoundArgument>();
        var members = new List<BoundArgument>();
        foreach (MapEntrySyntax entry in map.Entries)
        {
            var literals = new LiteralBinder(diagnostics, values, entry, depth + 1);
            bool isRepeated = map.Entries.First(other => IsNamed(other, entry.Key)) != entry;
            if (!isRepeated && constructor.Parameters.FirstOrDefault(parameter => IsNamed(entry, parameter.Name)) is { } parameter)
            {
                arguments.Add(new BoundArgument(parameter.Name, IsNamed: true, literals.Bind(entry.Value, parameter.Type)));
            }
            else if (!isRepeated && type.Settable.FirstOrDefault(member => IsNamed(entry, member.Name)) is { } member)
            {
                diagnostics.Add(diagnostics.At(entry.KeySpan), member.Notice);
                members.Add(new BoundArgument(member.Name, IsNamed: true, literals.Bind(entry.Value, member.Type)));
            }
            else
            {
                diagnostics.Add(BindingDiagnostics.UnknownMember(diagnostics.At(entry.KeySpan), entry.Key, type.Display,
                    diagnostics.Hint(entry.Key, Names(constructor, type).Where(name => !Has(map, name)).Select(CSharpNames.ToSnakeCase))));
            }
        }

        // A member that is not there may be one that is misspelt, which is reported.
        if (arguments.Count + members.Count == map.Entries.Count)
        {
            ReportMissing(map, type, constructor);
        }

        return new BoundObject(type.Name, arguments.ToEquatableArray(), members.ToEquatableArray());
    }

    /// <summary>The constructor that leaves least unsaid: all its required parameters given, and most entries used.</summary>
    private static ConstructorModel Choose(MapSyntax map, TypeModel type) => type.Constructors
        .OrderBy(constructor => constructor.Parameters.Count(parameter => parameter.IsRequired && !Has(map, parameter.Name)))
        .ThenByDescending(constructor => constructor.Parameters.Count(parameter => Has(map, parameter.Name)))
        .FirstOrDefault() ?? new ConstructorModel(EquatableArray<ParameterModel>.Empty);

    private void ReportMissing(MapSyntax map, TypeModel type, ConstructorModel constructor)
    {
        IEnumerable<string> required = constructor.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name)
            .Concat(type.Settable.Where(member => member.IsRequired).Select(member => member.Name));
        List<string> missing = required.Where(name => !Has(map, name)).Select(CSharpNames.ToSnakeCase).Distinct().ToList();
        if (missing.Count > 0)
        {
            diagnostics.Add(BindingDiagnostics.MissingMember(diagnostics.At(option, map), missing, type.Display));
        }
    }

    private static IEnumerable<string> Names(ConstructorModel constructor, TypeModel type) =>
        constructor.Parameters.Select(parameter => parameter.Name).Concat(type.Settable.Select(member => member.Name));

    private static bool Has(MapSyntax map, string name) => map.Entries.Any(entry => IsNamed(entry, name));

    private static bool IsNamed(MapEntrySyntax entry, string name) => CSharpNames.Fold(entry.Key) == CSharpNames.Fold(name);
}
