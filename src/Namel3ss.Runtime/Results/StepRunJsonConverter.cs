using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Namel3ss.CompilerServices;

/// <summary>
/// Writes a step that stands in the user's own JSON as <see cref="ChainRun.ToJson"/> does: an exception, which no serializer can write, is only
/// what it says. The value is written with the serializer's options, since a step does not know those of its run.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepRunJsonConverter : JsonConverter<StepRun>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(StepRun).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override StepRun Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A step of a run cannot be read back from JSON.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StepRun value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        ChainRunWriter.WriteStep(writer, value, options);
    }
}
