using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What a step in a loop has besides: which iteration it is, and of which loop or <c>for_each</c>.</summary>
internal sealed class StepPlace(int iteration) : StepDetails
{
    /// <summary>Which time it is, from 1.</summary>
    public int Iteration { get; } = iteration;

    /// <summary>The <c>for</c> or <c>while</c> that the step stands in.</summary>
    public ChainLoop? Loop { get; init; }

    /// <summary>Which iteration of that loop it is; of an item, not which item.</summary>
    public int LoopIteration { get; init; } = iteration;

    /// <summary>The <c>for_each</c> that the step is an item of.</summary>
    public ItemsTask? Items { get; init; }

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
    public int? IterationOf(ChainLoop loop)
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
