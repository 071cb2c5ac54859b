using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What became of one step that has a value.</summary>
/// <typeparam name="T">The value's type with its question mark: <c>int?</c>, <c>string?</c>. An absent value is null, never 0.</typeparam>
[JsonConverter(typeof(StepRunJsonConverter))]
public class StepRun<T> : StepRun, IStepHandle<T>
{
    private T? _result;

    /// <summary>A step of a chain, for generated code.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    public StepRun(ChainInfo chain, int index) : base(chain, index)
    {
    }

    private protected StepRun(StepStatus status, T? result, Exception? exception) : base(status, exception) => _result = result;

    /// <inheritdoc cref="StepRun.As"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new StepRun<T> As(ChainInfo chain, int index)
    {
        base.As(chain, index);
        return this;
    }

    /// <summary>The step's value; null if it has none.</summary>
    public T? Result => Status == StepStatus.Ok ? _result : default;

    /// <inheritdoc/>
    public override bool HasResult => Result is not null;

    /// <summary>A step that ended well, to build a run for a test with.</summary>
    /// <param name="result">Its value.</param>
    public static StepRun<T> Ok(T result) => new(StepStatus.Ok, result, null);

    /// <summary>A step that threw, to build a run for a test with.</summary>
    /// <param name="exception">What it threw.</param>
    public static new StepRun<T> Failed(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(StepStatus.Failed, default, exception);
    }

    /// <summary>A step that still ran when the chain ended, to build a run for a test with.</summary>
    public static new StepRun<T> Cancelled() => new(StepStatus.Cancelled, default, null);

    /// <summary>A step that was passed over, to build a run for a test with.</summary>
    public static new StepRun<T> Skipped() => new(StepStatus.Skipped, default, null);

    /// <summary>Keeps the value; it shows once the step has ended.</summary>
    internal void Keep(T result) => _result = result;

    internal override void WriteResult(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        if (Result is { } result)
        {
            JsonSerializer.Serialize(writer, result, ChainJson.TypeInfo(options, typeof(T), $"the value of step '{Name}'", Info?.Location));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
