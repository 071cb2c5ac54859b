using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.AI;

namespace Namel3ss;

/// <summary>
/// Makes the JSON schema of a type that a model is asked for: what System.Text.Json reads into the type, said so that a model can know it. An enum
/// is its names whatever the options write, a list says whether null may stand in it, a dictionary which keys it takes.
/// </summary>
internal static class AnswerSchema
{
    /// <summary>The C# type behind a value, where the same JSON means different things.</summary>
    public const string ClrKeyword = "x-clr";

    /// <summary>The names of which a text has one or more.</summary>
    public const string FlagsKeyword = "x-flags";

    /// <summary>What the type's converter reads for each name, where that is something else.</summary>
    public const string ReadAsKeyword = "x-read-as";

    private const string ReadOnlyKeyword = "x-read-only";

    private static readonly AIJsonSchemaCreateOptions Create = new() { TransformSchemaNode = Transform };

    /// <summary>The schema of a type, with the keywords that only the reader knows.</summary>
    public static JsonObject Of(JsonTypeInfo type)
    {
        var schema = JsonNode.Parse(AIJsonUtilities.CreateJsonSchema(type.Type, serializerOptions: type.Options, inferenceOptions: Create).GetRawText());
        return schema as JsonObject ?? [];
    }

    /// <summary>Takes out what nobody can set, once nothing refers into it any more.</summary>
    public static void RemoveReadOnly(JsonNode? node) => Visit(node, schema =>
    {
        if (schema["properties"] is JsonObject properties)
        {
            foreach (var name in properties.Where(property => property.Value is JsonObject value && value.ContainsKey(ReadOnlyKeyword))
                .Select(property => property.Key).ToArray())
            {
                properties.Remove(name);
            }
        }
    });

    /// <summary>The schema as it is sent.</summary>
    public static JsonElement ToSend(JsonObject schema)
    {
        var sent = (JsonObject)schema.DeepClone();
        Visit(sent, static node =>
        {
            node.Remove(ClrKeyword);
            node.Remove(FlagsKeyword);
            node.Remove(ReadAsKeyword);
            node.Remove("$comment");
        });
        using var document = JsonDocument.Parse(sent.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>Visits a schema and all in it, the inner ones first.</summary>
    public static void Visit(JsonNode? node, Action<JsonObject> visit)
    {
        if (node is not JsonObject schema)
        {
            return;
        }

        foreach (var keyword in (ReadOnlySpan<string>)["properties", "$defs"])
        {
            foreach (var (_, inner) in schema[keyword] as JsonObject ?? [])
            {
                Visit(inner, visit);
            }
        }

        foreach (var keyword in (ReadOnlySpan<string>)["items", "additionalProperties", "propertyNames", "not"])
        {
            Visit(schema[keyword], visit);
        }

        foreach (var branch in schema["anyOf"] as JsonArray ?? [])
        {
            Visit(branch, visit);
        }

        visit(schema);
    }

    private static JsonNode Transform(AIJsonSchemaCreateContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            if (node.GetValueKind() != JsonValueKind.True)
            {
                return node;
            }

            node = schema = [];
        }

        if (context.PropertyInfo is { Set: null, AssociatedParameter: null } property && !IsFilled(property, context.TypeInfo.Options))
        {
            schema[ReadOnlyKeyword] = true;
        }

        if (schema.ContainsKey("$ref"))
        {
            // The exporter's callback adds it to lists that it has not seen to be references.
            schema.Remove("items");
            return node;
        }

        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type.IsEnum)
        {
            SchemaNames.Members(schema, type, context.TypeInfo.Options);
        }
        else if (Clr(type) is { } clr)
        {
            schema[ClrKeyword] = clr;
            AskForNumber(schema, isNullable: type != context.TypeInfo.Type);
        }

        if (type == typeof(byte[]) || type == typeof(Memory<byte>) || type == typeof(ReadOnlyMemory<byte>))
        {
            schema["contentEncoding"] = "base64";
        }

        if (type.IsValueType && context.TypeInfo.Options.TryGetTypeInfo(type, out var known) && known.Kind == JsonTypeInfoKind.Object)
        {
            RequireMembers(schema, known);
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Dictionary)
        {
            SchemaNames.Keys(schema, context.TypeInfo);
        }

        ElementNulls.Allow(schema, context);
        MendConstraints(schema, context);
        SplitBranches(schema);
        return node;
    }

