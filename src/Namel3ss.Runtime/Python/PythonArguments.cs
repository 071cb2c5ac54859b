using System.Buffers;
using System.Text.Json;

namespace Namel3ss.Python;

/// <summary>What a step has for a function's parameters, as the JSON that the worker process takes (arguments.py).</summary>
internal sealed class PythonArguments
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private readonly JsonSerializerOptions _options;
    private readonly StepRun _step;

    public PythonArguments(JsonSerializerOptions options, StepRun step)
    {
        (_options, _step) = (options, step);
        _writer = new Utf8JsonWriter(_buffer);
        _writer.WriteStartArray();
    }

    /// <param name="kind"><c>option</c>, <c>input</c>, <c>dependency</c> or <c>previous</c>.</param>
    /// <param name="name">Its name in the <c>.ai</c> file.</param>
    /// <param name="value">What a parameter gets.</param>
    /// <exception cref="ChainConfigurationException">Its type has no JSON metadata.</exception>
    /// <exception cref="PythonException">The value has no JSON form.</exception>
    public void Add<T>(string kind, string name, T value)
    {
        Begin(kind, name);
        if (value is null)
        {
            _writer.WriteNullValue();
        }
        else
        {
            var info = ChainJson.TypeInfo(_options, typeof(T), $"the {kind} '{name}' of step '{_step.Name}'", _step.Info?.Location);
            Write(kind, name, () => JsonSerializer.Serialize(_writer, value, info));
        }

        _writer.WriteEndArray();
    }

    /// <summary>A list of results, as the JSON of the run has it.</summary>
    /// <exception cref="ChainConfigurationException">The type of its values has no JSON metadata.</exception>
    /// <exception cref="PythonException">A value has no JSON form.</exception>
    public void AddList(string kind, IStepHandle steps)
    {
        Begin(kind, steps.Name);
        Write(kind, steps.Name, () => steps.WriteResult(_writer, _options));
        _writer.WriteEndArray();
    }

    /// <summary>A value that is JSON already.</summary>
    public void AddJson(string kind, string name, string json)
    {
        Begin(kind, name);
        _writer.WriteRawValue(json);
        _writer.WriteEndArray();
    }

    /// <summary>A <c>depends_on</c> step, or the step before, without a value.</summary>
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

    private static void Write(string kind, string name, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new PythonException($"The {kind} '{name}' cannot be passed to Python as JSON: {e.Message}", e) { IsMismatch = true };
        }
    }

    private void Begin(string kind, string name)
    {
        _writer.WriteStartArray();
        _writer.WriteStringValue(kind);
        _writer.WriteStringValue(name);
    }
}
