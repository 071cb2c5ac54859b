using System.ComponentModel;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

/// <summary>The static facts of a chain, one object per chain.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class ChainInfo
{
    private readonly StepInfo[] _steps;
    private volatile JsonSerializerOptions? _checkedJson;
    private volatile ChainInfo[]? _reachable;
    private volatile IReadOnlyList<string>? _sequentialWarnings;

    /// <summary>Creates the facts.</summary>
    /// <param name="name">The chain's name in the <c>.ai</c> file.</param>
    /// <param name="timeoutSeconds">Its <c>timeout:</c> in seconds; null for the configured default.</param>
    /// <param name="steps">Its steps in the order of the file.</param>
    public ChainInfo(string name, double? timeoutSeconds, params StepInfo[] steps)
    {
        Name = name;
        DisplayName = SafeText.Escape(name);
        Timeout = timeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        _steps = steps;
        Array.ForEach(steps, step => step.Chain = this);
        HasServices = steps.Any(step => step.Services.Length > 0);
        HasModels = steps.Any(step => step.Llm is not null);
    }

    /// <summary>The chain's name in the <c>.ai</c> file.</summary>
    public string Name { get; }

    /// <summary>True if some group of the chain has two steps or more.</summary>
    public bool HasParallelSteps { get; init; }

    /// <summary>True if some step stands in a branch: what has not run at a normal end was passed over.</summary>
    public bool HasBranches { get; init; }

    /// <summary>The chains that its steps call; a function, since chains may call each other.</summary>
    public Func<ChainInfo[]>? SubChains { get; init; }

    /// <summary>The steps in the order of the file.</summary>
    public IReadOnlyList<StepInfo> Steps => _steps;

    /// <summary>The types that conditions and lists of loops write as JSON: they must have JSON metadata before the chain starts.</summary>
    public Type[] Json { get; init; } = [];

    /// <summary>The chains that run when this one does: it, those that it calls, those that they call, each once.</summary>
    internal ChainInfo[] Reachable => _reachable ??= Reach();

    /// <summary>
    /// What is to be said where parallel steps run one after another, of this chain and of those that run when it does, whether or not
    /// their branch is taken: the same for every run, and made once.
    /// </summary>
    internal IReadOnlyList<string> SequentialWarnings => _sequentialWarnings ??=
    [
        .. Reachable.Where(chain => chain.HasParallelSteps)
            .Select(chain => LogLine.TextOf(log => log.ParallelStepsAreOff(chain.DisplayName, SettingNames.EnableParallelSteps))),
    ];

    /// <summary>Some step asks a chat model.</summary>
    internal bool HasModels { get; }

    internal string DisplayName { get; }

    internal TimeSpan? Timeout { get; }

    /// <summary>One of the steps. Every run asks for all of them, and not by an interface.</summary>
    internal StepInfo Step(int index) => _steps[index];

    internal int IndexOf(StepInfo step) => Array.IndexOf(_steps, step);

    private ChainInfo[] Reach()
    {
        List<ChainInfo> found = [this];
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange((found[i].SubChains?.Invoke() ?? []).Where(called => !found.Contains(called)));
        }

        return [.. found];
    }

    /// <summary>Checks, once for these options, that every type that becomes JSON or comes from it has metadata.</summary>
    /// <param name="options">The options.</param>
    /// <param name="together">The chains that are checked together: whoever adds one type wants to know the others too.</param>
    /// <exception cref="ChainConfigurationException">A type has none.</exception>
    internal void CheckJson(JsonSerializerOptions options, IReadOnlyList<ChainInfo> together)
    {
        if (_checkedJson != options)
        {
            CheckEachJson(options, together);
            _checkedJson = options;
        }
    }

    // Apart, since what its lambda captures is made at the start of the method, and every run asks.
    private void CheckEachJson(JsonSerializerOptions options, IReadOnlyList<ChainInfo> together)
    {
        if (JsonNeeds().Any(need => !ChainJson.Has(options, need.Type)))
        {
            ChainJson.ThrowMissing(options, together.SelectMany(chain => chain.JsonNeeds()));
        }
    }

    private IEnumerable<JsonNeed> JsonNeeds() => _steps
        .SelectMany(step => step.Json.Select(type => new JsonNeed(type, $"step '{step.Name}' of chain '{Name}'", step.Location)))
        .Concat(Json.Select(type => new JsonNeed(type, $"an expression of chain '{Name}'", Location: null)));
}

/// <summary>The static facts of a step.</summary>
/// <param name="name">The step's name in the <c>.ai</c> file.</param>
/// <param name="kind">Its kind, such as <c>connector</c>.</param>
/// <param name="target">What it calls.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepInfo(string name, string kind, string target)
{
    /// <summary>The step's name in the <c>.ai</c> file.</summary>
    public string Name { get; } = name;

    /// <summary>The step's kind, such as <c>connector</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>What the step calls.</summary>
    public string Target { get; } = target;

    /// <summary>Whether a failure of the step ends the chain.</summary>
    public bool StopOnError { get; init; } = true;

    /// <summary>Whether the step counts against the limit of concurrent calls.</summary>
    public bool TakesPermit { get; init; } = kind is not ("template" or "chain");

    /// <summary>How many seconds one attempt may take, from the moment it has its permit; null for as long as the chain may.</summary>
    public double? Timeout { get; init; }

    /// <summary>How often and when the step is tried again; null for never.</summary>
    public RetryInfo? Retry { get; init; }

    /// <summary>The chat model that the step asks.</summary>
    public LlmInfo? Llm { get; init; }

    /// <summary>Of a step with <c>for_each</c>, how many loops stand around it; null for a step without.</summary>
    public int? ForEachDepth { get; init; }

    /// <summary>The types that must have JSON metadata before the chain starts.</summary>
    public Type[] Json { get; init; } = [];

    /// <summary>What the step's call takes from the container, or makes itself where there is none.</summary>
    public ServiceInfo[] Services { get; init; } = [];

    /// <summary>Whether the step may run beside another, so that its call has a scope of its own, as has the chain that it calls.</summary>
    public bool HasOwnScope { get; init; }

    /// <summary>Where the step stands, such as <c>feedback.ai:25</c>, for messages.</summary>
    public string? Location { get; init; }

    internal string DisplayName { get; } = SafeText.Escape(name);

    /// <summary>Whether the step needs a Python worker.</summary>
    internal bool IsPython { get; } = kind == "python";

    /// <summary>The chain that the step stands in; null before that is made.</summary>
    internal ChainInfo? Chain { get; set; }

    /// <summary>Whether there is more to a run of the step than one call.</summary>
    internal bool IsPersistent => Timeout is not null || Retry is not null || Llm?.Fallback is not null;
}
