namespace Namel3ss.CompilerServices;

// How a run stops and ends. The first reason wins.
public sealed partial class Chain
{
    /// <summary>What the body's catch calls: the exception is either the chain's own way to end the body, or one that no step made.</summary>
    /// <param name="error">What the body caught.</param>
    public void Stop(Exception error)
    {
        if (error is not ChainStoppedException)
        {
            StopFor(new StopReason(ChainStatus.Error, null, error));
        }
    }

    /// <summary>Ends the run for good: nothing that a step still does changes its results any more.</summary>
    public ChainEnd End()
    {
        // The caller's code goes on behind it, on this thread.
        BlockingThreads.EnterUsersCode();
        // What is known of the time is good enough for a body that came to its end by itself; one that was stopped may have been held up since.
        var now = IsStopped ? _clock.GetTimestamp() : KnownNow();
        if (now >= _deadline)
        {
            StopFor(StopReason.TimedOut);
        }

        var stop = Interlocked.CompareExchange(ref _stop, StopReason.Completed, null) ?? StopReason.Completed;
        _timer?.Dispose();
        // Not Dispose, which would wait for a callback that runs just now.
        _callerRegistration.Unregister();
        _flow?.Close();
        // However the run ended: the watch for long waits is a timer, which would keep all of the run alive.
        _flow?.PermitWaits?.Clear(Telemetry);
        Held?.Leave();
        LeaveScope();
        if (_hasJoinedCaller)
        {
            _options!.Caller!.Flow.Leave(this);
        }

        _flow?.EndCalled();
        if (stop != StopReason.Completed || _unawaited > 0)
        {
            CloseSteps(now);
        }
        else if (_info.HasBranches)
        {
            SkipOtherBranches(now);
        }

        if (stop == StopReason.TimedOut && _callerToken.IsCancellationRequested)
        {
            stop = StopReason.Cancelled;
        }

        var elapsed = _clock.GetElapsedTime(_start, now);
        if (stop == StopReason.TimedOut && elapsed < _timeout)
        {
            // Timers count in whole milliseconds and may be early by a part of one.
            elapsed = _timeout;
        }

        var status = stop.Status == ChainStatus.Ok && _isPartial ? ChainStatus.Partial : stop.Status;
        _logger?.Ended(_info, stop, elapsed);
        Telemetry?.Ended(status, stop.Step?.Info, stop.Exception, elapsed);
        return new ChainEnd
        {
            Chain = _info,
            Status = status,
            CallerToken = _callerToken,
            Stop = stop,
            Warnings = Warnings,
            Elapsed = elapsed,
            Timeout = _timeout,
            Json = Json,
        };
    }

    private void CloseSteps(long now)
    {
        foreach (var step in _steps.ToArray())
        {
            switch (step.Close())
            {
                case StepStatus.Running:
                    var elapsed = _clock.GetElapsedTime(step.StartTimestamp, now);
                    Enqueue(step, StepStatus.Cancelled, now, elapsed, null);
                    step.SetEnded(StepStatus.Cancelled, elapsed, null);
                    break;
                case StepStatus.Waiting:
                    Enqueue(step, StepStatus.NotStarted, now, TimeSpan.Zero, null);
                    break;
            }
        }

        Progress?.Drain();
    }

    /// <summary>Stops the run. First the body wakes, so that the caller has the result at once; then the steps' token is cancelled.</summary>
    private void StopFor(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _stop, reason, null) is not null)
        {
            return;
        }

        if (!IsEndedByCaller)
        {
            Interlocked.Exchange(ref _awaited, null)?.Signal(asynchronously: true);
        }

        // Asynchronously: a callback of a user's method that blocks must hold up neither the body, nor the timer, nor the caller.
        var cancelling = _cancellation.CancelAsync();
        Harness?.Follow(cancelling);
        if (!cancelling.IsCompletedSuccessfully)
        {
            _ = cancelling.ContinueWith(
                static (task, chain) => ((Chain)chain!).LogCancelling(task.Exception!),
                this,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    /// <summary>The chain that called this one is stopped, and will end it: nobody else wakes the body, which must have ended when that goes on.</summary>
    internal bool IsEndedByCaller => _hasJoinedCaller && _options!.Caller!.IsStopped;

    /// <summary>
    /// The chain that called this one ends: if its body waits, it comes to its end here and now, so that the step that called it has its run.
    /// A body that does something else just now comes to its end by itself, too late for that.
    /// </summary>
    internal void EndWithCaller()
    {
        StopFor(StopReason.Cancelled);
        Interlocked.Exchange(ref _awaited, null)?.Signal(asynchronously: false);
    }

    internal void LogCancelling(AggregateException error) => _logger?.CancellingFailed(_info.DisplayName, error);
}
