using System.ComponentModel;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

/// <summary>
/// Writes every generated run class as <see cref="ChainRun.ToJson"/> does, so that an endpoint may return one.
/// The values are written with the run's own options, whatever the endpoint's are: one shape everywhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChainRunJsonConverter : WriteOnlyJsonConverter<ChainRun>
{
    private protected override string Subject(Type type) => $"A {type.Name} is the result of a run and";

    private protected override void WriteValue(Utf8JsonWriter writer, ChainRun value, JsonSerializerOptions options) =>
        ChainRunWriter.Write(writer, value);
}
