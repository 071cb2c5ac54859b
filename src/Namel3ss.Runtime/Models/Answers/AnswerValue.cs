using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>Values of answers: of which kind they are, and what they are in another form.</summary>
internal static class AnswerValue
{
    private const int LongestShown = 60;

    public static bool Allows(SchemaNode schema, JsonElement value) => (schema.Kinds & Kinds(value)) != 0;

    /// <summary>Brings a value into the form that the schema wants, if it means the same.</summary>
    public static bool TryConvert(SchemaNode schema, ref JsonElement value, JsonSerializerOptions options)
    {
        if (Converted(schema, value, options.MaxDepth) is not { } converted)
        {
            return false;
        }

        value = converted;
        return true;
    }

    public static bool CanConvert(SchemaNode schema, JsonElement value) => Converted(schema, value, 0) is not null;

    /// <summary>The JSON in a text, as it stands where a model writes it twice over.</summary>
    public static JsonElement? Inner(JsonElement text, int maxDepth = 0)
    {
        var content = text.GetString()!;
        var reader = new LenientJson(content, Depth(maxDepth), content.Length);
        return reader.Read(0, out var end) is { } json && reader.IsEnd(end)
            ? JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = Depth(maxDepth) + 1 })
            : null;
    }

    /// <summary>How deep values may be nested: as the options say, which say 0 for 64.</summary>
    public static int Depth(int maxDepth) => maxDepth == 0 ? 64 : Math.Min(maxDepth, 256);

    /// <summary>Which of some values it is: itself, or a name in any case, with spaces, hyphens or underscores.</summary>
    public static int IndexOf(IReadOnlyList<JsonElement> values, JsonElement value)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].ValueKind == value.ValueKind && JsonValue.DeepEquals(values[i], value))
            {
                return i;
            }
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return -1;
        }

        var found = -1;
        var key = Key(value.GetString()!);
        for (var i = 0; i < values.Count && key.Length > 0; i++)
        {
            // A number as text where the values are numbers.
            if (values[i].ValueKind == JsonValueKind.Number ? values[i].GetRawText() == value.GetString() : values[i].ValueKind == JsonValueKind.String && Key(values[i].GetString()!) == key)
            {
                if (found >= 0)
                {
                    return -1;
                }

                found = i;
            }
        }

        return found;
    }

    /// <summary>A value for a message.</summary>
    public static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String when value.GetString()! is var text => $"\"{SafeText.Escape(text.Length > LongestShown ? text[..LongestShown] + "…" : text)}\"",
        _ when value.GetRawText() is var raw => raw.Length > LongestShown ? raw[..LongestShown] + "…" : raw,
        _ => "",
    };

    /// <summary>What the schema wants, for a message.</summary>
    public static string Expected(SchemaNode schema)
    {
        var kinds = schema.Kinds & ~SchemaKinds.Null;
        var names = new List<string>();
        void Add(SchemaKinds kind, string name)
        {
            if (kinds.HasFlag(kind))
            {
                names.Add(name);
            }
        }

        Add(SchemaKinds.Object, "an object");
        Add(SchemaKinds.Array, "a list");
        Add(SchemaKinds.String, "a text");
        Add(SchemaKinds.Number, "a number");
        Add(kinds.HasFlag(SchemaKinds.Number) ? SchemaKinds.Any : SchemaKinds.Integer, "an integer");
        Add(SchemaKinds.Boolean, "true or false");
        return string.Join(" or ", names);
    }

    /// <summary>The value of a member that came with its schema around it: <c>{"type": "string", "value": "high"}</c>.</summary>
    public static JsonElement? Described(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && (value.TryGetProperty("value", out var inner) || value.TryGetProperty("const", out inner)) ? inner : null;

    /// <summary>A text as a JSON value.</summary>
    public static JsonElement Text(string text) => JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\"");

    private static SchemaKinds Kinds(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => SchemaKinds.Null,
        JsonValueKind.True or JsonValueKind.False => SchemaKinds.Boolean,
        JsonValueKind.String => SchemaKinds.String,
        JsonValueKind.Object => SchemaKinds.Object,
        JsonValueKind.Array => SchemaKinds.Array,
        _ => AnswerNumber.IsInteger(value) ? SchemaKinds.Integer | SchemaKinds.Number : SchemaKinds.Number,
    };

    private static JsonElement? Converted(SchemaNode schema, JsonElement value, int maxDepth)
    {
        var converted = value.ValueKind switch
        {
            JsonValueKind.String when value.GetString()!.Trim() is var text && bool.TryParse(text, out var boolean) => JsonElement.Parse(boolean ? "true" : "false"),
            JsonValueKind.String when Inner(value, maxDepth) is { ValueKind: not JsonValueKind.String and not JsonValueKind.Null } inner => inner,
            _ => Described(value) ?? default,
        };
        return converted.ValueKind != JsonValueKind.Undefined && Allows(schema, converted) ? converted : null;
    }

    private static string Key(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-') && !LenientJson.IsIgnored(c))).ToUpperInvariant();
}
