using Microsoft.CodeAnalysis;
using TypeKind = Namel3ss.Compiler.Semantics.TypeKind;

namespace Namel3ss.Generator.Connectors;

/// <summary>Which of the kinds that binding knows a type is.</summary>
internal static class TypeKinds
{
    /// <summary>The item type of a sequence; null if the type is none.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var item] } named when IsSequence(named) => item,
        _ => null,
    };

    public static TypeKind KindOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Object => TypeKind.Object,
        SpecialType.System_String => TypeKind.String,
        SpecialType.System_Char => TypeKind.Char,
        SpecialType.System_Boolean => TypeKind.Boolean,
        SpecialType.System_SByte => TypeKind.SByte,
        SpecialType.System_Byte => TypeKind.Byte,
        SpecialType.System_Int16 => TypeKind.Int16,
        SpecialType.System_UInt16 => TypeKind.UInt16,
        SpecialType.System_Int32 => TypeKind.Int32,
        SpecialType.System_UInt32 => TypeKind.UInt32,
        SpecialType.System_Int64 => TypeKind.Int64,
        SpecialType.System_UInt64 => TypeKind.UInt64,
        SpecialType.System_Single => TypeKind.Single,
        SpecialType.System_Double => TypeKind.Double,
        SpecialType.System_Decimal => TypeKind.Decimal,
        SpecialType.System_DateTime => TypeKind.DateTime,
        _ => type.TypeKind switch
        {
            Microsoft.CodeAnalysis.TypeKind.Enum => TypeKind.Enum,
            Microsoft.CodeAnalysis.TypeKind.Dynamic => TypeKind.Object,
            _ => type is INamedTypeSymbol { ContainingType: null } named ? KindOf(named) : TypeKind.Other,
        },
    };

    private static TypeKind KindOf(INamedTypeSymbol type) => TypeReader.MetadataName(type) switch
    {
        "System.Guid" => TypeKind.Guid,
        "System.Uri" => TypeKind.Uri,
        "System.DateTimeOffset" => TypeKind.DateTimeOffset,
        "System.DateOnly" => TypeKind.DateOnly,
        "System.TimeOnly" => TypeKind.TimeOnly,
        "System.TimeSpan" => TypeKind.TimeSpan,
        "System.Text.Json.JsonElement" => TypeKind.Json,
        "System.Threading.CancellationToken" => TypeKind.CancellationToken,
        "Namel3ss.StepContext" => TypeKind.StepContext,
        "System.Collections.Generic.Dictionary`2" or "System.Collections.Generic.IDictionary`2" or "System.Collections.Generic.IReadOnlyDictionary`2"
            when type.TypeArguments is [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_Object }] => TypeKind.OptionsMap,
        _ => TypeKind.Other,
    };

    private static bool IsSequence(INamedTypeSymbol type) => type.OriginalDefinition.SpecialType
        is SpecialType.System_Collections_Generic_IEnumerable_T
        or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
        or SpecialType.System_Collections_Generic_IReadOnlyList_T
        or SpecialType.System_Collections_Generic_ICollection_T
        or SpecialType.System_Collections_Generic_IList_T
        || (type.ContainingType is null && TypeReader.MetadataName(type) == "System.Collections.Generic.List`1");
}
