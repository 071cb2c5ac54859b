namespace Namel3ss;

/// <summary>
/// The permits of a step that has a limit of its own, that of its model or of the Python workers: that one first, then the global one.
/// Whoever holds the global permit never waits for another, so that no two steps can wait for each other, and a crowd before one model,
/// or before Python, does not block the others.
/// </summary>
internal static class ModelPermits
{
    /// <summary>Takes both if both are free.</summary>
    public static bool TryAcquire(ChainLimiter own, ChainLimiter global)
    {
        if (!own.TryAcquire())
        {
            return false;
        }

        if (global.TryAcquire())
        {
            return true;
        }

        own.Release();
        return false;
    }

    /// <summary>Takes both, or has the waiter told when it has both.</summary>
    /// <returns>The place to leave the queue by, or null if both were free.</returns>
    public static LinkedListNode<IPermitWaiter>? AcquireOrEnqueue(ChainLimiter own, ChainLimiter global, IPermitWaiter waiter)
    {
        var wait = new ModelPermitWait(own, global, waiter);
        return wait.Begin() ? null : new LinkedListNode<IPermitWaiter>(wait);
    }

    public static void Release(ChainLimiter own, ChainLimiter global)
    {
        global.Release();
        own.Release();
    }
}

/// <summary>One wait for both permits. It stands in one queue at a time.</summary>
internal sealed class ModelPermitWait(ChainLimiter own, ChainLimiter global, IPermitWaiter waiter) : IPermitWaiter
{
    private enum Stage
    {
        Own,
        Global,
        Granted,
        Left,
    }

    private readonly object _lock = new();
    private Stage _stage;
    private LinkedListNode<IPermitWaiter>? _place;

    /// <summary>It is the step's own permit that is missing.</summary>
    public bool IsBeforeOwn => Volatile.Read(ref _place) is not null && _stage == Stage.Own;

    /// <returns>True if both were free.</returns>
    public bool Begin()
    {
        lock (_lock)
        {
            _place = own.AcquireOrEnqueue(this);
            return _place is null && TakeGlobal();
        }
    }

    /// <inheritdoc/>
    public void PermitGranted()
    {
        lock (_lock)
        {
            if (_stage == Stage.Own && !TakeGlobal())
            {
                return;
            }

            if (_stage == Stage.Global)
            {
                _stage = Stage.Granted;
            }
        }

        if (_stage == Stage.Left)
        {
            own.Release();
        }
        else
        {
            waiter.PermitGranted();
        }
    }

    /// <summary>Leaves the queue with nothing in hand. False: the waiter has both permits, or is about to be told so.</summary>
    public bool TryLeave()
    {
        lock (_lock)
        {
            switch (_stage)
            {
                case Stage.Own:
                    _stage = Stage.Left;
                    // A permit that is on its way is given back where it arrives.
                    _ = own.TryDequeue(_place!);
                    return true;
                case Stage.Global when global.TryDequeue(_place!):
                    _stage = Stage.Left;
                    break;
                default:
                    return false;
            }
        }

        own.Release();
        return true;
    }

    private bool TakeGlobal()
    {
        _place = global.AcquireOrEnqueue(this);
        _stage = _place is null ? Stage.Granted : Stage.Global;
        return _place is null;
    }
}
