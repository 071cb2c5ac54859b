using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Namel3ss;

/// <summary>
/// Settings of all chains: of the process, given to <see cref="Namel3ssRuntime.Configure"/>, or of those that run with a container,
/// given to <c>services.AddNamel3ss</c>. What is null comes from the environment, then from the section <c>Namel3ss</c> of the
/// container's configuration, then from the project's MSBuild properties, then from the default.
/// </summary>
public sealed class Namel3ssOptions
{
    /// <summary>How many calls to the outside may run at once in the whole process: 1 to 10000. Set once per process. Default 50.</summary>
    public int? MaxConcurrentLlmCalls { get; set; }

    /// <summary>The timeout of chains that name none: 1 ms to 24 h. Default 300 s.</summary>
    public TimeSpan? ChainTimeout { get; set; }

    /// <summary>Whether the steps of a parallel group run at once. Default: off, one after another.</summary>
    public bool? EnableParallelSteps { get; set; }

    /// <summary>The Python interpreter for steps of kind <c>python</c>. Default <c>python3</c>.</summary>
    public string? PythonExecutable { get; set; }

    /// <summary>
    /// How many processes of that interpreter there may be for steps of kind <c>python</c>, each of which runs one step at a time: 1 to 256.
    /// Default 8.
    /// </summary>
    public int? PythonWorkers { get; set; }

    /// <summary>
    /// The clients of chat models, by the <c>client:</c> key of an <c>llm</c> or by its name; <c>""</c> or <c>"default"</c> is for those
    /// without one.
    /// </summary>
    public IReadOnlyDictionary<string, IChatClient>? ChatClients { get; set; }

    /// <summary>Where chains log to. Default: the container's; without one, nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock of timeouts and elapsed times. Default: the container's; without one, the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>
    /// How values become JSON and back. Default: snake_case names, enums as text, required members and nullability respected.
    /// Under AOT it must carry the project's <c>JsonSerializerContext</c>.
    /// </summary>
    public JsonSerializerOptions? JsonSerializerOptions { get; set; }

    /// <summary>These settings, and where they say nothing, those of <paramref name="lower"/>.</summary>
    internal Namel3ssOptions Over(Namel3ssOptions lower) => new()
    {
        MaxConcurrentLlmCalls = MaxConcurrentLlmCalls ?? lower.MaxConcurrentLlmCalls,
        ChainTimeout = ChainTimeout ?? lower.ChainTimeout,
        EnableParallelSteps = EnableParallelSteps ?? lower.EnableParallelSteps,
        PythonExecutable = PythonExecutable ?? lower.PythonExecutable,
        PythonWorkers = PythonWorkers ?? lower.PythonWorkers,
        ChatClients = ChatClients ?? lower.ChatClients,
        LoggerFactory = LoggerFactory ?? lower.LoggerFactory,
        TimeProvider = TimeProvider ?? lower.TimeProvider,
        JsonSerializerOptions = JsonSerializerOptions ?? lower.JsonSerializerOptions,
    };

    internal Namel3ssOptions Copy()
    {
        var copy = (Namel3ssOptions)MemberwiseClone();
        copy.ChatClients = ChatClients is null ? null : new Dictionary<string, IChatClient>(ChatClients);
        return copy;
    }
}
