namespace Namel3ss.CompilerServices;

// The permits of steps: of the process's limit, and before it of a chat model's own.
public sealed partial class Chain
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(30);

    /// <summary>Takes the permit of a step that needs one, if one is free.</summary>
    internal bool TryTakePermit(StepRun step)
    {
        if (!step.Info!.TakesPermit)
        {
            return true;
        }

        var isPermitted = TryAcquirePermit(step);
        if (isPermitted)
        {
            Telemetry?.WaitedForPermit(TimeSpan.Zero);
        }

        return isPermitted;
    }

    internal void ReleasePermit(StepRun step) => ReleasePermit(step, OwnLimit(step));

    /// <param name="step">The step.</param>
    /// <param name="own">The limit of the model that was asked; the step may have gone on to another one.</param>
    internal void ReleasePermit(StepRun step, ChainLimiter? own)
    {
        if (!step.Info!.TakesPermit)
        {
            return;
        }

        if (own is not null)
        {
            ModelPermits.Release(own, Limiter);
        }
        else
        {
            Limiter.Release();
        }
    }

    internal void WaitForPermit(StepCall call)
    {
        call.WaitsSince = _clock.GetTimestamp();
        Report(call.Step, StepStatus.Waiting, call.WaitsSince, TimeSpan.Zero, null);
        var waits = Flow.GetPermitWaits(() => new PermitWaits(Limiter, _clock, LongWait, _logger is null ? null : LogLongWait));
        switch (waits.Wait(call))
        {
            case true:
                call.PermitGranted();
                break;
            case null:
                call.PermitDenied();
                break;
        }
    }

    internal void HasPermit(StepCall call)
    {
        _flow!.PermitWaits!.Remove(call);
        Telemetry?.WaitedForPermit(_clock.GetElapsedTime(call.WaitsSince));
    }

    private void LogLongWait(StepCall call)
    {
        var isBeforeModel = call.Place?.Value is ModelPermitWait { IsBeforeModel: true };
        _logger?.WaitsLong(
            call.Step.Info!.DisplayName,
            _info.DisplayName,
            (int)LongWait.TotalSeconds,
            isBeforeModel ? OwnLimit(call.Step)!.MaxConcurrentCalls : Limiter.MaxConcurrentCalls,
            isBeforeModel ? $"max_concurrent of the llm '{call.Step.Model!.Current.Name}'"
                : Limiter == Settings.Limiter ? SettingNames.MaxConcurrentLlmCalls : "the limit of ChainOptions.Limiter");
    }

    /// <summary>The limit that the step's model has of its own.</summary>
    internal static ChainLimiter? OwnLimit(StepRun step) => step.Model?.Current.Limit;

    private bool TryAcquirePermit(StepRun step) =>
        OwnLimit(step) is { } own ? ModelPermits.TryAcquire(own, Limiter) : Limiter.TryAcquire();
}
