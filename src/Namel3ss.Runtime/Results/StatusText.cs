namespace Namel3ss;

/// <summary>The names of the states outside of C#: in JSON, spans and metrics.</summary>
internal static class StatusText
{
    public const string Timeout = "timeout";

    public static string Of(ChainStatus status) => status switch
    {
        ChainStatus.Ok => "ok",
        ChainStatus.Partial => "partial",
        ChainStatus.Error => "error",
        ChainStatus.Timeout => Timeout,
        _ => "cancelled",
    };

    public static string Of(StepStatus status) => status switch
    {
        StepStatus.NotStarted => "not_started",
        StepStatus.Waiting => "waiting",
        StepStatus.Retrying => "retrying",
        StepStatus.Running => "running",
        StepStatus.Ok => "ok",
        StepStatus.Failed => "failed",
        StepStatus.TimedOut => "timed_out",
        StepStatus.Cancelled => "cancelled",
        _ => "skipped",
    };
}
