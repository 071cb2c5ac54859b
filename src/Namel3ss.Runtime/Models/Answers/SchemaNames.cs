using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Namel3ss;

/// <summary>Names that a schema lists: the members of enums, and the keys of dictionaries.</summary>
internal static class SchemaNames
{
    /// <summary>A model knows the names of an enum, not its numbers; what the type's converter reads is noted beside them.</summary>
    public static void Members(JsonObject schema, Type type, JsonSerializerOptions options)
    {
        if (schema.ContainsKey("enum") || !options.TryGetTypeInfo(type, out var info))
        {
            return;
        }

        var isNullable = schema["type"] is JsonArray;
        var members = MembersOf(type, info);
        var isText = members.TrueForAll(member => member.IsText);
        var names = List(members.Select(member => (JsonNode?)member.Name), isNullable);
        schema["type"] = isNullable ? new JsonArray("string", "null") : "string";
        if (type.IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            // Several stand in one text.
            var one = string.Join('|', members.Select(member => Escape(member.Name)).Distinct());
            schema["pattern"] = $"^({one})(, ?({one}))*$";
            schema[AnswerSchema.FlagsKeyword] = names;
        }
        else
        {
            schema["enum"] = names;
        }

        if (!isText)
        {
            schema[AnswerSchema.ReadAsKeyword] = List(members.Select(member => JsonNode.Parse(member.Json)), isNullable);
        }
    }

    private static JsonArray List(IEnumerable<JsonNode?> values, bool isNullable) => [.. values, .. isNullable ? new JsonNode?[] { null } : []];

    /// <summary>The members of an enum: their names, by its converter if that writes any, and what it writes.</summary>
    private static List<(string Name, string Json, bool IsText)> MembersOf(Type type, JsonTypeInfo info)
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

    /// <summary>Says which names a dictionary takes, if not any.</summary>
    public static void Keys(JsonObject schema, JsonTypeInfo dictionary)
    {
        if (dictionary.KeyType is not { } key || key == typeof(string) || !dictionary.Options.TryGetTypeInfo(key, out var info))
        {
            return;
        }

        if (key.IsEnum)
        {
            schema["propertyNames"] = new JsonObject { ["enum"] = List(MembersOf(key, info).Select(member => (JsonNode?)member.Name), isNullable: false) };
            return;
        }

        var names = AnswerSchema.Of(info);
        if (names["type"]?.GetValueKind() == JsonValueKind.String && names["type"]!.GetValue<string>() == "string")
        {
            schema["propertyNames"] = names;
        }
        else if (Type.GetTypeCode(key) is >= TypeCode.SByte and <= TypeCode.UInt64)
        {
            schema["propertyNames"] = new JsonObject { ["pattern"] = "^-?(0|[1-9][0-9]*)$", [AnswerSchema.ClrKeyword] = key.Name };
        }
    }
}
