using System.Diagnostics;
using System.Globalization;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>How an attempt ended.</summary>
/// <param name="IsOk">True if the method gave its value: the step has it, and its end is claimed.</param>
/// <param name="Error">What failed the attempt; null if it went well or the chain has ended.</param>
internal readonly record struct AttemptEnd(bool IsOk, Exception? Error = null);

/// <summary>
/// One attempt of a step that may have several. It ends when its method ends or when its time is over, whichever is first;
/// its permit goes back when the method ends.
/// </summary>
[StackTraceHidden]
internal sealed class Attempt<TInvocation>(Chain chain, TInvocation invocation)
    where TInvocation : struct, IStepInvocation
{
    private readonly TaskCompletionSource<AttemptEnd> _end = new();
#pragma warning disable IDE0044 // Begin writes to the struct: were the field readonly, it would write to a copy.
    private TInvocation _invocation = invocation;
#pragma warning restore IDE0044
    private readonly ChainLimiter? _own = chain.OwnLimit(invocation.Step);
    private CancellationTokenSource? _cancellation;
    private ITimer? _timer;
    private int _isDecided;
    private int _hasCalledBack;

    private StepRun Step => _invocation.Step;

    public Task<AttemptEnd> RunAsync()
    {
        try
        {
            if (!chain.Begin(ref _invocation, Token()))
            {
                _invocation.OnCompleted(CalledBack);
                return _end.Task;
            }
        }
        catch (Exception error)
        {
            End(error);
            return _end.Task;
        }

        End(null);
        return _end.Task;
    }

    // What the user's method returned may be of a type that calls back more than once.
    private void CalledBack()
    {
        if (Interlocked.Exchange(ref _hasCalledBack, 1) == 0)
        {
            End(null);
        }
    }

    private CancellationToken Token()
    {
        if (Step.Info!.Timeout is not { } seconds)
        {
            return chain.Token;
        }

        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(chain.Token);
        var token = _cancellation.Token;
        _timer = chain.Clock.CreateTimer(
            static attempt => ((Attempt<TInvocation>)attempt!).TimeOut(), this, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        return token;
    }

    private void TimeOut()
    {
        if (Interlocked.Exchange(ref _isDecided, 1) != 0)
        {
            return;
        }

        // Asynchronously, since a callback of the user's may block; disposed afterwards and not at the method's end, which may be just now.
        var cancellation = _cancellation!;
        var cancelling = cancellation.CancelAsync();
        chain.Harness?.Follow(cancelling);
        _ = cancelling.ContinueWith(
            task =>
            {
                cancellation.Dispose();
                if (task.Exception is { } error)
                {
                    chain.LogCancelling(error);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

        var seconds = Step.Info!.Timeout!.Value;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"Step '{Step.Name}' timed out after {seconds:0.###} {(seconds == 1 ? "second" : "seconds")}");
        _end.SetResult(new AttemptEnd(IsOk: false, new StepTimeoutException(text)));
    }

    /// <summary>The method has ended.</summary>
    private void End(Exception? error)
    {
        var isInTime = Interlocked.Exchange(ref _isDecided, 1) == 0;
        var isClaimed = isInTime && Step.TryClaimEnd();
        try
        {
            if (error is null)
            {
                _invocation.Finish(keep: isClaimed);
            }
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        chain.ReleasePermit(Step, _own);
        if (!isInTime)
        {
            if (error is not null)
            {
                chain.LogTimedOutAttempt(Step, error);
            }

            return;
        }

        _timer?.Dispose();
        _cancellation?.Dispose();
        if (isClaimed && error is null)
        {
            _end.SetResult(new AttemptEnd(IsOk: true));
            return;
        }

        if (isClaimed)
        {
            // It has not ended yet: there may be another attempt.
            Step.Unclaim();
        }

        _end.SetResult(new AttemptEnd(IsOk: false, error));
    }
}
