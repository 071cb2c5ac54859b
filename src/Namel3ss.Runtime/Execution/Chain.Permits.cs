namespace Namel3ss.CompilerServices;

// The permits of steps: of the process's limit, and before it of a chat model's own, or of the Python workers'.
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
            Held?.Enter();
            TakeForeign(step);
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

        if (_flow?.TakeLent(step, own) is { } held)
        {
            held.Leave();
        }
        else
        {
            GiveBack(own);
        }
    }

    /// <summary>
    /// Whether a chain that starts within the step's call has to know of it, since it must not wait for others: the step has the last permit
    /// that there was, or one of a model that others may wait for while they hold what the chain would wait for.
    /// </summary>
    private bool LendsPermits(StepRun step) => step.Info!.TakesPermit && (Limiter.IsReached || OwnLimit(step) is not null);

    private void GiveBack(ChainLimiter? own)
    {
        if (own is null || Held?.TryEndWithout(own) is true)
        {
            Limiter.Release();
        }
        else
        {
            ModelPermits.Release(own, Limiter);
        }

        Held?.Leave();
    }

    /// <summary>A chain starts within a call of a step: lends it the call's permits.</summary>
    /// <returns>Null if the call has ended.</returns>
    internal HeldPermits? TryLend(StepRun step)
    {
        var own = OwnLimit(step);
        var held = new HeldPermits(Limiter, own, Held, () => GiveBack(own));
        Flow.Lend(step, own, held);

        // In this order: an end that comes between finds what was lent, and one that came before has given the permits back by itself.
        return step.Status == StepStatus.Running || Flow.TakeLent(step, own) is null ? held : null;
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
        Held?.Enter();
        TakeForeign(call.Step);
        Telemetry?.WaitedForPermit(_clock.GetElapsedTime(since));
    }

    private void LogLongWait(PermitWait wait)
    {
        var step = wait.Call.Step;
        var isBeforeOwn = wait.Place?.Value is ModelPermitWait { IsBeforeOwn: true };
        if (isBeforeOwn && step.Info!.IsPython)
        {
            _logger?.WaitsLongForWorker(
                step.Info.DisplayName, _info.DisplayName, (int)LongWait.TotalSeconds, Settings.PythonWorkers, SettingNames.PythonWorkers);
            return;
        }

        _logger?.WaitsLong(
            step.Info!.DisplayName,
            _info.DisplayName,
            (int)LongWait.TotalSeconds,
            isBeforeOwn ? OwnLimit(step)!.MaxConcurrentCalls : Limiter.MaxConcurrentCalls,
            Held is not null ? "nothing: it uses the permit of the call that started its run, one of whose calls runs at a time"
                : isBeforeOwn ? $"max_concurrent of the llm '{step.Model!.Current.Name}'"
                : Limiter == Settings.Limiter ? SettingNames.MaxConcurrentLlmCalls : "the limit of ChainOptions.Limiter");
    }

    /// <summary>
    /// The limit that the step's model has of its own, or that of the Python workers; within a call that asks the same model, what stands
    /// for it there.
    /// </summary>
    internal ChainLimiter? OwnLimit(StepRun step) =>
        (step.Info!.IsPython ? Settings.Python.Limit : step.Model?.Current.Limit) is { } own ? Held?.InPlaceOf(own) ?? own : null;

    /// <summary>
    /// The limit of its own that a step waits for. A step within a call waits for none that others share: they may hold its permits and
    /// wait, in the end, for that call.
    /// </summary>
    internal ChainLimiter? OwnLimitToWaitFor(StepRun step) => OwnLimit(step) is { } own && Held?.IsForeign(own) is not true ? own : null;

    private void TakeForeign(StepRun step)
    {
        if (Held is { } held && OwnLimit(step) is { } own && held.IsForeign(own) && !own.TryAcquire())
        {
            held.GoWithout(own);
        }
    }

    private bool TryAcquirePermit(StepRun step) =>
        OwnLimitToWaitFor(step) is { } own ? ModelPermits.TryAcquire(own, Limiter) : Limiter.TryAcquire();
}
