using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Namel3ss.CompilerServices;

/// <summary>Writes what runs give, of a class and of those that derive from it. None of it can be read back: a run is not made of its JSON.</summary>
/// <typeparam name="T">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WriteOnlyJsonConverter<T> : JsonConverter<T>
    where T : class
{
    private protected WriteOnlyJsonConverter()
    {
    }

    /// <inheritdoc/>
    public sealed override bool CanConvert(Type typeToConvert) => typeof(T).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"{Subject(typeToConvert)} cannot be read back from JSON.");

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        WriteValue(writer, value, options);
    }

    /// <summary>What cannot be read, to begin a sentence with.</summary>
    private protected abstract string Subject(Type type);

    private protected abstract void WriteValue(Utf8JsonWriter writer, T value, JsonSerializerOptions options);
}
