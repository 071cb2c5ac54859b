using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Namel3ss;

/// <summary>Lets null stand in lists and dictionaries of members that say so: <c>List&lt;string?&gt;</c>, which JSON metadata does not know.</summary>
internal static class ElementNulls
{
    // Trimmed applications have no annotations to ask, and so no nulls.
    private static readonly bool IsSupported =
        !AppContext.TryGetSwitch("System.Reflection.NullabilityInfoContext.IsSupported", out var isSupported) || isSupported;

    public static void Allow(JsonObject schema, AIJsonSchemaCreateContext context)
    {
        if (!IsSupported || context.TypeInfo.Kind is not (JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary))
        {
            return;
        }

        var nullability = new NullabilityInfoContext();
        var info = context.PropertyInfo?.AttributeProvider switch
        {
            PropertyInfo property => nullability.Create(property),
            FieldInfo field => nullability.Create(field),
            _ => null,
        };
        if (info is not null)
        {
            Allow(schema, info);
        }
    }

    private static void Allow(JsonObject schema, NullabilityInfo collection)
    {
        if ((collection.ElementType ?? collection.GenericTypeArguments.LastOrDefault()) is not { } element
            || (schema["items"] ?? schema["additionalProperties"]) is not JsonObject inner)
        {
            return;
        }

        Allow(inner, element);
        if (element.ReadState == NullabilityState.Nullable && !element.Type.IsValueType)
        {
            AllowNull(inner);
        }
    }

    /// <summary>Lets a value be null.</summary>
    public static void AllowNull(JsonObject inner)
    {
        if (inner["anyOf"] is JsonArray branches)
        {
            branches.Add((JsonNode)new JsonObject { ["type"] = "null" });
        }
        else if (inner["type"] is JsonValue type)
        {
            inner["type"] = new JsonArray((string)type!, "null");
        }
        else if (inner.ContainsKey("$ref"))
        {
            var reference = inner.DeepClone();
            inner.Clear();
            inner["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" });
        }

        if (inner["enum"] is JsonArray values)
        {
            values.Add(null);
        }
    }
}
