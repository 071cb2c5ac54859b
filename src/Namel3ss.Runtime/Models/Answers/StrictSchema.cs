using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Namel3ss;

/// <summary>
/// Says which schemas OpenAI holds its models to, to the letter: objects whose members are all known, and nothing that may be anything. Its
/// client closes the objects and makes all members required, but does not look into <c>$defs</c>.
/// </summary>
internal static class StrictSchema
{
    /// <summary>The option by which its client is asked for it.</summary>
    public const string Option = "strict";

    private static readonly AIJsonSchemaTransformOptions Closed = new() { DisallowAdditionalProperties = true, RequireAllProperties = true };

    /// <summary>The schema to be asked for; null if it does not qualify.</summary>
    public static JsonElement? Of(JsonElement schema)
    {
        var root = (JsonObject)JsonNode.Parse(schema.GetRawText())!;
        var qualifies = true;
        AnswerSchema.Visit(root, node => qualifies &= Qualifies(node));
        if (!qualifies)
        {
            return null;
        }

        if (root["$defs"] is not JsonObject definitions)
        {
            return schema;
        }

        foreach (var (name, definition) in definitions.ToArray())
        {
            definitions[name] = JsonNode.Parse(AIJsonUtilities.TransformSchema(JsonElement.Parse(definition!.ToJsonString()), Closed).GetRawText());
        }

        return JsonElement.Parse(root.ToJsonString());
    }

    /// <summary>Whether the client is OpenAI's, by whatever it is wrapped in.</summary>
    public static bool IsKnownTo(IChatClient client) =>
        client.GetService(typeof(ChatClientMetadata)) is ChatClientMetadata { ProviderName: "openai" };

    private static bool Qualifies(JsonObject node)
    {
        if (node.ContainsKey("$ref") || node.ContainsKey("anyOf"))
        {
            return true;
        }

        if (node.ContainsKey("propertyNames") || (node["additionalProperties"] is { } others && others.GetValueKind() != JsonValueKind.False))
        {
            return false;
        }

        return node.ContainsKey("enum") || node.ContainsKey("const")
            || (node["type"] is { } type && (!IsObject(type) || node["properties"] is JsonObject { Count: > 0 }));
    }

    private static bool IsObject(JsonNode type) =>
        type is JsonArray names ? names.Any(name => (string?)name == "object") : (string?)type == "object";
}
