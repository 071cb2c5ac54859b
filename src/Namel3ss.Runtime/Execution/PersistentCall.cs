using System.Diagnostics;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>How an attempt ended.</summary>
/// <param name="IsOk">True if the method gave its value: the step has it, and its end is claimed.</param>
/// <param name="Error">What failed the attempt; null if it went well or the chain has ended.</param>
/// <param name="Chain">Where to log that there is another attempt; null if there may be none, since the chain is being stopped.</param>
/// <param name="Step">The step.</param>
internal readonly record struct AttemptEnd(bool IsOk, Exception? Error = null, Chain? Chain = null, StepRun? Step = null);

/// <summary>A step with a timeout of its own, retries, or models to fall back on. Each attempt has a permit of its own, given back when its method really ends.</summary>
[StackTraceHidden]
internal sealed class PersistentCall<TInvocation>(Chain chain, TInvocation invocation, bool onPool) : StepCall<TInvocation>(chain, invocation, onPool)
    where TInvocation : struct, IStepInvocation
{
    private readonly TInvocation _template = invocation;
    private TaskCompletionSource<bool>? _turn;
    private bool _isFirst = true;

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
        var end = await (Step.Info!.Retry is { } retry ? RetryAsync(retry) : AttemptAsync()).ConfigureAwait(false);
        while (end.Chain is not null && Step.Model?.TryFallBack() is true)
        {
            end = await AttemptAsync().ConfigureAwait(false);
        }

        if (end.IsOk || (end.Error is not null && Step.TryClaimEnd()))
        {
            Chain.EndStepWithoutPermit(Step, end.Error);
            Chain.TellDependents(Step);
            Signal(asynchronously: false);
        }
        else if (end.Error is { } error)
        {
            Chain.LogAbandoned(Step, error);
        }
    }

    private async ValueTask<AttemptEnd> RetryAsync(RetryInfo retry)
    {
        try
        {
            return await retry.Pipeline(Chain.Clock, useJitter: Chain.Harness is null)
                .ExecuteAsync(static (call, _) => call.AttemptAsync(), this, Chain.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            if (_isFirst)
            {
                // The chain was stopped after the step had its permit and before its first attempt, which would have given it back.
                Chain.ReleasePermit(Step);
            }

            // A cancellation comes from a pause or from before an attempt: the attempts themselves do not throw.
            return new AttemptEnd(IsOk: false, error is OperationCanceledException && Chain.IsStopped ? null : error);
        }
    }

    private async ValueTask<AttemptEnd> AttemptAsync()
    {
        if (!_isFirst && !await StartAgainAsync().ConfigureAwait(false))
        {
            return default;
        }

        _isFirst = false;
        return await new Attempt<TInvocation>(Chain, _template).RunAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> StartAgainAsync()
    {
        var waited = 0L;
        if (!Chain.TryTakePermit(Step))
        {
            _turn = new();
            var since = Chain.WaitForPermit(this);
            if (!await _turn.Task.ConfigureAwait(false))
            {
                return false;
            }

            waited = Chain.Clock.GetTimestamp() - since;
        }
        else if (OnPool)
        {
            _turn = new();
            Chain.Queue(this);
            await _turn.Task.ConfigureAwait(false);
        }

        if (Chain.TryStartAgain(Step, waited))
        {
            return true;
        }

        Chain.ReleasePermit(Step);
        return false;
    }
}
