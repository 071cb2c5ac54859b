using System.Diagnostics;
using System.Threading.Tasks.Sources;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>Something that did not end at once: what the body awaits.</summary>
[StackTraceHidden]
internal abstract class BodyTask(Chain chain, bool onPool = false) : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _happened;
    private bool _isDeferred;

    protected Chain Chain { get; } = chain;

    /// <summary>Whether a step's method is synchronous and has a thread of its own; kept here, where it takes no room of its own.</summary>
    protected bool OnPool { get; } = onPool;

    /// <summary>The name for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Has it start when the body awaits it, and not before.</summary>
    public void Defer() => _isDeferred = true;

    /// <summary>Starts it on the body's thread.</summary>
    public abstract void StartHere();

    /// <summary>Starts it on another thread than the body's, unless the chain has ended.</summary>
    public abstract void StartBeside();

    /// <summary>Ends it without having run, unless the chain has ended.</summary>
    public abstract void Skip();

    /// <summary>Ends it as failed without having run, unless the chain has ended.</summary>
    protected abstract void Fail(Exception error);

    /// <summary>Asks the condition, if there is one; where it is false or throws, this is the end.</summary>
    public bool MayStart(Func<bool>? condition)
    {
        try
        {
            if (condition is null || condition())
            {
                return true;
            }
        }
        catch (Exception error)
        {
            Fail(error);
            return false;
        }

        Skip();
        return false;
    }

    /// <summary>Whether the await of this is the place to throw what the step threw.</summary>
    public abstract bool Contains(StepRun failed);

    /// <summary>What the body waits for has ended: it may go on, unless the chain that called this one is just about to end it.</summary>
    protected void SignalEnd()
    {
        if (!Chain.IsEndedByCaller)
        {
            Signal(asynchronously: false);
        }
    }

    /// <summary>Whether this happens for the first time.</summary>
    private protected bool IsFirst(Once what) => (Interlocked.Or(ref _happened, (int)what) & (int)what) == 0;

    /// <summary>Lets the body go on; only the first call counts.</summary>
    /// <param name="asynchronously">Whether the caller has more to do than to wait for what the body does next.</param>
    public void Signal(bool asynchronously)
    {
        if (!IsFirst(Once.Signal))
        {
            return;
        }

        if (asynchronously && Chain.Harness is { } harness)
        {
            harness.Post(() => _core.SetResult(true));
        }
        else
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
            Chain.StartDeferred(this);
        }

        return Chain.IsStopped ? ValueTaskSourceStatus.Succeeded : _core.GetStatus(_core.Version);
    }

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        // Afterwards the body may be running already: nothing of this may be touched any more.
        Chain.SetAwaited(this);
        _core.OnCompleted(continuation, state, _core.Version, flags);
    }

    void IValueTaskSource.GetResult(short token) => Chain.LeaveAwait(this);

    /// <summary>What may happen to a task once.</summary>
    [Flags]
    private protected enum Once
    {
        /// <summary>The body goes on.</summary>
        Signal = 1,

        /// <summary>What the user's method returned calls back. Of types that others wrote it may do so again.</summary>
        CallBack = 2,
    }
}
