using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Namel3ss;

/// <summary>
/// What a model is asked to answer with so that it makes a value of a type: the type's JSON schema. Providers want an object, so any other
/// type stands in one, under <c>value</c>.
/// </summary>
internal sealed class AnswerFormat
{
    public const string Wrapper = "value";
    public const string SchemaName = "answer";

    // Made once for a type: clients keep what they make of a format by its identity.
    private static readonly ConditionalWeakTable<JsonSerializerOptions, ConcurrentDictionary<(Type, bool, bool), AnswerFormat>> Known = [];

    private AnswerFormat(JsonTypeInfo type, bool isNullable, bool areItemsNullable)
    {
        Type = type;
        TypeName = AiTypeName.Of(type.Type) + (isNullable ? "?" : "");
        if (type.Type == typeof(JsonElement))
        {
            Response = ChatResponseFormat.Json;
            Schema = SchemaNode.Anything;
            return;
        }

        var schema = AnswerSchema.Of(type);
        if (areItemsNullable && schema["items"] is JsonObject items)
        {
            ElementNulls.AllowNull(items);
        }

        // Providers want an object of named members at the root.
        IsWrapped = isNullable || schema.ContainsKey("anyOf") || schema["type"] is not JsonValue kind || (string?)kind != "object";
        schema = SchemaReferences.Move(schema, IsWrapped, out var definitions);
        if (IsWrapped)
        {
            schema = Wrap(schema, isNullable);
        }

        if (definitions.Count > 0)
        {
            schema["$defs"] = definitions;
        }

        AnswerSchema.RemoveReadOnly(schema);
        Schema = SchemaNode.Parse(JsonElement.Parse(schema.ToJsonString()));
        var sent = AnswerSchema.ToSend(schema);
        Response = ChatResponseFormat.ForJsonSchema(sent, SchemaName);
        Strict = StrictSchema.Of(sent) is { } strict ? ChatResponseFormat.ForJsonSchema(strict, SchemaName) : null;
    }

    /// <summary>What the client is asked for.</summary>
    public ChatResponseFormat Response { get; }

    /// <summary>What a client is asked for whose provider can hold its model to a schema; null if it cannot to this one.</summary>
    public ChatResponseFormat? Strict { get; }

    /// <summary>What was sent, and what the reader holds the answer to.</summary>
    public SchemaNode Schema { get; }

    public JsonTypeInfo Type { get; }

    /// <summary>The type as it is written in a <c>.ai</c> file.</summary>
    public string TypeName { get; }

    /// <summary>Whether the value stands in an object, under <see cref="Wrapper"/>.</summary>
    public bool IsWrapped { get; }

    /// <summary>The format of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isNullable">Whether null is a value of it.</param>
    /// <param name="areItemsNullable">Whether null may stand in it, if it is a list: C# does not keep that of a type.</param>
    /// <param name="options">By which it is read.</param>
    /// <param name="user">What needs it, for messages.</param>
    /// <param name="location">Where that stands.</param>
    /// <exception cref="ChainConfigurationException">The type has no JSON metadata.</exception>
    public static AnswerFormat Of(
        Type type, bool isNullable, bool areItemsNullable, JsonSerializerOptions options, string user, string? location) =>
        Known.GetOrCreateValue(options).GetOrAdd(
            (type, isNullable, areItemsNullable),
            static (key, by) => new AnswerFormat(ChainJson.TypeInfo(by.options, key.Item1, by.user, by.location), key.Item2, key.Item3),
            (options, user, location));

    private static JsonObject Wrap(JsonObject schema, bool isNullable)
    {
        JsonNode nothing = new JsonObject { ["type"] = "null" };
        if (isNullable && schema["anyOf"] is JsonArray branches)
        {
            branches.Add(nothing);
        }
        else if (isNullable)
        {
            schema = new JsonObject { ["anyOf"] = new JsonArray(schema, nothing) };
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [Wrapper] = schema },
            ["required"] = new JsonArray(Wrapper),
            ["additionalProperties"] = false,
        };
    }
}
