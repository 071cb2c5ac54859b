using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Namel3ss.Generator.Connectors;

/// <summary>The default of an optional parameter, as messages show it.</summary>
internal static class DefaultValue
{
    /// <summary>Null if the parameter is required.</summary>
    public static string? Text(IParameterSymbol parameter)
    {
        if (parameter.IsParams)
        {
            return "[]";
        }

        if (!parameter.IsOptional)
        {
            return null;
        }

        return parameter.HasExplicitDefaultValue ? Text(parameter.Type, parameter.ExplicitDefaultValue) : "default";
    }

    private static string Text(ITypeSymbol type, object? value)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
        {
            type = underlying;
        }
        else if (value is null && type.IsValueType)
        {
            return "default";
        }

        if (type.TypeKind == TypeKind.Enum && value is not null)
        {
            IFieldSymbol? member = type.GetMembers().OfType<IFieldSymbol>()
                .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value));
            return member is not null
                ? $"{TypeReader.Display(type)}.{member.Name}"
                : $"({TypeReader.Display(type)}){Convert.ToString(value, CultureInfo.InvariantCulture)}";
        }

        return value switch
        {
            null => "null",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            char character => SymbolDisplay.FormatLiteral(character, quote: true),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
        };
    }
}
