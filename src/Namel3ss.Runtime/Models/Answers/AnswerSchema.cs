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

    /// <summary>What the type's converter reads for each value of <c>enum</c>, where that is something else.</summary>
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
            NameMembers(schema, type, context.TypeInfo.Options);
        }
        else if (Clr(type) is { } clr)
        {
            schema[ClrKeyword] = clr;
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Dictionary)
        {
            NameKeys(schema, context.TypeInfo);
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

    /// <summary>A model knows the names of an enum, not its numbers; what the type's converter reads is noted beside them.</summary>
    private static void NameMembers(JsonObject schema, Type type, JsonSerializerOptions options)
    {
        if (schema.ContainsKey("enum") || !options.TryGetTypeInfo(type, out var info))
        {
            return;
        }

        var isNullable = schema["type"] is JsonArray;
        var members = Members(type, info);
        if (type.IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            // Written as texts, several stand in one.
            if (members.TrueForAll(member => member.IsText))
            {
                var one = string.Join('|', members.Select(member => Escape(member.Name)).Distinct());
                schema["pattern"] = $"^({one})(, ?({one}))*$";
            }

            return;
        }

        schema["type"] = isNullable ? new JsonArray("string", "null") : "string";
        schema["enum"] = List(members.Select(member => (JsonNode?)member.Name), isNullable);
        if (!members.TrueForAll(member => member.IsText))
        {
            schema[ReadAsKeyword] = List(members.Select(member => JsonNode.Parse(member.Json)), isNullable);
        }
    }

    private static JsonArray List(IEnumerable<JsonNode?> values, bool isNullable) => [.. values, .. isNullable ? new JsonNode?[] { null } : []];

    /// <summary>The members of an enum: their names, by its converter if that writes any, and what it writes.</summary>
    private static List<(string Name, string Json, bool IsText)> Members(Type type, JsonTypeInfo info)
    {
        var members = new List<(string, string, bool)>();
        foreach (var name in Enum.GetNames(type))
        {
            var json = JsonSerializer.Serialize(Enum.Parse(type, name), info);
            var isText = json.StartsWith('"');
            members.Add((isText ? (string)JsonNode.Parse(json)! : name, json, isText));
        }

        return members;
    }

    // What JSON's regular expressions and C#'s agree on; Regex.Escape escapes spaces too, which JSON's know nothing of.
    private static string Escape(string name) => string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '-' ? c.ToString() : $"\\{c}"));

    private static void NameKeys(JsonObject schema, JsonTypeInfo dictionary)
    {
        if (dictionary.KeyType is not { } key || key == typeof(string) || !dictionary.Options.TryGetTypeInfo(key, out var info))
        {
            return;
        }

        if (key.IsEnum)
        {
            schema["propertyNames"] = new JsonObject { ["enum"] = List(Members(key, info).Select(member => (JsonNode?)member.Name), isNullable: false) };
            return;
        }

        var names = Of(info);
        if (names["type"]?.GetValueKind() == JsonValueKind.String && names["type"]!.GetValue<string>() == "string")
        {
            schema["propertyNames"] = names;
        }
        else if (Type.GetTypeCode(key) is >= TypeCode.SByte and <= TypeCode.UInt64)
        {
            schema["propertyNames"] = new JsonObject { ["pattern"] = "^-?(0|[1-9][0-9]*)$", [ClrKeyword] = key.Name };
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
            // The base type itself, which System.Text.Json takes without a discriminator.
            foreach (var name in required as JsonArray ?? [])
            {
                if (branch["properties"] is JsonObject properties && properties.ContainsKey((string)name!)
                    && (branch["required"] ??= new JsonArray()) is JsonArray own && !own.Any(item => (string?)item == (string?)name))
                {
                    own.Insert(0, (string?)name);
                }
            }
        }

        if (isNullable)
        {
            branches.Add((JsonNode)new JsonObject { ["type"] = "null" });
        }
    }
}
