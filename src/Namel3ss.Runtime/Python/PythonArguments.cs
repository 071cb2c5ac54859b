using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Namel3ss.Python;

/// <summary>What a step has for a function's parameters, as the JSON that the worker process takes (arguments.py).</summary>
internal sealed class PythonArguments
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private readonly JsonSerializerOptions _options;

    public PythonArguments(JsonSerializerOptions options)
    {
        _options = options;
        _writer = new Utf8JsonWriter(_buffer);
        _writer.WriteStartArray();
    }

    public void Add<T>(string kind, string name, T value)
    {
        Begin(kind, name);
        try
        {
            switch (value)
            {
                case null:
                    _writer.WriteNullValue();
                    break;
                case JsonElement element: // needs no metadata, so that the default type of a result can always be passed on
                    element.WriteTo(_writer);
                    break;
                default:
                    JsonSerializer.Serialize(_writer, value, (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T)));
                    break;
            }
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new PythonException($"The {kind} '{name}' cannot be passed to Python as JSON: {e.Message}", e);
        }

        _writer.WriteEndArray();
    }

    public void AddAbsent(string kind, string name)
    {
        Begin(kind, name);
        _writer.WriteEndArray();
    }

    /// <summary>The whole array. Nothing can be added afterwards.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        _writer.WriteEndArray();
        _writer.Dispose();
        return _buffer.WrittenMemory;
    }

    private void Begin(string kind, string name)
    {
        _writer.WriteStartArray();
        _writer.WriteStringValue(kind);
        _writer.WriteStringValue(name);
    }
}
