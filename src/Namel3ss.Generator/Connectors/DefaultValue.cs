using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Namel3ss.Generator.Connectors;

/// <summary>The default of an optional parameter, as messages show it and as generated code writes it.</summary>
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

    /// <summary>Null if the parameter is required.</summary>
    public static string? Code(IParameterSymbol parameter)
    {
        if (parameter.IsParams)
        {
            return "[]";
        }

        if (!parameter.IsOptional)
        {
            return null;
        }

        ITypeSymbol type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] }
            ? underlying
            : parameter.Type;
        return parameter.HasExplicitDefaultValue ? Code(type, parameter.ExplicitDefaultValue) : "default";
    }

    private static string Code(ITypeSymbol type, object? value) => value switch
    {
        null => "default",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        bool flag => flag ? "true" : "false",
        float number => $"(float){Floating(number, number.ToString("R", CultureInfo.InvariantCulture))}",
        double number => Floating(number, number.ToString("R", CultureInfo.InvariantCulture)),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        DateTime time => $"new global::System.DateTime({time.Ticks.ToString(CultureInfo.InvariantCulture)}L)",
        _ => $"({TypeReader.Name(type)})({Convert.ToString(value, CultureInfo.InvariantCulture)})",
    };

    private static string Floating(double number, string text) =>
        double.IsNaN(number) ? "double.NaN"
        : double.IsPositiveInfinity(number) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(number) ? "double.NegativeInfinity"
        : text + "d";

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
