using System.Runtime.CompilerServices;

namespace Namel3ss;

/// <summary>
/// The semaphore: at most so many steps that call out run at once. First come, first served, so that no waiter starves.
/// All chains of a process share one; <see cref="ChainOptions.Limiter"/> gives a call one of its own.
/// </summary>
public sealed class ChainLimiter
{
    /// <summary>The guide's advice: above it providers answer with rate limit errors.</summary>
    internal const int HighLimit = 500;

    private readonly object _lock = new();
    private readonly LinkedList<IPermitWaiter> _waiters = new();

    // Above zero: free permits. Below zero: the number of waiters. A permit is free only while nobody waits,
    // so taking and returning one without contention is a single compare-and-swap; all else happens under the lock.
    private int _state;

    /// <summary>Creates a limiter.</summary>
    /// <param name="maxConcurrentCalls">How many calls may run at once, 1 to 10000.</param>
    /// <exception cref="ChainConfigurationException">The number is out of range.</exception>
    public ChainLimiter(int maxConcurrentCalls)
    {
        if (!SettingText.IsLimit(maxConcurrentCalls))
        {
            throw new ChainConfigurationException($"The limit of a ChainLimiter is {maxConcurrentCalls}, but it must be {SettingText.LimitRule}.");
        }

        MaxConcurrentCalls = maxConcurrentCalls;
        _state = maxConcurrentCalls;
    }

    /// <summary>How many calls may run at once.</summary>
    public int MaxConcurrentCalls { get; }

    /// <summary>How many permits are taken now.</summary>
    public int InUse => MaxConcurrentCalls - Math.Max(Volatile.Read(ref _state), 0);

    /// <summary>How many calls wait for a permit now.</summary>
    public int Waiting => Math.Max(-Volatile.Read(ref _state), 0);

    /// <summary>All permits are taken.</summary>
    internal bool IsReached => Volatile.Read(ref _state) <= 0;

    /// <summary>Takes a permit if one is free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryAcquire()
    {
        var state = Volatile.Read(ref _state);
        return state > 0 && (Interlocked.CompareExchange(ref _state, state - 1, state) == state || TryAcquireContended());
    }

    private bool TryAcquireContended()
    {
        for (var state = Volatile.Read(ref _state); state > 0; state = Volatile.Read(ref _state))
        {
            if (Interlocked.CompareExchange(ref _state, state - 1, state) == state)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a permit, or puts the waiter at the end of the queue: its <see cref="IPermitWaiter.PermitGranted"/> is called once.</summary>
    /// <returns>The place in the queue, or null if the permit was free.</returns>
    internal LinkedListNode<IPermitWaiter>? AcquireOrEnqueue(IPermitWaiter waiter)
    {
        lock (_lock)
        {
            while (true)
            {
                if (TryAcquireContended())
                {
                    return null;
                }

                var state = Volatile.Read(ref _state);
                if (state <= 0 && Interlocked.CompareExchange(ref _state, state - 1, state) == state)
                {
                    return _waiters.AddLast(waiter);
                }
            }
        }
    }

    /// <summary>Takes a waiter out of the queue. False: it has its permit, or is about to be told so.</summary>
    internal bool TryDequeue(LinkedListNode<IPermitWaiter> place)
    {
        lock (_lock)
        {
            if (place.List is null)
            {
                return false;
            }

            _waiters.Remove(place);
            // Below zero only holders of the lock change the state.
            Volatile.Write(ref _state, _state + 1);
            return true;
        }
    }

    /// <summary>Gives a permit back: to the first in the queue if there is one.</summary>
    internal void Release()
    {
        for (var state = Volatile.Read(ref _state); state >= 0; state = Volatile.Read(ref _state))
        {
            if (Interlocked.CompareExchange(ref _state, state + 1, state) == state)
            {
                return;
            }
        }

        ReleaseToWaiter();
    }

    private void ReleaseToWaiter()
    {
        IPermitWaiter next;
        lock (_lock)
        {
            if (_waiters.First is not { } first)
            {
                // The last waiter left the queue between the look and the lock.
                Interlocked.Increment(ref _state);
                return;
            }

            next = first.Value;
            _waiters.RemoveFirst();
            Volatile.Write(ref _state, _state + 1);
        }

        next.PermitGranted();
    }
}
