using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Namel3ss.CompilerServices;

// How a step runs: its turn, its permit, the call, its end. The one place for it.
public sealed partial class Chain
{
    private ConfiguredValueTaskAwaitable Start<TInvocation>(TInvocation invocation, bool onPool)
        where TInvocation : struct, IStepInvocation
    {
        var step = invocation.Step;
        if (IsStopped)
        {
            return Stopped(step);
        }

        if (Harness is { } harness)
        {
            invocation.Intercept(harness, onPool);
        }

        if (_flow?.Next is not null || step.Info!.IsPersistent || step.PlaceInLoop is { Items: not null })
        {
            return StartSpecially(invocation, onPool);
        }

        if (!_isParallel && _unawaited > 0)
        {
            // One after another: it starts when the body comes to its await, which stands after those of the steps before it.
            var deferred = new StepCall<TInvocation>(this, invocation, onPool);
            deferred.Defer();
            return Unawaited(deferred);
        }

        var isPermitted = TryTakePermit(step);
        if (onPool || !isPermitted)
        {
            var aside = new StepCall<TInvocation>(this, invocation, onPool);
            aside.StartAside(isPermitted);
            return Unawaited(aside);
        }

        if (!TryStartHere(step))
        {
            ReleasePermit(step);
            return Stopped(step);
        }

        try
        {
            if (!Begin(ref invocation, _cancellation.Token))
            {
                _now = 0;
                var call = new StepCall<TInvocation>(this, invocation, onPool);
                call.Follow();
                return Unawaited(call);
            }

            // Tested here and not left to a continuation: a step that has failed already must stop the chain before the next one starts.
            invocation.Finish(keep: true);
        }
        catch (Exception error)
        {
            _now = EndStep(step, error);
            return Stopped(step);
        }

        _now = EndStep(step, null);
        return default(ValueTask).ConfigureAwait(false);
    }

    private ConfiguredValueTaskAwaitable Unawaited(BodyTask call)
    {
        _unawaited++;
        return new ValueTask(call, 0).ConfigureAwait(false);
    }

    /// <summary>What the body awaits after a step that the stopped chain did not start, or that stopped it, or whose failure is tolerated.</summary>
    private ConfiguredValueTaskAwaitable Stopped(StepRun step) => new ValueTask(new StoppedStep(this, step), 0).ConfigureAwait(false);

    /// <summary>The body starts a step that it awaits or will await.</summary>
    internal void StartHere(StepCall call, bool onPool)
    {
        var step = call.Step;
        var isPermitted = TryTakePermit(step);
        if (onPool || !isPermitted)
        {
            call.StartAside(isPermitted);
        }
        else if (TryStartHere(step))
        {
            call.Run();
        }
        else
        {
            ReleasePermit(step);
        }
    }

    /// <summary>Has this done on another thread than the caller's.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="mayBlock">Whether the thread may be held up.</param>
    internal void Queue(IThreadPoolWorkItem work, bool mayBlock = false)
    {
        if (Harness is { } harness)
        {
            harness.Post(work.Execute);
        }
        else if (mayBlock)
        {
            BlockingThreads.Shared.Run(work);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        }
    }

    /// <summary>The body starts a step itself.</summary>
    private bool TryStartHere(StepRun step)
    {
        var now = KnownNow();
        if (now >= _deadline)
        {
            StopFor(StopReason.TimedOut);
            return false;
        }

        step.SetRunning(now);
        Report(step, StepStatus.Running, now);
        return true;
    }

    /// <summary>A step that waited for a permit or a thread may start, if the chain has not ended meanwhile.</summary>
    internal bool TryStartAside(StepRun step)
    {
        var now = _clock.GetTimestamp();
        if (now >= _deadline)
        {
            StopFor(StopReason.TimedOut);
        }

        if (IsStopped || !step.TryClaimStart())
        {
            return false;
        }

        // Between claim and state, so that the reports have the order of the states.
        Enqueue(step, StepStatus.Running, now, TimeSpan.Zero, null);
        step.SetRunning(now);
        Progress?.Drain();
        return true;
    }

    /// <summary>
    /// The end of a step, by whoever may write to it: the body if it started the step and it ended at once, else the winner of the claim.
    /// </summary>
    /// <returns>The time of the end.</returns>
    internal long EndStep(StepRun step, Exception? error)
    {
        // The time first, since the permit lets the next step start; the permit before all else: whoever sees the end may count on it.
        var now = _clock.GetTimestamp();
        ReleasePermit(step);
        return EndStepAt(now, step, error);
    }

    internal long EndStepWithoutPermit(StepRun step, Exception? error) => EndStepAt(_clock.GetTimestamp(), step, error);

    private long EndStepAt(long now, StepRun step, Exception? error)
    {
        var elapsed = _clock.GetElapsedTime(step.StartTimestamp, now);

        if (now >= _deadline && error is StepTimeoutException)
        {
            // Both at once: it is the chain that ran out of time.
            StopFor(StopReason.TimedOut);
        }

        // What a step throws, or still gives, once the chain has been stopped comes of its being cancelled, however it puts it.
        var isCancelled = IsStopped;
        var status = isCancelled ? StepStatus.Cancelled : error is null ? StepStatus.Ok : StepRun.StatusOf(error);
        var failure = isCancelled ? null : error;
        Enqueue(step, status, now, elapsed, failure);
        if (failure is not null)
        {
            // Before the step shows its end: whoever waits for it must find the chain stopped then, and not start.
            Fail(step, failure);
        }

        step.SetEnded(status, elapsed, failure);
        Progress?.Drain();
        Telemetry?.StepEnded(step);
        if (isCancelled && error is not null)
        {
            LogAbandoned(step, error);
        }

        return now;
    }

