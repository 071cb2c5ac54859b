namespace Namel3ss;

/// <summary>What a step in a loop has besides: which iteration it is, and of which loop or <c>for_each</c>.</summary>
internal sealed class StepPlace(int iteration) : StepDetails
{
    /// <summary>Which time it is, from 1.</summary>
    public int Iteration { get; } = iteration;

    /// <summary>The <c>for</c> or <c>while</c> that the step stands in.</summary>
    public LoopPlace? Loop { get; init; }

    /// <summary>Which iteration of that loop it is; of an item, not which item.</summary>
    public int LoopIteration { get; init; } = iteration;

    /// <summary>The <c>for_each</c> that the step is an item of.</summary>
    public ItemsPlace? Items { get; init; }

    /// <summary>Which iteration of each loop around the step it is, the outermost first, and at last which item.</summary>
    public int[] Path()
    {
        var path = new int[(Loop?.Depth ?? 0) + (Items is null ? 0 : 1)];
        var i = path.Length;
        if (Items is not null)
        {
            path[--i] = Iteration;
        }

        var iteration = LoopIteration;
        for (var at = Loop; at is not null; at = at.Outer)
        {
            path[--i] = iteration;
            iteration = at.OuterIteration;
        }

        return path;
    }

    /// <summary>The iteration of a loop around the step that it ran in; null if it ran in another run through that loop.</summary>
    public int? IterationOf(LoopPlace loop)
    {
        var at = Loop;
        var iteration = LoopIteration;
        while (at is not null && at != loop)
        {
            iteration = at.OuterIteration;
            at = at.Outer;
        }

        return at is null ? null : iteration;
    }
}

/// <summary>One run through a loop. Steps keep it, so it keeps nothing of the run.</summary>
/// <param name="outer">The loop around it.</param>
/// <param name="outerIteration">The iteration of that loop which it belongs to: in the next one it is another object.</param>
/// <param name="depth">How many loops there are with this one and those around it.</param>
internal sealed class LoopPlace(LoopPlace? outer, int outerIteration, int depth)
{
    public LoopPlace? Outer { get; } = outer;

    public int OuterIteration { get; } = outerIteration;

    public int Depth { get; } = depth;
}

/// <summary>A <c>for_each</c>. Its items keep it, so it lets go of what runs them once they have ended, or the chain has.</summary>
internal sealed class ItemsPlace(ItemsTask task)
{
    private ItemsTask? _task = task;

    /// <summary>An item has ended; the next may start.</summary>
    public void ItemEnded() => _task?.ItemEnded();

    public void Close() => _task = null;
}
