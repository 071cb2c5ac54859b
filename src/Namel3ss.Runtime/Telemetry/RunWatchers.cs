namespace Namel3ss;

/// <summary>Who watches a run, beside its log: one field for all, so that a run that nobody watches pays for none.</summary>
/// <param name="Progress">The user's reporter.</param>
/// <param name="Telemetry">The listeners to spans and metrics.</param>
internal sealed record RunWatchers(ProgressQueue? Progress, RunTelemetry? Telemetry);