    private void Fail(StepRun step, Exception error)
    {
        if (IsCancelledByCaller)
        {
            // A step may see the caller's cancellation before this chain does.
            StopFor(StopReason.Cancelled);
        }
        else if (step.Info!.StopOnError)
        {
            StopFor(new StopReason(ChainStatus.Error, step, error));
        }
        else
        {
            _isPartial = true;
        }
    }

    /// <summary>Calls the method of a step that is running.</summary>
    /// <returns>True if it has ended already.</returns>
    internal bool Begin<TInvocation>(ref TInvocation invocation, CancellationToken token)
        where TInvocation : struct, IStepInvocation
    {
        var context = LeaveCallersContext();
        var call = LendsPermits(invocation.Step) ? CallContext.Enter(this, invocation.Step) : null;
        var hasEnded = true;
        BlockingThreads.EnterUsersCode();
        try
        {
            hasEnded = TaskScheduler.Current == TaskScheduler.Default || Harness is not null
                ? BeginHere(ref invocation, token)
                : BeginOutside(ref invocation, token);
            return hasEnded;
        }
        finally
        {
            BlockingThreads.LeaveUsersCode();
            call?.Leave(hasEnded);
            ReturnTo(context);
        }
    }

    private bool BeginHere<TInvocation>(ref TInvocation invocation, CancellationToken token)
        where TInvocation : struct, IStepInvocation =>
        Telemetry is { } telemetry ? telemetry.Begin(ref invocation, token) : invocation.Begin(token);

    private bool BeginOutside<TInvocation>(ref TInvocation invocation, CancellationToken token)
        where TInvocation : struct, IStepInvocation
    {
        var copy = invocation;
        var hasEnded = OutsideOfScheduler(() => BeginHere(ref copy, token));
        invocation = copy;
        return hasEnded;
    }

    /// <summary>
    /// Calls a user's method for a caller on a scheduler of its own, which may run one thing at a time and wait for the run: awaits in the
    /// method must not go back there.
    /// </summary>
    private static T OutsideOfScheduler<T>(Func<T> call)
    {
        var outside = new Task<T>(call);
        outside.RunSynchronously(TaskScheduler.Default);
        return outside.GetAwaiter().GetResult();
    }

    /// <summary>
    /// Before users' methods are called: their awaits must not go back to the caller's thread, which may be that of a user interface and
    /// wait for the run. Steps that start later have no such context either.
    /// </summary>
    /// <returns>What to return to afterwards; null if there was none. A test has one of its own, which stays.</returns>
    private SynchronizationContext? LeaveCallersContext()
    {
        var context = SynchronizationContext.Current;
        if (context is null || Harness is not null)
        {
            return null;
        }

        SynchronizationContext.SetSynchronizationContext(null);
        return context;
    }

    private static void ReturnTo(SynchronizationContext? context)
    {
        if (context is not null)
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    internal void LogAbandoned(StepRun step, Exception error) => _logger?.Abandoned(step.Info!.DisplayName, _info.DisplayName, error);

    /// <summary>The body is about to wait for this call; a stop has to wake it.</summary>
    internal void SetAwaited(BodyTask call)
    {
        if (!_hasJoinedCaller && _options?.Caller is { } caller)
        {
            _hasJoinedCaller = caller.Flow.TryJoin(this);
        }

        Interlocked.Exchange(ref _awaited, call);
        // A stop that came before the line above has found nobody to wake.
        if (IsStopped && Interlocked.CompareExchange(ref _awaited, null, call) == call)
        {
            call.Signal(asynchronously: true);
        }
    }

    /// <summary>The body goes on after the await of this call.</summary>
    internal void LeaveAwait(BodyTask call)
    {
        _unawaited--;
        _now = 0;
        Interlocked.CompareExchange(ref _awaited, null, call);
        if (Volatile.Read(ref _stop) is { } stop)
        {
            ThrowIfStopped(stop, call.Name, isHere: stop.Step is { } failed && call.Contains(failed));
        }
    }

    /// <summary>
    /// Takes the body to its end if the chain is stopped. Where a step stopped it, the awaits of its neighbours are silent and its own
    /// await throws: so the stack trace has the generated method at exactly the failing step's line.
    /// </summary>
    internal void ThrowIfStopped(StepRun step)
    {
        if (Volatile.Read(ref _stop) is { } stop)
        {
            ThrowIfStopped(stop, step.Name, isHere: stop.Step == step);
        }
    }

    private void ThrowIfStopped(StopReason stop, string name, bool isHere)
    {
        switch (stop)
        {
            case { Step: not null, Exception: { } error }:
                if (isHere)
                {
                    ExceptionDispatchInfo.Throw(error);
                }

                return;
            case var _ when stop == StopReason.Completed:
                throw new InvalidOperationException($"The chain '{_info.Name}' has ended; step '{name}' can no longer start.");
            default:
                throw new ChainStoppedException();
        }
    }
}
