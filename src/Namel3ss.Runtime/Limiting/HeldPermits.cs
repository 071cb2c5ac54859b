using System.Collections.Concurrent;

namespace Namel3ss;

/// <summary>
/// The permits of a call within which chains have started. Their calls use these permits, one at a time, and never wait for others of the
/// same limits: those may all be held by calls that wait for such chains. The permits go back when the call and all that uses them has ended.
/// </summary>
/// <param name="global">The limit of calls by which the call got its permit.</param>
/// <param name="own">The limit that its step has of its own, such as the model's that it asks; null if it has none.</param>
/// <param name="outer">The permits that the call's own run uses; null if that was not started within a call.</param>
/// <param name="giveBack">Gives the permits back.</param>
internal sealed class HeldPermits(ChainLimiter global, ChainLimiter? own, HeldPermits? outer, Action giveBack)
{
    private readonly ChainLimiter _inPlaceOfGlobal = new(1);
    private readonly ChainLimiter? _inPlaceOfOwn = own is null ? null : new(1);

    // By limit, the calls within the call that have gone ahead without its permit.
    private readonly ConcurrentDictionary<ChainLimiter, int> _without = new();

    // The call itself, the runs that were started within it, and the calls of those.
    private int _users = 1;

    /// <summary>The limit that a run within the call has in place of that one.</summary>
    public ChainLimiter InPlaceOf(ChainLimiter limiter)
    {
        var resolved = outer?.InPlaceOf(limiter) ?? limiter;
        return resolved == global ? _inPlaceOfGlobal
            : resolved == own ? _inPlaceOfOwn!
            : resolved;
    }

    /// <summary>It is a limit that other calls share, and stands for none that the call holds a permit of.</summary>
    public bool IsForeign(ChainLimiter limiter) =>
        limiter != _inPlaceOfGlobal && limiter != _inPlaceOfOwn && outer?.IsForeign(limiter) is not false;

    /// <summary>A call within the call goes ahead without the permit of a foreign limit: whoever holds one may wait for the call's own.</summary>
    public void GoWithout(ChainLimiter limiter) => _without.AddOrUpdate(limiter, 1, static (_, count) => count + 1);

    /// <summary>Such a call has ended, or one that does have a permit and leaves it to that one: they are all alike.</summary>
    public bool TryEndWithout(ChainLimiter limiter)
    {
        while (_without.TryGetValue(limiter, out var count) && count > 0)
        {
            if (_without.TryUpdate(limiter, count - 1, count))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A run within the call begins; false if the call, and all within it, has ended.</summary>
    public bool TryEnter()
    {
        for (var users = Volatile.Read(ref _users); users > 0; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A call of a run within the call has its permit.</summary>
    public void Enter() => Interlocked.Increment(ref _users);

    /// <summary>The call, a run within it or a call of such a run has ended.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            giveBack();
        }
    }
}
