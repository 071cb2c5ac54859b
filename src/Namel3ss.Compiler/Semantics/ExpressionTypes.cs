using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Semantics;

/// <summary>The types of expressions, as the runtime's operators give them; null where only C# knows.</summary>
internal static class ExpressionTypes
{
    private static readonly TypeKind[] Numbers =
    [
        TypeKind.SByte, TypeKind.Byte, TypeKind.Int16, TypeKind.UInt16, TypeKind.Int32, TypeKind.UInt32, TypeKind.Int64,
        TypeKind.UInt64, TypeKind.Single, TypeKind.Double, TypeKind.Decimal,
    ];

    /// <summary>From each kind, the kinds that C# turns it into by itself.</summary>
    private static readonly Dictionary<TypeKind, TypeKind[]> Widening = new()
    {
        [TypeKind.Char] = [TypeKind.UInt16, TypeKind.Int32, TypeKind.UInt32, TypeKind.Int64, TypeKind.UInt64, TypeKind.Single, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.SByte] = [TypeKind.Int16, TypeKind.Int32, TypeKind.Int64, TypeKind.Single, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.Byte] = [TypeKind.Int16, TypeKind.UInt16, TypeKind.Int32, TypeKind.UInt32, TypeKind.Int64, TypeKind.UInt64, TypeKind.Single, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.Int16] = [TypeKind.Int32, TypeKind.Int64, TypeKind.Single, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.UInt16] = [TypeKind.Int32, TypeKind.UInt32, TypeKind.Int64, TypeKind.UInt64, TypeKind.Single, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.Int32] = [TypeKind.Int64, TypeKind.Single, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.UInt32] = [TypeKind.Int64, TypeKind.UInt64, TypeKind.Single, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.Int64] = [TypeKind.Single, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.UInt64] = [TypeKind.Single, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.Single] = [TypeKind.Double],
        [TypeKind.DateTime] = [TypeKind.DateTimeOffset],
    };

    public static TypeModel String { get; } = new() { Name = "string", Display = "string", Kind = TypeKind.String };

    public static TypeModel Boolean { get; } = Value("bool", TypeKind.Boolean);

    public static TypeModel Int32 { get; } = Value("int", TypeKind.Int32);

    public static TypeModel Int64 { get; } = Value("long", TypeKind.Int64);

    public static TypeModel UInt64 { get; } = Value("ulong", TypeKind.UInt64);

    public static TypeModel Double { get; } = Value("double", TypeKind.Double);

    private static TypeModel Single { get; } = Value("float", TypeKind.Single);

    private static TypeModel Decimal { get; } = Value("decimal", TypeKind.Decimal);

    /// <summary>Whether a value of the first type can be given where the second is wanted; <c>?</c> aside.</summary>
    public static bool Fits(TypeModel value, TypeModel wanted) =>
        wanted.Kind is TypeKind.Object or TypeKind.Unknown or TypeKind.Other || value.Kind is TypeKind.Unknown or TypeKind.Other or TypeKind.Object
        || wanted.IsSameAs(value)
        || (Widening.TryGetValue(value.Kind, out TypeKind[]? wider) && wider.Contains(wanted.Kind))
        || (value.Kind == TypeKind.Sequence && wanted.Kind == TypeKind.Sequence && FitsAsItem(value.Element!, wanted.Element!))
        || (value.Kind == TypeKind.String && wanted is { Kind: TypeKind.Sequence, Element.Kind: TypeKind.Char })
        || (value.Kind == TypeKind.OptionsMap && wanted.Kind is TypeKind.OptionsMap or TypeKind.Sequence);

    /// <summary>C# turns a list into one of other items only where both are references: no int becomes a long or an int? in it.</summary>
    private static bool FitsAsItem(TypeModel value, TypeModel wanted) =>
        value.Kind == TypeKind.Unknown || wanted.Kind == TypeKind.Unknown
        || (value.IsValueType || wanted.IsValueType ? wanted.IsSameAs(value) && wanted.IsNullable == value.IsNullable : Fits(value, wanted));

    public static bool IsNumber(TypeModel type) => Numbers.Contains(type.Kind);

    public static bool IsKnownNotNumber(TypeModel? type) =>
        type is { Kind: TypeKind.String or TypeKind.Boolean or TypeKind.Enum or TypeKind.Sequence or TypeKind.Guid or TypeKind.Uri };

