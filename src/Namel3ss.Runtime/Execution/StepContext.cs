using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Namel3ss;

/// <summary>What a connector may ask for about the step that calls it, by a parameter of this type.</summary>
public sealed class StepContext
{
    internal StepContext(string chain, string step, TimeProvider timeProvider, ILogger? logger, CancellationToken cancellationToken)
    {
        (Chain, Step, TimeProvider, CancellationToken) = (chain, step, timeProvider, cancellationToken);
        Logger = logger ?? NullLogger.Instance;
    }

    /// <summary>The chain's name.</summary>
    public string Chain { get; }

    /// <summary>The step's name.</summary>
    public string Step { get; }

    /// <summary>The clock of the run.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Where the run logs to; never null.</summary>
    public ILogger Logger { get; }

    /// <summary>Cancelled when the chain is stopped.</summary>
    public CancellationToken CancellationToken { get; }
}
