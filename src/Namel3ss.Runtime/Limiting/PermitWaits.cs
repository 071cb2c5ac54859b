using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>The calls of one run that wait for a permit: to be taken out of the queue when the run ends, and to be missed when it takes long.</summary>
internal sealed class PermitWaits(ChainLimiter limiter, TimeProvider clock, TimeSpan longWait, Action<StepCall>? onLongWait)
{
    // In the order in which they began to wait.
    private readonly List<StepCall> _calls = [];
    private ITimer? _timer;
    private bool _isOver;
    private bool _isCleared;

    /// <summary>Has a call wait, unless the run has ended.</summary>
    /// <returns>True if the permit is free and now the call's; nothing else tells it. Null if the run has ended.</returns>
    public bool? Wait(StepCall call)
    {
        lock (_calls)
        {
            if (_isCleared)
            {
                return null;
            }

            // Under the lock, so that the end of the run finds every call that waits in the queue.
            call.Place = Chain.OwnLimit(call.Step) is { } own
                ? ModelPermits.AcquireOrEnqueue(own, limiter, call)
                : limiter.AcquireOrEnqueue(call);
            _calls.Add(call);
            if (onLongWait is not null && !_isOver)
            {
                _timer ??= clock.CreateTimer(static waits => ((PermitWaits)waits!).Look(), this, longWait, Timeout.InfiniteTimeSpan);
            }

            return call.Place is null;
        }
    }

    public void Remove(StepCall call)
    {
        lock (_calls)
        {
            _calls.Remove(call);
        }
    }

    /// <summary>The run has ended: nobody waits any more.</summary>
    public void Clear(RunTelemetry? telemetry)
    {
        StepCall[] calls;
        lock (_calls)
        {
            calls = [.. _calls];
            _isCleared = true;
            EndWatch();
        }

        foreach (var call in calls)
        {
            // A call that just got its permit gives it back when it finds the chain ended.
            if (call.Place is { } place && (place.Value is ModelPermitWait wait ? wait.TryLeave() : limiter.TryDequeue(place)))
            {
                telemetry?.WaitedForPermit(clock.GetElapsedTime(call.WaitsSince));
                call.PermitDenied();
            }
        }
    }

    private void EndWatch()
    {
        _isOver = true;
        _timer?.Dispose();
        _timer = null;
    }

    private void Look()
    {
        StepCall longest;
        lock (_calls)
        {
            if (_isOver)
            {
                return;
            }

            if (_calls.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
                return;
            }

            longest = _calls[0];
            var waited = clock.GetElapsedTime(longest.WaitsSince);
            if (waited < longWait)
            {
                _timer?.Change(longWait - waited, Timeout.InfiniteTimeSpan);
                return;
            }

            // One warning a run is enough.
            EndWatch();
        }

        onLongWait!(longest);
    }
}
