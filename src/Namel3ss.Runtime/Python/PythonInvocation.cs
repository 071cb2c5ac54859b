using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Namel3ss.Python;

/// <summary>One call of a Python function, as the worker process takes it.</summary>
/// <param name="ModulePath">The absolute path of the .py file.</param>
/// <param name="Function">A name of that file.</param>
/// <param name="Arguments">What its parameters are filled from.</param>
internal sealed record PythonInvocation(string ModulePath, string Function, PythonArguments Arguments)
{
    private const int LengthPrefix = sizeof(uint);
    private static long s_last;

    /// <summary>The number that its answers have, and no other call's of this process.</summary>
    public long Number { get; } = Interlocked.Increment(ref s_last);

    /// <summary>The request as it is sent: its length, a line of JSON, and the values of the arguments.</summary>
    public ReadOnlyMemory<byte> ToMessage()
    {
        var buffer = new ArrayBufferWriter<byte>(Arguments.Values.Length + 512);
        buffer.GetSpan(LengthPrefix);
        buffer.Advance(LengthPrefix);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", Number);
            writer.WriteString("path", ModulePath);
            writer.WriteString("base", AppContext.BaseDirectory);
            writer.WriteString("function", Function);
            writer.WritePropertyName("arguments");
            Arguments.WriteEntries(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        buffer.Write(Arguments.Values.Span);
        var message = MemoryMarshal.AsMemory(buffer.WrittenMemory);
        BinaryPrimitives.WriteUInt32LittleEndian(message.Span, (uint)(message.Length - LengthPrefix));
        return message;
    }
}
