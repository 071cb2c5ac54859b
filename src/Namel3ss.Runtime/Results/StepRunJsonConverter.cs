using System.ComponentModel;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

/// <summary>
/// Writes a step that stands in the user's own JSON as <see cref="ChainRun.ToJson"/> does: an exception, which no serializer can write, is only
/// what it says. The value is written with the serializer's options, since a step does not know those of its run.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepRunJsonConverter : WriteOnlyJsonConverter<StepRun>
{
    private protected override string Subject(Type type) => "A step of a run";

    private protected override void WriteValue(Utf8JsonWriter writer, StepRun value, JsonSerializerOptions options) =>
        ChainRunWriter.WriteStep(writer, value, options);
}
