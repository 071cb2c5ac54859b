using System.Diagnostics;
using System.Threading.Tasks.Sources;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// A step that did not end at once: it waits for its turn, its permit or a thread, or its method has not ended yet.
/// It is what the body awaits.
/// </summary>
[StackTraceHidden]
internal abstract class StepCall(Chain chain, bool onPool) : IPermitWaiter, IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private ExecutionContext? _context;
    private int _signalled;
    private bool _isDeferred;

    public abstract StepRun Step { get; }

    /// <summary>The place in the limiter's queue. Only the body reads and writes it.</summary>
    public LinkedListNode<IPermitWaiter>? Place { get; set; }

    /// <summary>When the call began to wait for its permit.</summary>
    public long WaitsSince { get; set; }

    /// <summary>Has the step start when the body awaits it, and not before.</summary>
    public void Defer() => _isDeferred = true;

    /// <summary>Has the step start beside the body: on the pool, with its permit.</summary>
    /// <param name="isPermitted">True if it has its permit or needs none.</param>
    public void StartAside(bool isPermitted)
    {
        _context = ExecutionContext.Capture();
        Step.SetWaiting();
        if (isPermitted)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            chain.WaitForPermit(this);
        }
    }

    /// <inheritdoc/>
    public void PermitGranted()
    {
        chain.HasPermit(this);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, static call => ((StepCall)call!).ExecuteInContext(), this);
        }
        else
        {
            ExecuteInContext();
        }
    }

    private void ExecuteInContext()
    {
        if (chain.TryStartAside(Step))
        {
            Run();
        }
        else
        {
            chain.ReleasePermit(Step);
        }
    }

    /// <summary>Calls the method of a step that was set running.</summary>
    public void Run()
    {
        try
        {
            if (!Begin(chain, chain.Token))
            {
                Follow();
                return;
            }
        }
        catch (Exception error)
        {
            End(error);
            return;
        }

        End(null);
    }

    /// <summary>Ends the step when its method, which has been called, ends.</summary>
    public void Follow() => OnMethodCompleted(() => End(null));

    private void End(Exception? error)
    {
        if (!Step.TryClaimEnd())
        {
            EndAbandoned(error);
            return;
        }

        if (error is null)
        {
            try
            {
                Finish(keep: true);
            }
            catch (Exception thrown)
            {
                error = thrown;
            }
        }

        chain.EndStep(Step, error);
        Signal(asynchronously: false);
    }

    /// <summary>The chain has ended before: the permit goes back now, and what the step threw is looked at, so that it is not unobserved.</summary>
    private void EndAbandoned(Exception? error)
    {
        if (error is null)
        {
            try
            {
                Finish(keep: false);
            }
            catch (Exception thrown)
            {
                error = thrown;
            }
        }

        chain.ReleasePermit(Step);
        if (error is not null)
        {
            chain.LogAbandoned(Step, error);
        }
    }

    /// <summary>Lets the body go on; only the first call counts.</summary>
    /// <param name="asynchronously">Whether the caller has more to do than to wait for what the body does next.</param>
    public void Signal(bool asynchronously)
    {
        if (Interlocked.Exchange(ref _signalled, 1) == 0)
        {
            _core.RunContinuationsAsynchronously = asynchronously;
            _core.SetResult(true);
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token)
    {
        // The body asks exactly once, when it comes to the await: the moment for a deferred step to start.
        if (_isDeferred)
        {
            _isDeferred = false;
            chain.StartDeferred(this, onPool);
        }

        return chain.IsStopped ? ValueTaskSourceStatus.Succeeded : _core.GetStatus(_core.Version);
    }

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        // Afterwards the body may be running already: nothing of this call may be touched any more.
        chain.SetAwaited(this);
        _core.OnCompleted(continuation, state, _core.Version, flags);
    }

    void IValueTaskSource.GetResult(short token) => chain.LeaveAwait(this);

    protected abstract bool Begin(Chain chain, CancellationToken token);

    protected abstract void OnMethodCompleted(Action continuation);

    protected abstract void Finish(bool keep);
}

/// <inheritdoc/>
[StackTraceHidden]
internal sealed class StepCall<TInvocation>(Chain chain, TInvocation invocation, bool onPool) : StepCall(chain, onPool)
    where TInvocation : struct, IStepInvocation
{
#pragma warning disable IDE0044 // Begin writes to the struct: were the field readonly, it would write to a copy.
    private TInvocation _invocation = invocation;
#pragma warning restore IDE0044

    public override StepRun Step => _invocation.Step;

    protected override bool Begin(Chain chain, CancellationToken token) => chain.Begin(ref _invocation, token);

    protected override void OnMethodCompleted(Action continuation) => _invocation.OnCompleted(continuation);

    protected override void Finish(bool keep) => _invocation.Finish(keep);
}

/// <summary>What the body awaits in place of a step that must not go on: it ends at once and, if the body has to end here, throws.</summary>
[StackTraceHidden]
internal sealed class StoppedStep(Chain chain, StepRun step) : IValueTaskSource
{
    public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Succeeded;

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        throw new InvalidOperationException("A stopped step is never waited for.");

    public void GetResult(short token) => chain.ThrowIfStopped(step);
}
