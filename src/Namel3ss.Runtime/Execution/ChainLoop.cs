using System.ComponentModel;

namespace Namel3ss.CompilerServices;

/// <summary>A <c>for</c> or a <c>while</c> of a running chain: which iteration it is in, and when it has had enough of them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChainLoop
{
    private readonly int _maxIterations;
    private readonly string? _location;

    internal ChainLoop(Chain chain, ChainLoop? outer, int maxIterations = int.MaxValue, string? location = null)
    {
        (Chain, _maxIterations, _location) = (chain, maxIterations, location);
        Place = outer is null ? new LoopPlace(null, 0, 1) : new LoopPlace(outer.Place, outer.Iteration, outer.Place.Depth + 1);
    }

    /// <summary>Which iteration the loop is in, from 1; in the head of a <c>while</c> the last finished one.</summary>
    public int Iteration { get; private set; }

    internal Chain Chain { get; }

    /// <summary>What steps in the loop know of it.</summary>
    internal LoopPlace Place { get; }

    /// <summary>The items of a <c>for</c>, one iteration each.</summary>
    /// <param name="items">The items.</param>
    public IEnumerable<T> Over<T>(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Iterate(items as IReadOnlyList<T> ?? Chain.Copy(items));
    }

    /// <summary>Begins the next iteration of a <c>while</c>; false if it has had as many as it may.</summary>
    public bool Next()
    {
        if (Iteration >= _maxIterations)
        {
            Chain.WarnOfLoopLimit(_location, _maxIterations);
            return false;
        }

        Advance();
        return true;
    }

    private IEnumerable<T> Iterate<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            Advance();
            yield return item;
        }
    }

    private void Advance()
    {
        // A body that starts no step would not notice otherwise.
        Chain.ThrowIfOver();
        Iteration++;
    }
}