    /// <summary>Whether the runtime's comparison takes both; in doubt it does, and C# decides.</summary>
    public static bool CanCompare(BinaryOperator operation, TypeModel? left, TypeModel? right)
    {
        if (left is null || right is null || KindOfValue(left) is not { } first || KindOfValue(right) is not { } second)
        {
            return true;
        }

        bool isOrder = operation is not (BinaryOperator.Equal or BinaryOperator.NotEqual);
        if (isOrder && (first is TypeKind.Boolean or TypeKind.Guid || second is TypeKind.Boolean or TypeKind.Guid))
        {
            return false;
        }

        return first == TypeKind.Json || second == TypeKind.Json
            ? IsOfJson(first) && IsOfJson(second)
            : first == second && (first != TypeKind.Enum || left.IsSameAs(right));

        static bool IsOfJson(TypeKind kind) => kind is TypeKind.Json or TypeKind.String or TypeKind.Double or TypeKind.Boolean;
    }

    /// <summary>One kind for all that are compared with each other; null where only C# knows.</summary>
    private static TypeKind? KindOfValue(TypeModel type) => type.Kind switch
    {
        _ when IsNumber(type) => TypeKind.Double,
        TypeKind.Char => TypeKind.String,
        TypeKind.String or TypeKind.Boolean or TypeKind.Enum or TypeKind.Json or TypeKind.Guid or TypeKind.DateTime or TypeKind.DateTimeOffset or TypeKind.DateOnly
            or TypeKind.TimeOnly or TypeKind.TimeSpan => type.Kind,
        _ => null,
    };

    public static bool CanCalculate(BinaryOperator operation, TypeModel? left, TypeModel? right)
    {
        bool isText = JoinsText(operation, left, right);
        return isText || left is null || right is null || (!IsKnownNotNumber(left) && !IsKnownNotNumber(right));
    }

    /// <summary><c>+</c> with text on one side, which takes anything on the other.</summary>
    public static bool JoinsText(BinaryOperator operation, TypeModel? left, TypeModel? right) =>
        operation == BinaryOperator.Add && (left?.Kind == TypeKind.String || right?.Kind == TypeKind.String);

    /// <summary>The runtime's <c>+</c> takes these beside text; the text of all else may hang on the run's JSON options.</summary>
    public static bool HasTextOfItsOwn(TypeModel? type) => type is { Kind: TypeKind.String or TypeKind.Char or TypeKind.Boolean or TypeKind.Json
        or TypeKind.Guid or TypeKind.Uri or TypeKind.DateTime or TypeKind.DateTimeOffset or TypeKind.DateOnly or TypeKind.TimeOnly or TypeKind.TimeSpan }
        || (type is not null && Numbers.Contains(type.Kind));

    public static TypeModel? OfCalculation(BinaryOperator operation, TypeModel? left, TypeModel? right)
    {
        if (JoinsText(operation, left, right))
        {
            return String;
        }

        if (left is null || right is null || !IsNumberOrJson(left.Kind) || !IsNumberOrJson(right.Kind))
        {
            return null;
        }

        TypeModel? type = Larger(left.Kind, right.Kind);
        if (operation == BinaryOperator.Divide && type is { Kind: TypeKind.Int32 or TypeKind.Int64 })
        {
            type = Double;
        }

        // A JSON value may be the JSON null.
        bool mayBeNull = left.IsNullable || right.IsNullable || left.Kind == TypeKind.Json || right.Kind == TypeKind.Json;
        return type is null ? null : type with { IsNullable = mayBeNull };
    }

    /// <summary>Whether the second can be the value of <c>??</c> in the place of the first.</summary>
    public static bool CanStandIn(TypeModel left, TypeModel right) => Fits(right, left) || Fits(left, right);

    private static bool IsNumberOrJson(TypeKind kind) => kind == TypeKind.Json || Numbers.Contains(kind);

    private static TypeModel? Larger(TypeKind a, TypeKind b)
    {
        TypeKind[] both = [a, b];
        bool HasUnsigned(TypeKind kind) => kind is TypeKind.UInt32 or TypeKind.UInt64;
        return both.Contains(TypeKind.Decimal) ? Decimal
            : both.Contains(TypeKind.Json) || both.Contains(TypeKind.Double) ? Double
            : both.Contains(TypeKind.Single) ? Single
            : both.Any(HasUnsigned) ? null
            : both.Contains(TypeKind.Int64) ? Int64
            : Int32;
    }

    private static TypeModel Value(string name, TypeKind kind) => new() { Name = name, Display = name, Kind = kind, IsValueType = true };
}
