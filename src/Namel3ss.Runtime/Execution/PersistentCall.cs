using System.Diagnostics;
using System.Globalization;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>A step with a timeout of its own, retries, or models to fall back on. Each attempt has a permit of its own, given back when its method really ends.</summary>
[StackTraceHidden]
internal sealed class PersistentCall<TInvocation>(Chain chain, TInvocation invocation, bool onPool) : StepCall<TInvocation>(chain, invocation, onPool)
    where TInvocation : struct, IStepInvocation
{
    private readonly TInvocation _template = invocation;
    private TaskCompletionSource<bool>? _turn;

    public override void Run() => _ = RunAsync();

    public override void PermitDenied() => _turn?.TrySetResult(false);

    protected override void ExecuteInContext()
    {
        if (_turn is null)
        {
            base.ExecuteInContext();
        }
        else
        {
            _turn.TrySetResult(true);
        }
    }

    private async Task RunAsync()
    {
        if (Chain.IsStopped)
        {
            // After the step had its permit and before its first attempt, which would have given it back.
            Chain.ReleasePermit(Step);
            return;
        }

        AttemptEnd end;
        try
        {
            end = await PersistAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The attempts do not throw, but the clock is the user's: nobody waits for this task, so the step must end here.
            end = new AttemptEnd(IsOk: false, error);
        }

        if (end.IsOk || (end.Error is not null && Step.TryClaimEnd()))
        {
            Chain.EndStepWithoutPermit(Step, end.Error);
            Chain.TellDependents(Step);
            SignalEnd();
        }
        else if (end.Error is { } error)
        {
            Chain.LogAbandoned(Step, error);
        }
    }

    /// <summary>Tries until an attempt succeeds, or nobody is left to try, or there is no time left to wait for it.</summary>
    private async ValueTask<AttemptEnd> PersistAsync()
    {
        var end = await AttemptAsync().ConfigureAwait(false);
        for (var retries = 0; end.Error is { } error && !Chain.IsStopped && !Chain.IsCancelledByCaller; retries++)
        {
            var pause = PauseAfter(error, retries);
            if ((pause is null && Step.Model?.Next is null) || !Chain.TryFailAttempt(Step, error))
            {
                break;
            }

            if (pause is { } time)
            {
                Chain.LogRetry(Step, error, time);
                if (!await PassedAsync(time).ConfigureAwait(false))
                {
                    return default;
                }
            }
            else
            {
                Chain.FallBack(Step, error);
            }

            end = await AttemptAgainAsync().ConfigureAwait(false);
        }

        return end;
    }

    /// <summary>How long to wait before the same is tried once more; null if it is not.</summary>
    private TimeSpan? PauseAfter(Exception error, int retries)
    {
        if (Step.Info!.Retry is not { } retry || retries >= retry.Attempts || Step.Model is { HasFallenBack: true })
        {
            return null;
        }

        var kind = FailureKind.Of(error);
        if ((retry.On & kind) == 0)
        {
            Chain.LogNoRetry(Step, error, kind == RetryOn.Permanent ? "it would fail in the same way" : "its 'on' has no such failure");
            return null;
        }

        var pause = RetryAfter.Find(error, Chain.Clock) ?? retry.Pause(retries, useJitter: Chain.Harness is null);
        var rest = Chain.Remaining;
        if (pause < rest)
        {
            return pause;
        }

        Chain.LogNoRetry(
            Step,
            error,
            string.Create(CultureInfo.InvariantCulture, $"the pause of {pause.TotalSeconds:0.###} s does not fit into the {rest.TotalSeconds:0.###} s that the chain has left"));
        return null;
    }

    /// <returns>False if the chain has been stopped meanwhile.</returns>
    private async ValueTask<bool> PassedAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, Chain.Clock, Chain.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task<AttemptEnd> AttemptAsync() => new Attempt<TInvocation>(Chain, _template).RunAsync();

    private async ValueTask<AttemptEnd> AttemptAgainAsync()
    {
        var waited = 0L;
        if (!Chain.TryTakePermit(Step))
        {
            _turn = new();
            var since = Chain.WaitForPermit(this);
            if (!await _turn.Task.ConfigureAwait(false))
            {
                return default;
            }

            waited = Chain.Clock.GetTimestamp() - since;
        }
        else if (OnPool)
        {
            _turn = new();
            Chain.Queue(this, OnPool);
            await _turn.Task.ConfigureAwait(false);
        }

        if (Chain.TryBeginAttempt(Step, waited))
        {
            return await AttemptAsync().ConfigureAwait(false);
        }

        Chain.ReleasePermit(Step);
        return default;
    }
}
