using System.Text.Json;

namespace Namel3ss;

/// <summary>Types as they are written in a <c>.ai</c> file.</summary>
internal static class AiTypeName
{
    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]";
        }

        if (!type.IsGenericType)
        {
            return Known(type) ?? type.Name;
        }

        var arguments = string.Join(", ", type.GetGenericArguments().Select(Of));
        return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? $"list<{arguments}>" : $"{type.Name.Split('`')[0]}<{arguments}>";
    }

    private static string? Known(Type type) =>
        type == typeof(JsonElement) ? "json" : type.IsEnum ? null : Type.GetTypeCode(type) switch
        {
            TypeCode.String => "text",
            TypeCode.Int32 => "integer",
            TypeCode.Double => "number",
            TypeCode.Boolean => "boolean",
            TypeCode.Int64 => "long",
            TypeCode.Single => "float",
            TypeCode.Decimal => "decimal",
            _ => null,
        };
}
