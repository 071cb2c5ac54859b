using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Namel3ss.Python;

/// <summary>Makes a value of a function's result.</summary>
internal static class PythonResult
{
    private const int LongestExcerpt = 200;

    /// <param name="json">The result as JSON.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="function">The function, for messages.</param>
    /// <param name="nullable">Whether <c>None</c> is a value of the type, where the type itself cannot tell (references).</param>
    /// <exception cref="PythonException">The JSON does not fit.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, JsonSerializerOptions options, string function, bool nullable)
    {
        T? value;
        try
        {
            value = typeof(T) == typeof(JsonElement)
                ? (T)(object)ReadElement(json) // needs no metadata: it is the default of a step without `returns`
                : JsonSerializer.Deserialize(json.Span, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new PythonException($"What {function} returned does not fit {Name(typeof(T))}: {e.Message} It returned: {Excerpt(json)}", e);
        }

        return value is null && !nullable && default(T) is null && Nullable.GetUnderlyingType(typeof(T)) is null
            ? throw new PythonException($"{function} returned None, but the step returns {Name(typeof(T))}. If None is meant, write 'returns: {Name(typeof(T))}?'.")
            : value!;
    }

    private static JsonElement ReadElement(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = 1000 });
        return JsonElement.ParseValue(ref reader);
    }

    private static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? $"{Name(value)}?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    private static string Excerpt(ReadOnlyMemory<byte> json)
    {
        // Cutting bytes may halve a character; it then shows as U+FFFD before the dots.
        var text = Encoding.UTF8.GetString(json.Span[..Math.Min(json.Length, LongestExcerpt)]);
        return json.Length > LongestExcerpt ? text + "…" : text;
    }
}
