namespace Namel3ss;

/// <summary>What few runs have: one field for all, so that a run without them pays for none.</summary>
internal record RunExtras
{
    /// <summary>The user's reporter.</summary>
    public ProgressQueue? Progress { get; init; }

    /// <summary>The listeners to spans and metrics.</summary>
    public RunTelemetry? Telemetry { get; init; }

    /// <summary>The scopes of the run's container, for steps that take something from it.</summary>
    public RunScopes? Scopes { get; init; }

    /// <summary>The clients of the chat models that its steps ask.</summary>
    public ChatClients? ChatClients { get; init; }

    /// <summary>Null if there is nothing.</summary>
    public static RunExtras? Of(ProgressQueue? progress, RunScopes? scopes, ChatClients? chatClients) =>
        progress is null && scopes is null && chatClients is null
            ? null
            : new RunExtras { Progress = progress, Scopes = scopes, ChatClients = chatClients };
}

/// <summary>The same of a run that has warned of something.</summary>
internal sealed record WarnedExtras : RunExtras
{
    public WarnedExtras(RunExtras? others, IReadOnlyList<string> warnings) : base(others ?? new RunExtras()) => Warnings = warnings;

    /// <summary>Each text once.</summary>
    public IReadOnlyList<string> Warnings { get; }
}
