namespace Namel3ss;

/// <summary>The calls of one run that wait for a permit: to be taken out of the queue when the run ends, and to be missed when it takes long.</summary>
internal sealed class PermitWaits(ChainLimiter limiter, TimeProvider clock, TimeSpan longWait, Action<StepCall>? onLongWait)
{
    // In the order in which they began to wait.
    private readonly List<StepCall> _calls = [];
    private ITimer? _timer;
    private bool _isOver;

    public void Add(StepCall call)
    {
        lock (_calls)
        {
            _calls.Add(call);
            if (onLongWait is not null && !_isOver)
            {
                _timer ??= clock.CreateTimer(static waits => ((PermitWaits)waits!).Look(), this, longWait, Timeout.InfiniteTimeSpan);
            }
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
            EndWatch();
        }

        foreach (var call in calls)
        {
            // A call that just got its permit gives it back when it finds the chain ended.
            if (call.Place is { } place && limiter.TryDequeue(place))
            {
                telemetry?.WaitedForPermit(clock.GetElapsedTime(call.WaitsSince));
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
