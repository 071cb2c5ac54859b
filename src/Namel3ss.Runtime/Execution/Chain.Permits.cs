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

    /// <summary>Has a call wait for its permit, unless the chain has ended or it is free by now.</summary>
    /// <returns>The time at which the wait began.</returns>
    internal long WaitForPermit(StepCall call)
    {
        var since = _clock.GetTimestamp();
        Report(call.Step, StepStatus.Waiting, since, attempt: call.Step.Attempts > 0 ? call.Step.Attempts + 1 : null);
        switch ((Flow.PermitWaits ?? NewPermitWaits()).Wait(call, since))
        {
            case true:
                call.PermitGranted();
                break;
            case null:
                call.PermitDenied();
                break;
        }

        return since;
    }

    private PermitWaits NewPermitWaits()
    {
        var waits = Flow.Join(new PermitWaits(Limiter, _clock, LongWait, _logger is null ? null : LogLongWait));
        if (IsStopped)
        {
            // The end of the run may have looked for waits when there were none.
            waits.Clear(Telemetry);
        }

        return waits;
    }

    internal void HasPermit(StepCall call)
    {
        var since = _flow!.PermitWaits!.Remove(call);
        Telemetry?.WaitedForPermit(_clock.GetElapsedTime(since));
    }

    private void LogLongWait(PermitWait wait)
    {
        var step = wait.Call.Step;
        var isBeforeModel = wait.Place?.Value is ModelPermitWait { IsBeforeModel: true };
        _logger?.WaitsLong(
            step.Info!.DisplayName,
            _info.DisplayName,
            (int)LongWait.TotalSeconds,
            isBeforeModel ? OwnLimit(step)!.MaxConcurrentCalls : Limiter.MaxConcurrentCalls,
            isBeforeModel ? $"max_concurrent of the llm '{step.Model!.Current.Name}'"
                : Limiter == Settings.Limiter ? SettingNames.MaxConcurrentLlmCalls : "the limit of ChainOptions.Limiter");
    }

    /// <summary>The limit that the step's model has of its own.</summary>
    internal static ChainLimiter? OwnLimit(StepRun step) => step.Model?.Current.Limit;

    private bool TryAcquirePermit(StepRun step) =>
        OwnLimit(step) is { } own ? ModelPermits.TryAcquire(own, Limiter) : Limiter.TryAcquire();
}
