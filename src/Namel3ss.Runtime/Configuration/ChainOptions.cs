using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Namel3ss;

/// <summary>Settings of one call of a chain. They win over everything else; what is null comes from the process-wide settings.</summary>
public sealed record ChainOptions
{
    /// <summary>The timeout of this run: 1 ms to 24 h. It wins over the <c>timeout:</c> of the <c>.ai</c> file.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the steps of a parallel group run at once.</summary>
    public bool? EnableParallelSteps { get; init; }

    /// <summary>
    /// The container of this run: its connectors come from scopes below it, one for the run and one for each call that may run
    /// beside another. A run by the injected <c>IChains</c> has the container that <c>IChains</c> came from.
    /// </summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>
    /// Whether <see cref="Services"/> is a scope, such as <c>HttpContext.RequestServices</c>, that the steps which run alone are to use
    /// themselves: they see what the caller sees, such as its <c>DbContext</c>. What may run beside something else keeps a scope of its
    /// own for each call, below it. One run has the scope at a time; it is the caller's to dispose, and not to be used by the caller
    /// itself until the run has ended.
    /// </summary>
    public bool UseCallersScope { get; init; }

    /// <summary>
    /// Told, in order and never two at once, when a step waits for a permit, starts and ends. The last reports may arrive
    /// shortly after the run's task has completed. What it throws is logged and does not disturb the run.
    /// </summary>
    public IProgress<ChainProgress>? Progress { get; init; }

    /// <summary>Where this run logs to.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock of this run's timeout and elapsed times.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>A limiter of this call's own in place of the process-wide one, for tests and tenants.</summary>
    public ChainLimiter? Limiter { get; init; }

    /// <summary>
    /// The clients of this run's chat models, by the <c>client:</c> key of an <c>llm</c> or by its name; <c>""</c> or <c>"default"</c> is for
    /// those without one. They win over the process-wide ones.
    /// </summary>
    public IReadOnlyDictionary<string, IChatClient>? ChatClients { get; init; }

    /// <summary>How values of this run become JSON and back.</summary>
    public JsonSerializerOptions? JsonSerializerOptions { get; init; }

    /// <summary>The process-wide settings to start from; tests replace them to have an environment of their own.</summary>
    internal RuntimeConfiguration? Configuration { get; init; }

    /// <summary>What a test puts into the run, and into those of the chains that it calls.</summary>
    internal RunHarness? Harness { get; init; }

    /// <summary>The chain that calls this one, if one does.</summary>
    internal CompilerServices.Chain? Caller { get; init; }
}
