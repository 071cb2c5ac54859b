using System.Globalization;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Turns a plain value of <c>options</c> into a typed C# value, or says why it is none.</summary>
/// <param name="option">The entry that holds the value.</param>
/// <param name="depth">How many maps are around it.</param>
internal sealed class LiteralBinder(FileDiagnostics diagnostics, ValueBinder values, MapEntrySyntax option, int depth = 0)
{
    /// <summary>Types are read for as many maps inside one another.</summary>
    private const int MaxDepth = 4;

    private static readonly BoundConstant Null = new("null");
    private static readonly TypeModel NumberModel = new() { Name = "double", Display = "a number", Kind = TypeKind.Double };
    private static readonly TypeModel ObjectModel = new() { Name = "object", Display = "object", Kind = TypeKind.Object, IsNullable = true };

    public BoundExpression Bind(ValueSyntax value, TypeModel type) =>
        // A type that goes by the text of a .ai file: an enum or a date is written as the parameter of a connector would be.
        BindKnown(value, value is ScalarSyntax or ListSyntax ? values.Resolve(type) : type);

    private BoundExpression BindKnown(ValueSyntax value, TypeModel type) => value switch
    {
        MissingValueSyntax => Null,
        ExpressionValueSyntax single => values.BindTyped(single, type, option.Key),
        TemplateSyntax template when type.Kind is TypeKind.String or TypeKind.Object or TypeKind.Unknown => BindTemplate(template),
        ScalarSyntax { Kind: ScalarKind.Null } => type.IsNullable || type.Kind == TypeKind.Object ? Null : Misfit(value, type, ""),
        _ when type.Kind == TypeKind.Object => BindNatural(value),
        ScalarSyntax scalar => BindScalar(scalar, type),
        ListSyntax list when type is { Kind: TypeKind.Sequence, Element: { } element } =>
            new BoundList(list.Items.Select(item => Bind(item, element)).ToEquatableArray()),
        MapSyntax map when type.Kind == TypeKind.OptionsMap => BindNatural(map),
        MapSyntax map when type.Constructors.Count > 0 => new ObjectBinder(diagnostics, values, option, depth).Bind(map, type),
        MapSyntax when depth == MaxDepth => Misfit(value, type, "; maps nest four levels deep"),
        _ => Misfit(value, type, ""),
    };

    /// <summary>The value as it is, for parameters that take anything.</summary>
    public BoundExpression BindNatural(ValueSyntax value) => value switch
    {
        ScalarSyntax { Kind: ScalarKind.Text } text => values.BindWord(text),
        ExpressionValueSyntax single => values.BindTyped(single, ObjectModel, option.Key),
        TemplateSyntax template => BindTemplate(template),
        ScalarSyntax { Kind: ScalarKind.Number } number => BindNaturalNumber(number),
        ScalarSyntax { Kind: ScalarKind.Boolean } boolean => new BoundConstant(boolean.Text),
        ListSyntax list => new BoundList(list.Items.Select(BindNatural).ToEquatableArray(), "object?"),
        MapSyntax map => new BoundDictionary(map.Entries
            .Select(entry => new BoundEntry(entry.Key, BindNatural(entry.Value)))
            .ToEquatableArray()),
        _ => Null,
    };

    private BoundExpression BindTemplate(TemplateSyntax template) => values.BindTemplate(template);

    private BoundConstant BindNaturalNumber(ScalarSyntax number)
    {
        values.CheckNumber(number, keepsWholeNumbers: false);
        return int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int small) ? new(Digits(small))
            : long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long large) ? new(Digits(large) + "L")
            : NumberLiteral.Bind(number.Text, TypeKind.Double) ?? Misfit(number, NumberModel, "; it is larger than any number of C#");
    }

    private BoundExpression BindScalar(ScalarSyntax scalar, TypeModel type) => scalar.Kind switch
    {
        ScalarKind.Boolean when type.Kind == TypeKind.Boolean => new BoundConstant(scalar.Text),
        ScalarKind.Number => BindNumber(scalar, type),
        ScalarKind.Text when type.Kind == TypeKind.String => values.BindWord(scalar),
        ScalarKind.Text => TextLiteral.Bind(scalar.Text, type) ?? BindEnumMember(scalar, type) ?? Misfit(scalar, type, TextLiteral.FormOf(type.Kind)),
        _ => Misfit(scalar, type, type.Kind == TypeKind.String ? "; write quotes around it" : ""),
    };

    private BoundExpression BindNumber(ScalarSyntax scalar, TypeModel type)
    {
        if (NumberLiteral.Bind(scalar.Text, type.Kind) is { } number)
        {
            return number;
        }

        return Misfit(scalar, type, type.Kind switch
        {
            TypeKind.String => "; write quotes around it",
            TypeKind.Enum => MembersOf(type),
            _ when NumberLiteral.RangeOf(type.Kind) is { } range => $"; it takes whole numbers from {range}",
            _ => "",
        });
    }

    private BoundConstant? BindEnumMember(ScalarSyntax scalar, TypeModel type)
    {
        if (type.Kind != TypeKind.Enum)
        {
            return null;
        }

        EnumMemberModel? found = type.EnumMembers.FirstOrDefault(member => member.Name == scalar.Text)
            ?? type.EnumMembers.FirstOrDefault(member => CSharpNames.Fold(member.Name) == CSharpNames.Fold(scalar.Text));
        if (found is not null)
        {
            diagnostics.Add(diagnostics.At(option, scalar), found.Notice);
            return new BoundConstant($"{type.Name}.{CSharpNames.Escape(found.Name)}");
        }

        return Misfit(scalar, type, MembersOf(type), diagnostics.Hint(scalar.Text, type.EnumMembers.Select(member => member.Name)));
    }

    private static string MembersOf(TypeModel type) =>
        $"; its members are {string.Join(", ", type.EnumMembers.Take(10).Select(member => member.Name))}{(type.EnumMembers.Count > 10 ? " …" : "")}";

    private BoundConstant Misfit(ValueSyntax value, TypeModel type, string cure, string suggestion = "")
    {
        // What is wrong with the type is told where it is written.
        if (TypeBinder.IsUnknown(type))
        {
            return Null;
        }

        string written = value switch
        {
            ScalarSyntax { Kind: ScalarKind.Text } text => $"the text {Shown.Quote(text.Text)}",
            ScalarSyntax { Kind: ScalarKind.Number } number => $"the number {number.Text}",
            ScalarSyntax scalar => scalar.Text,
            ListSyntax => "a list",
            TemplateSyntax => "a text with '{{ }}' in it",
            _ => "a map",
        };
        diagnostics.Add(BindingDiagnostics.OptionType(
            diagnostics.At(option, value), option.Key, written, type.FullDisplay, cure, suggestion));
        return Null;
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
