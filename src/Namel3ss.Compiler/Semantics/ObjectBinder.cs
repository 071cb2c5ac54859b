using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A map of <c>options</c> as an object: through a constructor, and settable members for what it leaves.</summary>
internal sealed class ObjectBinder(LiteralBinder literals, FileDiagnostics diagnostics)
{
    public BoundExpression Bind(MapSyntax map, TypeModel type)
    {
        ConstructorModel constructor = Choose(map, type);
        var arguments = new List<BoundArgument>();
        var members = new List<BoundArgument>();
        foreach (MapEntrySyntax entry in map.Entries)
        {
            if (constructor.Parameters.FirstOrDefault(parameter => IsNamed(entry, parameter.Name)) is { } parameter)
            {
                arguments.Add(new BoundArgument(parameter.Name, IsNamed: true, literals.Bind(entry.Value, parameter.Type)));
            }
            else if (type.Settable.FirstOrDefault(member => IsNamed(entry, member.Name)) is { } member)
            {
                members.Add(new BoundArgument(member.Name, IsNamed: true, literals.Bind(entry.Value, member.Type)));
            }
            else
            {
                diagnostics.Add(BindingDiagnostics.UnknownMember(diagnostics.At(entry.KeySpan), entry.Key, type.Display,
                    Suggestion.Hint(entry.Key, Names(constructor, type).Select(CSharpNames.ToSnakeCase))));
            }
        }

        ReportMissing(map, type, constructor);
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
        foreach (string name in required.Where(name => !Has(map, name)))
        {
            diagnostics.Add(BindingDiagnostics.MissingMember(diagnostics.At(map.Span), CSharpNames.ToSnakeCase(name), type.Display));
        }
    }

    private static IEnumerable<string> Names(ConstructorModel constructor, TypeModel type) =>
        constructor.Parameters.Select(parameter => parameter.Name).Concat(type.Settable.Select(member => member.Name));

    private static bool Has(MapSyntax map, string name) => map.Entries.Any(entry => IsNamed(entry, name));

    private static bool IsNamed(MapEntrySyntax entry, string name) => CSharpNames.Fold(entry.Key) == CSharpNames.Fold(name);
}
