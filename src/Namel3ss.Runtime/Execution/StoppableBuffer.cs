using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// Where the JSON of a value goes that is made within a run: a sequence in it may have no end, so no more of it is taken once the chain has
/// been stopped.
/// </summary>
/// <param name="chain">The chain; null for JSON that is made without a run.</param>
internal sealed class StoppableBuffer(Chain? chain) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>What there is so far.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>The JSON of a value, as its options have it.</summary>
    /// <exception cref="ChainStoppedException">The chain has been stopped meanwhile.</exception>
    public static ReadOnlyMemory<byte> ToJson(Chain chain, object value, JsonTypeInfo type)
    {
        var buffer = new StoppableBuffer(chain);
        var json = type.Options;
        var options = new JsonWriterOptions
        {
            Encoder = json.Encoder,
            Indented = json.WriteIndented,
            IndentCharacter = json.IndentCharacter,
            IndentSize = json.IndentSize,
            NewLine = json.NewLine,
            MaxDepth = json.MaxDepth,
            SkipValidation = true,
        };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return buffer.Written;
    }

    public void Advance(int count) => _buffer.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        chain?.ThrowIfOver();
        return _buffer.GetMemory(sizeHint);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
