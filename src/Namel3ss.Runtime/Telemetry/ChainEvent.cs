using System.Text.Json.Serialization;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// One event of a run that <see cref="ChainEvents.StreamAsync{TRun}"/> streams: progress of a step or, as the last one, the run itself.
/// </summary>
/// <remarks>
/// As JSON: <c>{"type":"step","chain":"digest","step":"inbox","status":"running","at_ms":12,"elapsed_ms":0,"error":null}</c>,
/// with the status and the error of <see cref="ChainProgress"/> (and its <c>iteration</c> and <c>attempt</c>, if it has them), a warning as
/// <c>{"type":"warning","chain":"digest","warning":"…","at_ms":0}</c>, and last <c>{"type":"run","chain":"digest","run":{ … }}</c>, the run in
/// the shape of <see cref="ChainRun.ToJson"/>.
/// </remarks>
[JsonConverter(typeof(ChainEventJsonConverter))]
public abstract class ChainEvent
{
    private protected ChainEvent(ChainProgress progress) => (Chain, Progress) = (progress.Chain, progress);

    private protected ChainEvent(ChainRun run) => (Chain, Run) = (run.ChainName, run);

    /// <summary>
    /// <c>step</c>, <c>attempt</c> for a further attempt of one, <c>warning</c>, or <c>run</c> for the last event: a name for an event of a
    /// server-sent stream.
    /// </summary>
    public string Type => Progress switch
    {
        null => "run",
        { Warning: not null } => "warning",
        { Attempt: not null } => "attempt",
        _ => "step",
    };

    /// <summary>The chain's name.</summary>
    public string Chain { get; }

    /// <summary>What became of a step, or a warning; null at the last event.</summary>
    public ChainProgress? Progress { get; }

    /// <summary>The run, at the last event; before it null.</summary>
    public ChainRun? Run { get; }

    /// <summary>The event as one line of JSON.</summary>
    /// <exception cref="ChainConfigurationException">The type of a step's value has no JSON metadata.</exception>
    public string ToJson() => ChainEventJsonConverter.ToJson(this);
}

/// <summary>One event of a run, with the run's own type.</summary>
/// <typeparam name="TRun">The class that is generated for the chain's runs.</typeparam>
[JsonConverter(typeof(ChainEventJsonConverter))]
public sealed class ChainEvent<TRun> : ChainEvent
    where TRun : ChainRun
{
    internal ChainEvent(ChainProgress progress) : base(progress)
    {
    }

    internal ChainEvent(TRun run) : base(run)
    {
    }

    /// <inheritdoc cref="ChainEvent.Run"/>
    public new TRun? Run => (TRun?)base.Run;
}
