using System.Text.Json;

namespace Namel3ss;

/// <summary>What another step may wait for, and what may give a chain its value: a step, or all the times that a step runs.</summary>
public interface IStepHandle
{
    internal string Name { get; }

    internal bool HasEnded { get; }

    internal bool HasResult { get; }

    /// <summary>Writes the value as JSON; null if there is none.</summary>
    internal void WriteResult(Utf8JsonWriter writer, JsonSerializerOptions options);
}
