using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Namel3ss.CompilerServices;

/// <summary>
/// Writes every generated run class as <see cref="ChainRun.ToJson"/> does, so that an endpoint may return one.
/// The values are written with the run's own options, whatever the endpoint's are: one shape everywhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChainRunJsonConverter : JsonConverter<ChainRun>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(ChainRun).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override ChainRun Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"A {typeToConvert?.Name} is the result of a run and cannot be read back from JSON.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ChainRun value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        ChainRunWriter.Write(writer, value);
    }
}
