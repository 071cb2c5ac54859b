using System.Buffers;
using System.ComponentModel;
using System.Text;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

/// <summary>Writes an event of a run in one shape, whatever the options of the endpoint are that returns it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChainEventJsonConverter : WriteOnlyJsonConverter<ChainEvent>
{
    private protected override string Subject(Type type) => "An event of a run";

    private protected override void WriteValue(Utf8JsonWriter writer, ChainEvent value, JsonSerializerOptions options) =>
        Write(writer, value);

    internal static string ToJson(ChainEvent value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        // Never indented: a line is what a server-sent event takes.
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = value.Run?.Json.Encoder }))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, ChainEvent value)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.Type);
        writer.WriteString("chain", value.Chain);
        if (value.Progress is { Warning: { } warning } warned)
        {
            writer.WriteString("warning", warning);
            writer.WriteNumber("at_ms", (long)warned.At.TotalMilliseconds);
        }
        else if (value.Progress is { } progress)
        {
            writer.WriteString("step", progress.Step);
            if (progress.Iteration is { } iteration)
            {
                writer.WriteNumber("iteration", iteration);
            }

            if (progress.Attempt is { } attempt)
            {
                writer.WriteNumber("attempt", attempt);
            }

            writer.WriteString("status", StatusText.Of(progress.Status));
            writer.WriteNumber("at_ms", (long)progress.At.TotalMilliseconds);
            writer.WriteNumber("elapsed_ms", (long)progress.Elapsed.TotalMilliseconds);
            writer.WriteString("error", progress.Error);
        }

        if (value.Run is { } run)
        {
            writer.WritePropertyName("run");
            ChainRunWriter.Write(writer, run);
        }

        writer.WriteEndObject();
    }
}
