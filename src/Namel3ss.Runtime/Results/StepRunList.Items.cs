using System.ComponentModel;
using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss;

// The items of for_each, and what belongs to one iteration of a loop.
public abstract partial class StepRunList<TStep>
{
    // The items of a for_each that stands in no loop, and the step as a whole as long as it has not begun, or if it was passed over.
    private IterationRuns<TStep>? _items;
    private TStep? _whole;

    // The items of a for_each in a loop: of this iteration and of the one before, since no others are asked for.
    private IterationRuns<TStep>? _thisIteration;
    private IterationRuns<TStep>? _lastIteration;

    // The steps and, in their places, the times that a for_each in a loop was passed over; only if that has happened.
    private List<TStep>? _entries;

    /// <summary>
    /// True if the step has <c>for_each</c> and was passed over as a whole: its list or another value that it needs is absent, or it
    /// stands in a branch that was not taken. Of a step in a loop this is never true.
    /// </summary>
    public bool IsSkipped => _whole is { Status: StepStatus.Skipped };

    /// <summary>False if the step's <c>for_each</c> was passed over or has not ended; a loop's list is always there, if only empty.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool HasResult =>
        _items is { } items ? items.HasResult
        : _chain is null ? _whole is null
        : !IsOneForEach || _count > 0;

    /// <summary>
    /// True if the loop ran the step, or its <c>for_each</c> has begun: of several lists, the first one is the chain's value. Unlike
    /// <see cref="HasResult"/> it does not depend on what the items still do when the chain is stopped.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool HasRun => _count > 0 || _items is { HasBegun: true };

    bool IStepHandle.HasEnded => _items is IStepHandle { HasEnded: true };

    private bool IsOneForEach => Info is { ForEachDepth: 0 };

    /// <summary>What the run shows of the step: what ran, or the step as a whole if its <c>for_each</c> did not.</summary>
    /// <param name="chain">The chain's static facts, for a list that a test made by hand.</param>
    /// <param name="index">Which of its steps.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<StepRun> Entries(ChainInfo chain, int index)
    {
        lock (_lock)
        {
            if (_chain is not null)
            {
                var isWaiting = IsOneForEach && _items is null or { HasBegun: false };
                return _entries is not null ? [.. _entries] : _count == 0 && isWaiting ? [Whole()] : _steps[.._count];
            }

            return [.. (_whole is null ? _steps : [_whole]).Select(step => step.Of(chain, index))];
        }
    }

    /// <summary>All results of this iteration of the loop; in the head of a <c>while</c>, of the last finished one.</summary>
    /// <param name="loop">A loop around the step.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IterationRuns<TStep> AllIn(ChainLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        return OfIteration(loop, loop.Iteration);
    }

    /// <summary>All results of the iteration before this one; without a value in the first.</summary>
    /// <param name="loop">A loop around the step.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IterationRuns<TStep> AllBefore(ChainLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        return OfIteration(loop, loop.Iteration - 1);
    }

    TStep[]? IStepItems<TStep>.Begin(Chain chain, ItemsPlace place, int count) => Items().Begin(chain, place, count);

    TStep IStepItems<TStep>.PassOver(Chain chain) => Items().PassOver(chain);

    void IStepItems<TStep>.SetEnded() => Items().SetEnded();

    void IStepHandle.WriteResult(Utf8JsonWriter writer, JsonSerializerOptions options) => WriteValues(this, HasResult, writer, options);

    /// <summary>A list that a test makes by hand: of a step that was passed over.</summary>
    private protected void FakePassedOver(TStep whole) => _whole = whole;

    /// <summary>The steps of the items, one each; null if the chain has ended.</summary>
    internal TStep[]? AddItems(IterationRuns<TStep> items, Chain chain, ItemsPlace place, int count)
    {
        var steps = new TStep[count];
        for (var i = 0; i < count; i++)
        {
            steps[i] = Create(_chain!, _index);
            steps[i].Place(new StepPlace(i + 1) { Items = place, Loop = items.Loop, LoopIteration = items.Iteration });
        }

        Join(chain);
        lock (_lock)
        {
            if (_isClosed)
            {
                return null;
            }

            items.HasBegun = true;
            Array.ForEach(steps, Add);
        }

        return steps;
    }

    /// <summary>The step as a whole, in the place of items that will not run.</summary>
    internal TStep AddPassedOver(IterationRuns<TStep> items, Chain chain)
    {
        Join(chain);
        lock (_lock)
        {
            if (items.Loop is null)
            {
                return Whole();
            }

            var step = Create(_chain!, _index);
            if (_isClosed)
            {
                step.Close();
            }
            else
            {
                (_entries ??= [.. _steps[.._count]]).Add(step);
            }

            return step;
        }
    }

    /// <summary>
    /// The values as a JSON array. Of <c>for_each</c> it has one for each item, null where there is none; of a loop, those that are there.
    /// </summary>
    internal void WriteValues(IReadOnlyList<TStep> steps, bool hasResult, Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        if (!hasResult)
        {
            writer.WriteNullValue();
            return;
        }

        var isOfItems = Info is { ForEachDepth: not null };
        writer.WriteStartArray();
        for (var i = 0; i < steps.Count; i++)
        {
            if (isOfItems || steps[i].HasResult)
            {
                steps[i].WriteResult(writer, options);
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Items that still run have nobody to tell that they end. Those of a loop's iterations before have ended.</summary>
    private void CloseItems()
    {
        _items?.Close();
        _lastIteration?.Close();
        _thisIteration?.Close();
    }

    private IStepItems<TStep> Items()
    {
        lock (_lock)
        {
            return _items ??= new IterationRuns<TStep>(this, null, 0);
        }
    }

    private TStep Whole() => _whole ??= Create(_chain!, _index);

    private IterationRuns<TStep> OfIteration(ChainLoop loop, int iteration)
    {
        if (Info!.ForEachDepth != loop.Place.Depth)
        {
            return new IterationRuns<TStep>(this, iteration < 1 ? null : Slice(loop, iteration));
        }

        // One object for each iteration: steps wait for it, and it knows whether the for_each ran.
        lock (_lock)
        {
            if (IsOf(_lastIteration, loop, iteration))
            {
                return _lastIteration!;
            }

            if (!IsOf(_thisIteration, loop, iteration))
            {
                if (iteration < loop.Iteration)
                {
                    return new IterationRuns<TStep>(this, null);
                }

                (_lastIteration, _thisIteration) = (_thisIteration, new IterationRuns<TStep>(this, loop.Place, iteration));
            }

            return _thisIteration!;
        }
    }

    private static bool IsOf(IterationRuns<TStep>? items, ChainLoop loop, int iteration) => items?.Loop == loop.Place && items.Iteration == iteration;

    /// <summary>What ran in that iteration stands together, and only what ran in later ones stands behind it.</summary>
    private TStep[] Slice(ChainLoop loop, int iteration)
    {
        var (end, steps) = (_count, _steps);
        while (end > 0 && steps[end - 1].PlaceInLoop!.IterationOf(loop.Place) > iteration)
        {
            end--;
        }

        var start = end;
        while (start > 0 && steps[start - 1].PlaceInLoop!.IterationOf(loop.Place) == iteration)
        {
            start--;
        }

        return steps[start..end];
    }
}
