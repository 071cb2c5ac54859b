using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Namel3ss;

/// <summary>
/// What a model is asked to answer with so that it makes a value of a type: the type's JSON schema. Providers want an object, so any other
/// type stands in one, under <c>value</c>.
/// </summary>
internal sealed class AnswerFormat
{
    private const string Wrapper = "value";

    // Made once for a type: clients keep what they make of a format by its identity.
    private static readonly ConditionalWeakTable<JsonSerializerOptions, ConcurrentDictionary<(Type, bool), AnswerFormat>> Known = [];

    private readonly JsonTypeInfo _type;
    private readonly bool _isWrapped;
    private readonly bool _isNullable;

    private AnswerFormat(JsonTypeInfo type, bool isNullable)
    {
        (_type, _isNullable) = (type, isNullable);
        if (type.Type == typeof(JsonElement))
        {
            Response = ChatResponseFormat.Json;
            return;
        }

        _isWrapped = isNullable || type.Kind is not (JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary);
        var schema = AIJsonUtilities.CreateJsonSchema(type.Type, serializerOptions: type.Options);
        Response = ChatResponseFormat.ForJsonSchema(_isWrapped ? Wrap(schema, isNullable) : schema, "answer");
    }

    public ChatResponseFormat Response { get; }

    /// <exception cref="ChainConfigurationException">The type has no JSON metadata.</exception>
    public static AnswerFormat Of(Type type, bool isNullable, JsonSerializerOptions options, string user, string? location) =>
        Known.GetOrCreateValue(options).GetOrAdd(
            (type, isNullable), static (key, by) => new AnswerFormat(ChainJson.TypeInfo(by.options, key.Item1, by.user, by.location), key.Item2),
            (options, user, location));

    /// <summary>The value that an answer stands for.</summary>
    /// <exception cref="JsonException">The answer does not fit.</exception>
    public object? Read(string answer)
    {
        var json = WithoutFence(answer);
        if (!_isWrapped)
        {
            return NotNull(JsonSerializer.Deserialize(json, _type));
        }

        using var document = JsonDocument.Parse(json.ToString());
        // A model that leaves the wrapper out has still given the value.
        var isThere = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(Wrapper, out _);
        var value = isThere ? document.RootElement.GetProperty(Wrapper) : document.RootElement;
        return NotNull(value.ValueKind == JsonValueKind.Null ? null : value.Deserialize(_type));
    }

    private object? NotNull(object? value) => value is null && !_isNullable ? throw new JsonException("The answer is null.") : value;

    /// <summary>Models without structured output like to put their JSON in a Markdown fence.</summary>
    private static ReadOnlySpan<char> WithoutFence(string answer)
    {
        var text = answer.AsSpan().Trim();
        var end = text.IndexOf('\n');
        return text.StartsWith("```", StringComparison.Ordinal) && text.EndsWith("```", StringComparison.Ordinal) && end > 0 && end < text.Length - 3
            ? text[(end + 1)..^3].Trim()
            : text;
    }

    private static JsonElement Wrap(JsonElement schema, bool isNullable)
    {
        var inner = isNullable ? $$"""{"anyOf":[{{schema.GetRawText()}},{"type":"null"}]}""" : schema.GetRawText();
        using var document = JsonDocument.Parse(
            $$"""{"type":"object","properties":{"{{Wrapper}}":{{inner}}},"required":["{{Wrapper}}"],"additionalProperties":false}""");
        return document.RootElement.Clone();
    }
}
