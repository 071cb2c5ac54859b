using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Namel3ss.CompilerServices;

// Values as text, by the JSON options of the run.
public sealed partial class Chain
{
    /// <summary>A text as it is; null is empty.</summary>
    /// <param name="value">The text.</param>
    public string Text(string? value) => value ?? "";

    /// <summary>
    /// The text of a value, as <c>{{ }}</c> writes it: null is empty, numbers and times are invariant, and anything else is the run's JSON
    /// for it. What JSON writes as a text, such as a member of an enum, is that text without the quotes.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ChainConfigurationException">The type has no JSON metadata.</exception>
    /// <exception cref="InvalidOperationException">The value is a message, a tool or a file.</exception>
    public string Text<T>(T value)
    {
        if (ValueText.TryOf(value, out var text))
        {
            return text;
        }

        NoText.Refuse(value);
        var type = JsonType<T>();
        NoText.RefuseIn(type);
        return ValueText.Of(ToElement(value!, type));
    }

    /// <inheritdoc cref="Text{T}(T)"/>
    // Without it the value would be boxed.
    public string Text<T>(T? value)
        where T : struct => value is { } given ? Text(given) : "";

    /// <summary>The text of a value for what takes a text or null: null stays null, also the JSON <c>null</c>.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ChainConfigurationException">The type has no JSON metadata.</exception>
    public string? TextOrNull<T>(T value) => IsNull(value) ? null : Text(value);

    /// <inheritdoc cref="TextOrNull{T}(T)"/>
    public string? TextOrNull<T>(T? value)
        where T : struct => value is { } given ? TextOrNull<T>(given) : null;

    /// <summary>The JSON of a value, on one line unless the run's options say otherwise.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ChainConfigurationException">The type has no JSON metadata.</exception>
    public string ToJsonText<T>(T value) =>
        value is null ? "null"
            : ReadableJson.Of(Encoding.UTF8.GetString(StoppableBuffer.ToJson(this, value, JsonType<T>()).Span));

    /// <summary>The JSON of a value for what takes a text or null: null stays null, also the JSON <c>null</c>.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ChainConfigurationException">The type has no JSON metadata.</exception>
    public string? ToJsonTextOrNull<T>(T value) => IsNull(value) ? null : ToJsonText(value);

    /// <summary>A value as JSON, to stand where JSON stands: the right side of <c>??</c>, say.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ChainConfigurationException">The type has no JSON metadata.</exception>
    public JsonElement ToJsonElement<T>(T value) => value is null ? JsonNull : ToElement(value, JsonType<T>());

    private JsonElement ToElement(object value, JsonTypeInfo type) =>
        JsonElement.Parse(StoppableBuffer.ToJson(this, value, type).Span, new JsonDocumentOptions { MaxDepth = type.Options.MaxDepth });

    private static bool IsNull<T>(T value) => value is null || (value is JsonElement json && JsonValue.IsNull(json));

    private static JsonElement JsonNull { get; } = JsonDocument.Parse("null").RootElement;

    private JsonTypeInfo JsonType<T>() => ChainJson.TypeInfo(Json, typeof(T), JsonUser, location: null);

    private string JsonUser => $"an expression of chain '{_info.Name}'";
}
