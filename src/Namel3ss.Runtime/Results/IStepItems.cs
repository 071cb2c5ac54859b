using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What a <c>for_each</c> writes to: a step's list, or what belongs to one iteration of the loop that it stands in.</summary>
/// <typeparam name="TStep">The type of one result.</typeparam>
public interface IStepItems<TStep> : IStepHandle
    where TStep : StepRun
{
    /// <summary>The steps of the items; null if the chain has ended.</summary>
    internal TStep[]? Begin(Chain chain, ItemsPlace place, int count);

    /// <summary>The step as a whole, to be skipped in the place of its items.</summary>
    internal TStep PassOver(Chain chain);

    /// <summary>All items have run, or none will.</summary>
    internal void SetEnded();
}
