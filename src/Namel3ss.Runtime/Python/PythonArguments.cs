using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss.Python;

/// <summary>
/// What a step has for a function's parameters, as the worker process takes it (arguments.py): the JSON of each value by itself, so that
/// one that Python cannot read is told by its name.
/// </summary>
internal sealed class PythonArguments
{
    private readonly List<(string Kind, string Name, int? Length)> _entries = [];
    private readonly StoppableBuffer _values;
    private readonly Utf8JsonWriter _writer;
    private readonly JsonSerializerOptions _options;
    private readonly StepRun _step;

    public PythonArguments(JsonSerializerOptions options, StepRun step, Chain? chain)
    {
        (_options, _step, _values) = (options, step, new StoppableBuffer(chain));
        _writer = new Utf8JsonWriter(_values);
    }

    /// <summary>The JSON of the values, one after another.</summary>
    public ReadOnlyMemory<byte> Values => _values.Written;

    /// <param name="kind"><c>option</c>, <c>input</c>, <c>dependency</c> or <c>previous</c>.</param>
    /// <param name="name">Its name in the <c>.ai</c> file.</param>
    /// <param name="value">What a parameter gets.</param>
    /// <exception cref="ChainConfigurationException">Its type has no JSON metadata.</exception>
    /// <exception cref="PythonException">The value has no JSON form.</exception>
    public void Add<T>(string kind, string name, T value)
    {
        if (value is null)
        {
            Write(kind, name, _writer.WriteNullValue);
        }
        else
        {
            var info = ChainJson.TypeInfo(_options, typeof(T), $"the {Described(kind, name)} of step '{_step.Name}'", _step.Info?.Location);
            Write(kind, name, () => JsonSerializer.Serialize(_writer, value, info));
        }
    }

    /// <summary>A list of results, as the JSON of the run has it.</summary>
    /// <exception cref="ChainConfigurationException">The type of its values has no JSON metadata.</exception>
    /// <exception cref="PythonException">A value has no JSON form.</exception>
    public void AddList(string kind, IStepHandle steps) => Write(kind, steps.Name, () => steps.WriteResult(_writer, _options));

    /// <summary>A value that is JSON already.</summary>
    public void AddJson(string kind, string name, string json) => Write(kind, name, () => _writer.WriteRawValue(json));

    /// <summary>A <c>depends_on</c> step, or the step before, without a value.</summary>
    public void AddAbsent(string kind, string name) => _entries.Add((kind, name, null));

    /// <summary>Which values there are: an array of <c>[kind, name, length]</c>, or <c>[kind, name]</c> for an absent one.</summary>
    public void WriteEntries(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var (kind, name, length) in _entries)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(kind);
            writer.WriteStringValue(name);
            if (length is { } bytes)
            {
                writer.WriteNumberValue(bytes);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private void Write(string kind, string name, Action write)
    {
        var start = _values.Written.Length;
        try
        {
            write();
            _writer.Flush();
            _writer.Reset();
        }
        catch (Exception e) when (e is not (ChainConfigurationException or ChainStoppedException))
        {
            // Also what a property of the value throws, whatever that is.
            throw new PythonException($"The {Described(kind, name)} cannot be passed to Python as JSON: {ErrorText.Of(e)}", e) { IsMismatch = true };
        }

        _entries.Add((kind, name, _values.Written.Length - start));
    }

    private static string Described(string kind, string name) => kind switch
    {
        "dependency" => $"depends_on step '{name}'",
        "previous" => $"step before '{name}'",
        _ => $"{kind} '{name}'",
    };
}
