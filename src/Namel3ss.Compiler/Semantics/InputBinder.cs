using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>The written inputs of a chain as parameters of its method.</summary>
internal sealed class InputBinder(FileDiagnostics diagnostics, TypeBinder types, ValueBinder values)
{
    public EquatableArray<BoundParameter> Bind(EquatableArray<InputSyntax> inputs)
    {
        var bound = new List<BoundParameter>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (InputSyntax input in inputs.Where(input => input.Name.Text.Length > 0))
        {
            if (CSharpNames.Fold(input.Name.Text) is "options" or "cancellationtoken")
            {
                diagnostics.Add(NameDiagnostics.ReservedInput(diagnostics.At(input.Name.Span), input.Name.Text));
                continue;
            }

            if (!names.Add(CSharpNames.ToPascalCase(input.Name.Text)))
            {
                // Reported where all names of the chain are compared.
                continue;
            }

            // Of a type that cannot be read, which is reported, the name alone counts.
            bound.Add(Bind(input, input.Type is null ? TypeBinder.Dynamic : types.Bind(input.Type)));
        }

        return bound.ToEquatableArray();
    }

    private BoundParameter Bind(InputSyntax input, TypeModel type)
    {
        string name = CSharpNames.ToCamelCase(input.Name.Text);
        if (input.Default is not { } value)
        {
            return new BoundParameter(name, type, input.Name.Text);
        }

        if (HasExpression(value))
        {
            diagnostics.Add(NameDiagnostics.InputDefault(diagnostics.At(value.Span), input.Name.Text));
            return new BoundParameter(name, type, input.Name.Text, new BoundConstant("null"));
        }

        var entry = new MapEntrySyntax(input.Span, input.Name.Span, input.Name.Text, value);
        BoundExpression bound = new LiteralBinder(diagnostics, values, entry).Bind(value, type);
        return new BoundParameter(name, type, input.Name.Text, bound, IsLate: !IsConstant(bound));
    }

    /// <summary>Whether C# takes it as the default of a parameter; dates and durations are made by a call.</summary>
    private static bool IsConstant(BoundExpression value) =>
        value is BoundText || (value is BoundConstant constant && !constant.CSharp.Contains("("));

    private static bool HasExpression(ValueSyntax value) => value switch
    {
        ExpressionValueSyntax or TemplateSyntax => true,
        ListSyntax list => list.Items.Any(HasExpression),
        MapSyntax map => map.Entries.Any(entry => HasExpression(entry.Value)),
        _ => false,
    };
}
