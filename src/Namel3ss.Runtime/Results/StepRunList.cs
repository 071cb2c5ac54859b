using System.Collections;
using System.ComponentModel;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What became of a step each time that it ran, in that order; of a <c>for_each</c> step, once per item in the items' order.</summary>
/// <typeparam name="TStep">The type of one result.</typeparam>
public abstract class StepRunList<TStep> : IReadOnlyList<TStep>, IStepHandle, IStepRunList
    where TStep : StepRun
{
    private readonly ChainInfo? _chain;
    private int _index;
    private readonly object _lock = new();

    // Steps are only ever added, and the count last of all: so whoever reads needs no lock.
    private TStep[] _steps = [];
    private volatile int _count;
    private TStep? _absent;
    private Chain? _owner;
    private bool _isClosed;
    private bool _isSkipped;
    private volatile bool _hasEnded;

    private protected StepRunList(ChainInfo chain, int index)
    {
        ArgumentNullException.ThrowIfNull(chain);
        (_chain, _index) = (chain, index);
    }

    /// <summary>A list that a test makes by hand.</summary>
    private protected StepRunList(ReadOnlySpan<TStep> steps)
    {
        _steps = steps.ToArray();
        _count = _steps.Length;
        for (var i = 0; i < _count; i++)
        {
            _steps[i].Place(new StepPlace(i + 1));
        }
    }

    /// <inheritdoc/>
    public int Count => _count;

    /// <inheritdoc/>
    public TStep this[int index] => (uint)index < (uint)_count ? _steps[index] : throw new ArgumentOutOfRangeException(nameof(index));

    bool IStepHandle.HasEnded => _hasEnded;

    StepInfo? IStepHandle.Info => _chain?.Steps[_index];

    /// <summary>False if the step's <c>for_each</c> was passed over; a loop's list is always there, if only empty.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool HasResult => !_isSkipped;

    private protected void UseDefinition(int index) => _index = index;

    internal void SetSkipped() => _isSkipped = true;

    /// <summary>The step for this iteration of the loop, to be run.</summary>
    /// <param name="loop">The innermost loop that the step stands in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TStep Next(ChainLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        var step = Create(_chain!, _index);
        step.Place(new StepPlace(loop.Iteration) { Loop = loop });
        Join(loop.Chain);
        lock (_lock)
        {
            if (_isClosed)
            {
                step.Close();
            }
            else
            {
                Add(step);
            }
        }

        return step;
    }

    /// <summary>
    /// The step as of this iteration of the loop, to be read; without a value if it has not run in it. In the head of a <c>while</c>
    /// this is the last finished iteration.
    /// </summary>
    /// <param name="loop">The innermost loop that the step stands in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TStep In(ChainLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        return Find(loop, loop.Iteration);
    }

    /// <summary>The step as of the iteration before this one, for a step of the body that reads itself or a later one; without a value in the first.</summary>
    /// <param name="loop">The innermost loop that the step stands in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TStep Before(ChainLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        return Find(loop, loop.Iteration - 1);
    }

    /// <inheritdoc/>
    public IEnumerator<TStep> GetEnumerator()
    {
        var (count, steps) = (_count, _steps);
        for (var i = 0; i < count; i++)
        {
            yield return steps[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The steps of a <c>for_each</c>, one per item; null if the chain has ended.</summary>
    internal TStep[]? NextItems(Chain chain, ItemsTask task, int count)
    {
        var steps = new TStep[count];
        for (var i = 0; i < count; i++)
        {
            steps[i] = Create(_chain!, _index);
            steps[i].Place(new StepPlace(i + 1) { Items = task });
        }

        Join(chain);
        lock (_lock)
        {
            if (_isClosed)
            {
                return null;
            }

            Array.ForEach(steps, Add);
        }

        return steps;
    }

    /// <summary>All items have run.</summary>
    internal void SetEnded() => _hasEnded = true;

    /// <summary>The chain has ended: nothing is added any more.</summary>
    void IStepRunList.Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    private protected abstract TStep Create(ChainInfo chain, int index);

    private void Join(Chain chain)
    {
        if (_owner is null)
        {
            _owner = chain;
            if (!chain.Flow.TryJoin(this))
            {
                ((IStepRunList)this).Close();
            }
        }
    }

    private void Add(TStep step)
    {
        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, Math.Max(4, _steps.Length * 2));
        }

        _steps[_count] = step;
        _count++;
    }

    private TStep Find(ChainLoop loop, int iteration)
    {
        // A step runs at most once in an iteration, and only this one and the one before are asked for.
        var (count, steps) = (_count, _steps);
        for (var i = count - 1; i >= Math.Max(0, count - 2); i--)
        {
            if (steps[i].PlaceInLoop is { } place && place.Loop == loop && place.Iteration == iteration)
            {
                return steps[i];
            }
        }

        return _absent ??= Create(_chain!, _index);
    }
}

/// <summary>A list of steps, as the chain that has to close it sees it.</summary>
internal interface IStepRunList
{
    void Close();
}
