using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Namel3ss.Python;

/// <summary>One call of a Python function, as the worker process takes it.</summary>
/// <param name="ModulePath">The absolute path of the .py file.</param>
/// <param name="Function">A name of that file.</param>
/// <param name="Arguments">A JSON array of candidates: <c>[kind, name, value]</c>, or <c>[kind, name]</c> for an absent value (arguments.py).</param>
internal sealed record PythonInvocation(string ModulePath, string Function, ReadOnlyMemory<byte> Arguments)
{
    private const int LengthPrefix = sizeof(uint);

    /// <summary>The request as it is sent: length, then JSON.</summary>
    public ReadOnlyMemory<byte> ToMessage()
    {
        var buffer = new ArrayBufferWriter<byte>(Arguments.Length + 512);
        buffer.GetSpan(LengthPrefix);
        buffer.Advance(LengthPrefix);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("path", ModulePath);
            writer.WriteString("base", AppContext.BaseDirectory);
            writer.WriteString("function", Function);
            writer.WritePropertyName("arguments");
            writer.WriteRawValue(Arguments.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        var message = MemoryMarshal.AsMemory(buffer.WrittenMemory);
        BinaryPrimitives.WriteUInt32LittleEndian(message.Span, (uint)(message.Length - LengthPrefix));
        return message;
    }
}
