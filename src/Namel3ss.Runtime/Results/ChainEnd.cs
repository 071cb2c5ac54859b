using System.ComponentModel;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

/// <summary>How a run of a chain ended: what generated code passes from the chain to its result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ChainEnd
{
    internal ChainInfo Chain { get; init; }

    internal ChainStatus Status { get; init; }

    /// <summary>The token of the caller, who has cancelled the run if that is its status.</summary>
    internal CancellationToken CallerToken { get; init; }

    /// <summary>What stopped the chain; null where nothing did.</summary>
    internal StopReason? Stop { get; init; }

    /// <summary>What the run has to say though nothing failed; null where that is nothing.</summary>
    internal IReadOnlyList<string>? Warnings { get; init; }

    internal TimeSpan Elapsed { get; init; }

    internal TimeSpan Timeout { get; init; }

    internal JsonSerializerOptions Json { get; init; }

    /// <summary>True for a run that a test made by hand: its steps may not know their names yet.</summary>
    internal bool IsFake { get; init; }

    /// <summary>The end of a run that went well, without a value.</summary>
    /// <param name="chain">The chain.</param>
    public static ChainEnd Ok(ChainInfo chain) => Fake(chain, ChainStatus.Ok, null);

    /// <summary>The end of a run that went well.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="output">The step that gives the chain its value.</param>
    /// <param name="result">The value.</param>
    public static ChainEnd Ok<T>(ChainInfo chain, StepRun<T?> output, T? result)
        where T : class => OkWith(chain, output, result);

    /// <inheritdoc cref="Ok{T}(ChainInfo, StepRun{T}, T)"/>
    public static ChainEnd Ok<T>(ChainInfo chain, StepRun<T?> output, T result)
        where T : struct => OkWith(chain, output, result);

    /// <inheritdoc cref="Ok{T}(ChainInfo, StepRun{T}, T)"/>
    public static ChainEnd Ok<T>(ChainInfo chain, StepRun<T?> output, T? result)
        where T : struct => OkWith(chain, output, result);

    /// <summary>The end of a run that went well and whose value is a list.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="output">The step whose list gives the chain its value.</param>
    /// <param name="result">The values; null for a step without one.</param>
    public static ChainEnd Ok<T>(ChainInfo chain, IReadOnlyList<StepRun<T?>> output, IReadOnlyList<T?> result)
        where T : class => OkWithList(chain, output, result);

    /// <inheritdoc cref="Ok{T}(ChainInfo, IReadOnlyList{StepRun{T}}, IReadOnlyList{T})"/>
    public static ChainEnd Ok<T>(ChainInfo chain, IReadOnlyList<StepRun<T?>> output, IReadOnlyList<T?> result)
        where T : struct => OkWithList(chain, output, result);

    /// <inheritdoc cref="Ok{T}(ChainInfo, IReadOnlyList{StepRun{T}}, IReadOnlyList{T})"/>
    public static ChainEnd Ok<T>(ChainInfo chain, IReadOnlyList<StepRun<T?>> output, IReadOnlyList<T> result)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(result);
        return OkWithList(chain, output, [.. result]);
    }

    /// <summary>The end of a run that failed.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="exception">What failed it.</param>
    public static ChainEnd Failed(ChainInfo chain, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Fake(chain, ChainStatus.Error, exception);
    }

    /// <summary>The end of a run that ran out of time.</summary>
    /// <param name="chain">The chain.</param>
    public static ChainEnd TimedOut(ChainInfo chain) => Fake(chain, ChainStatus.Timeout, null);

    private static ChainEnd OkWith<T>(ChainInfo chain, StepRun<T> output, T result)
    {
        output.Keep(result);
        output.SetEnded(StepStatus.Ok, output.Elapsed, null);
        return Fake(chain, ChainStatus.Ok, null);
    }

    private static ChainEnd OkWithList<T>(ChainInfo chain, IReadOnlyList<StepRun<T>> output, IReadOnlyList<T> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var steps = ((IStepRunList)output).Fake(chain, result.Count);
        for (var i = 0; i < steps.Length; i++)
        {
            if (result[i] is { } value)
            {
                ((StepRun<T>)steps[i]).Keep(value);
            }

            steps[i].SetEnded(result[i] is null ? StepStatus.Skipped : StepStatus.Ok, TimeSpan.Zero, null);
        }

        return Fake(chain, ChainStatus.Ok, null);
    }

    private static ChainEnd Fake(ChainInfo chain, ChainStatus status, Exception? exception)
    {
        var timeout = chain.Timeout ?? RuntimeConfiguration.DefaultTimeout;
        return new()
        {
            Chain = chain,
            Status = status,
            Stop = new StopReason(status, Exception: exception),
            Elapsed = status == ChainStatus.Timeout ? timeout : TimeSpan.Zero,
            Timeout = timeout,
            Json = ChainJson.Default,
            IsFake = true,
        };
    }
}
