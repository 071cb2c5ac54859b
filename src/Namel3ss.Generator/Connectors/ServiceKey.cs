using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Namel3ss.Generator.Connectors;

/// <summary>Reads <c>[FromKeyedServices("key")]</c>.</summary>
internal static class ServiceKey
{
    private const string AttributeName = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";

    /// <summary>The key as C#; null if the parameter is no keyed service.</summary>
    public static string? Of(IParameterSymbol parameter)
    {
        AttributeData? attribute = parameter.GetAttributes().FirstOrDefault(candidate =>
            candidate.AttributeClass is { Name: "FromKeyedServicesAttribute" } type && TypeReader.MetadataName(type) == AttributeName);
        return attribute?.ConstructorArguments is [{ Kind: not (TypedConstantKind.Array or TypedConstantKind.Error) } key]
            ? Text(key)
            : null;
    }

    private static string Text(TypedConstant key) => key switch
    {
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => $"typeof({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})",
        // The member may be one of several with that value, or of none.
        { Kind: TypedConstantKind.Enum, Type: { } type } => $"({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({SymbolDisplay.FormatPrimitive(key.Value!, quoteStrings: true, useHexadecimalNumbers: false)})",
        { Type.SpecialType: SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Boolean or SpecialType.System_Int32 } =>
            SymbolDisplay.FormatPrimitive(key.Value!, quoteStrings: true, useHexadecimalNumbers: false),
        // Keys are compared as objects: 1 is no key of a long.
        { Type: { } type } => $"({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({SymbolDisplay.FormatPrimitive(key.Value!, quoteStrings: true, useHexadecimalNumbers: false)})",
        _ => "null",
    };
}
