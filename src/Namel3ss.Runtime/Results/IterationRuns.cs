using System.Collections;
using System.ComponentModel;
using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// What became of a step in one iteration of a loop: its items if it has <c>for_each</c>, else the times that an inner loop ran it.
/// For generated code.
/// </summary>
/// <typeparam name="TStep">The type of one result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IterationRuns<TStep> : IReadOnlyList<TStep>, IStepItems<TStep>
    where TStep : StepRun
{
    private readonly StepRunList<TStep> _list;
    private TStep[]? _steps;
    private volatile bool _hasEnded;
    private ItemsPlace? _place;

    /// <summary>The items of a <c>for_each</c> that has not begun.</summary>
    internal IterationRuns(StepRunList<TStep> list, LoopPlace? loop, int iteration) => (_list, Loop, Iteration) = (list, loop, iteration);

    /// <summary>What has run already; null if there was no such iteration.</summary>
    internal IterationRuns(StepRunList<TStep> list, TStep[]? steps) => (_list, _steps, _hasEnded, HasBegun) = (list, steps, true, true);

    /// <inheritdoc/>
    public int Count => _steps?.Length ?? 0;

    /// <summary>False if the <c>for_each</c> was passed over or has not ended, or if there was no such iteration.</summary>
    public bool HasResult => _hasEnded && _steps is not null;

    internal LoopPlace? Loop { get; }

    internal int Iteration { get; }

    /// <summary>The items have been added to the list; written under the list's lock.</summary>
    internal bool HasBegun { get; set; }

    string IStepHandle.Name => _list.Name;

    bool IStepHandle.HasEnded => _hasEnded;

    /// <inheritdoc/>
    public TStep this[int index] => (_steps ?? [])[index];

    /// <inheritdoc/>
    public IEnumerator<TStep> GetEnumerator() => ((IEnumerable<TStep>)(_steps ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    TStep[]? IStepItems<TStep>.Begin(Chain chain, ItemsPlace place, int count)
    {
        // Before the items show, since the chain may end just then.
        _place = place;
        _steps = _list.AddItems(this, chain, place, count);
        if (_steps is null)
        {
            Close();
        }

        return _steps;
    }

    TStep IStepItems<TStep>.PassOver(Chain chain) => _list.AddPassedOver(this, chain);

    void IStepItems<TStep>.SetEnded()
    {
        _hasEnded = true;
        Close();
    }

    /// <summary>What runs the items, if they were begun, is needed no more.</summary>
    internal void Close() => _place?.Close();

    void IStepHandle.WriteResult(Utf8JsonWriter writer, JsonSerializerOptions options) => _list.WriteValues(this, HasResult, writer, options);
}