    /// <summary>Whether what the model gives is put into what the property has already.</summary>
    private static bool IsFilled(JsonPropertyInfo property, JsonSerializerOptions options) =>
        (property.ObjectCreationHandling ?? options.PreferredObjectCreationHandling) == JsonObjectCreationHandling.Populate;

    private static string? Clr(Type type) =>
        type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeOnly) || type == typeof(decimal) || type == typeof(float)
        || type == typeof(double) || type == typeof(Half) || type == typeof(Int128) || type == typeof(UInt128)
        || Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64
            ? type.Name
            : null;

    /// <summary>A model is asked for a number, also where the options read "NaN" and numbers in texts.</summary>
    private static void AskForNumber(JsonObject schema, bool isNullable)
    {
        if (schema.Remove("anyOf"))
        {
            schema["type"] = isNullable ? new JsonArray("number", "null") : "number";
        }
    }

    /// <summary>A struct needs no constructor, so that nothing else says what a positional record, or a tuple, must have.</summary>
    private static void RequireMembers(JsonObject schema, JsonTypeInfo type)
    {
        var isTuple = type.Type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);
        foreach (var property in type.Properties)
        {
            var mayBeNull = property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsSetNullable;
            if (property.Set is not null && (isTuple || !mayBeNull) && (schema["required"] ??= new JsonArray()) is JsonArray required
                && !required.Any(name => (string?)name == property.Name))
            {
                required.Add((JsonNode)property.Name);
            }
        }
    }

    /// <summary>What attributes say and the schema says otherwise.</summary>
    private static void MendConstraints(JsonObject schema, AIJsonSchemaCreateContext context)
    {
        // The attribute means all of the text, a pattern any part of it.
        if (context.GetCustomAttribute<RegularExpressionAttribute>() is { } expression && (string?)schema["pattern"] == expression.Pattern
            && !(expression.Pattern.StartsWith('^') && expression.Pattern.EndsWith('$')))
        {
            schema["pattern"] = $"^(?:{expression.Pattern})$";
        }

        // Limits of other types than numbers are written as texts.
        foreach (var limit in (ReadOnlySpan<string>)["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])
        {
            if (schema[limit]?.GetValueKind() == JsonValueKind.String)
            {
                var text = schema[limit]!.GetValue<string>();
                schema.Remove(limit);
                if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
                {
                    schema[limit] = number;
                }
            }
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Dictionary)
        {
            Rename(schema, "minItems", "minProperties");
            Rename(schema, "maxItems", "maxProperties");
        }
    }

    private static void Rename(JsonObject schema, string from, string to)
    {
        if (schema.Remove(from, out var value))
        {
            schema[to] = value;
        }
    }

    /// <summary>
    /// Several types stand in <c>anyOf</c>, and what they have in common beside it, which strict providers refuse: each branch says all of itself.
    /// </summary>
    private static void SplitBranches(JsonObject schema)
    {
        if (schema["anyOf"] is not JsonArray branches || schema["type"] is not { } type)
        {
            return;
        }

        var isNullable = type is JsonArray names && names.Any(name => (string?)name == "null");
        schema.Remove("type");
        schema.Remove("required", out var required);
        foreach (var branch in branches.OfType<JsonObject>())
        {
            branch["type"] ??= "object";
            foreach (var name in required as JsonArray ?? [])
            {
                if (branch["properties"] is JsonObject properties && properties.ContainsKey((string)name!)
                    && (branch["required"] ??= new JsonArray()) is JsonArray own && !own.Any(item => (string?)item == (string?)name))
                {
                    own.Insert(0, (string?)name);
                }
            }
        }

        // The base type itself needs no discriminator. A member of another type then means that it was forgotten.
        foreach (var branch in branches.OfType<JsonObject>().Where(branch => !IsDiscriminated(branch)))
        {
            branch["additionalProperties"] = false;
        }

        if (isNullable)
        {
            branches.Add((JsonNode)new JsonObject { ["type"] = "null" });
        }
    }

    private static bool IsDiscriminated(JsonObject branch) =>
        branch["properties"] is JsonObject properties && properties.Any(property => property.Value is JsonObject value && value.ContainsKey("const"));
}
