namespace Namel3ss.CompilerServices;

// Further attempts of a step, which runs on meanwhile: for whoever looks on, it starts once and ends once.
public sealed partial class Chain
{
    /// <summary>An attempt of a step has failed, and there will be another one; false if the chain has ended.</summary>
    internal bool TryFailAttempt(StepRun step, Exception error)
    {
        if (IsStopped || !step.TryClaimEnd())
        {
            return false;
        }

        var now = _clock.GetTimestamp();
        var elapsed = step.FailAttempt(error, _clock.GetElapsedTime(step.StartTimestamp, now));
        Enqueue(step, StepStatus.Retrying, now, elapsed, error, step.Attempts);
        step.Unclaim();
        Progress?.Drain();
        return true;
    }

    /// <summary>A further attempt of a step begins; false if the chain has ended.</summary>
    /// <param name="step">The step.</param>
    /// <param name="waited">For how many ticks of the clock it has waited for its permit.</param>
    internal bool TryBeginAttempt(StepRun step, long waited)
    {
        if (IsStopped || !step.TryClaimEnd())
        {
            return false;
        }

        var now = _clock.GetTimestamp();
        step.BeginAttempt(waited, _clock.GetElapsedTime(step.StartTimestamp + waited, now));
        Enqueue(step, StepStatus.Retrying, now, TimeSpan.Zero, null, step.Attempts);
        step.Unclaim();
        Progress?.Drain();
        return true;
    }

    /// <summary>A step's model has failed, and the next one is asked in its place.</summary>
    internal void FallBack(StepRun step, Exception error)
    {
        var use = step.Model!;
        var before = SafeText.Escape(use.Current.Name);
        use.FallBack();
        var model = SafeText.Escape(use.Current.Name);
        _logger?.FallsBack(step.Info!.DisplayName, _info.DisplayName, ChainLog.TypeName(error), model, before);
        Telemetry?.FellBack(step, model);
    }

    internal void LogRetry(StepRun step, Exception error, TimeSpan pause) =>
        _logger?.TriesAgain(step.Info!.DisplayName, _info.DisplayName, ChainLog.TypeName(error), (long)pause.TotalMilliseconds);

    internal void LogNoRetry(StepRun step, Exception error, string reason) =>
        _logger?.TriesNoMore(step.Info!.DisplayName, _info.DisplayName, ChainLog.TypeName(error), reason);

    internal void LogTimedOutAttempt(StepRun step, Exception error)
    {
        if (error is not OperationCanceledException)
        {
            _logger?.TimedOutStepFailed(step.Info!.DisplayName, _info.DisplayName, error.GetType().FullName);
        }
    }
}
