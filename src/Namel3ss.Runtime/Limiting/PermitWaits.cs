namespace Namel3ss;

/// <summary>The calls of one run that wait for a permit: to be taken out of the queue when the run ends, and to be missed when it takes long.</summary>
internal sealed class PermitWaits(ChainLimiter limiter, TimeProvider clock, TimeSpan longWait, Action<PermitWait>? onLongWait)
{
    // In the order in which they began to wait.
    private readonly List<PermitWait> _waits = [];
    private ITimer? _timer;
    private bool _isOver;
    private bool _isCleared;

    /// <summary>Has a call wait, unless the run has ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="since">The time now.</param>
    /// <returns>True if the permit is free and now the call's; nothing else tells it. Null if the run has ended.</returns>
    public bool? Wait(StepCall call, long since)
    {
        lock (_waits)
        {
            if (_isCleared)
            {
                return null;
            }

            // Under the lock, so that the end of the run finds every call that waits in the queue.
            var wait = new PermitWait(call, since);
            wait.Place = call.OwnLimit is { } own
                ? ModelPermits.AcquireOrEnqueue(own, limiter, call)
                : limiter.AcquireOrEnqueue(call);
            _waits.Add(wait);
            if (onLongWait is not null && !_isOver)
            {
                _timer ??= clock.CreateTimer(static waits => ((PermitWaits)waits!).Look(), this, longWait, Timeout.InfiniteTimeSpan);
            }

            return wait.Place is null;
        }
    }

    /// <summary>A call has its permit.</summary>
    /// <returns>Since when it has waited.</returns>
    public long Remove(StepCall call)
    {
        lock (_waits)
        {
            // Nearly always the first, since permits come in the order of the waits.
            var index = 0;
            while (_waits[index].Call != call)
            {
                index++;
            }

            var since = _waits[index].Since;
            _waits.RemoveAt(index);
            return since;
        }
    }

    /// <summary>The run has ended: nobody waits any more.</summary>
    public void Clear(RunTelemetry? telemetry)
    {
        PermitWait[] waits;
        lock (_waits)
        {
            waits = [.. _waits];
            _isCleared = true;
            EndWatch();
        }

        foreach (var wait in waits)
        {
            // A call that just got its permit gives it back when it finds the chain ended.
            if (wait.Place is { } place && (place.Value is ModelPermitWait both ? both.TryLeave() : limiter.TryDequeue(place)))
            {
                telemetry?.WaitedForPermit(clock.GetElapsedTime(wait.Since));
                wait.Call.PermitDenied();
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
        PermitWait longest;
        lock (_waits)
        {
            if (_isOver)
            {
                return;
            }

            if (_waits.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
                return;
            }

            longest = _waits[0];
            var waited = clock.GetElapsedTime(longest.Since);
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

/// <summary>A call that waits for its permit.</summary>
internal sealed class PermitWait(StepCall call, long since)
{
    public StepCall Call => call;

    public long Since => since;

    /// <summary>The place to leave the queue by; null if the call has its permit.</summary>
    public LinkedListNode<IPermitWaiter>? Place { get; set; }
}
