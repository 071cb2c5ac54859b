using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What a step in a loop knows beside what every step does: an object of its own, so that other steps do not carry it.</summary>
internal sealed class StepPlace(int iteration)
{
    /// <summary>Which time it is, from 1.</summary>
    public int Iteration { get; } = iteration;

    /// <summary>The <c>for</c> or <c>while</c> that the step stands in.</summary>
    public ChainLoop? Loop { get; init; }

    /// <summary>The <c>for_each</c> that the step is an item of.</summary>
    public ItemsTask? Items { get; init; }

    public Exception? Exception { get; set; }
}
