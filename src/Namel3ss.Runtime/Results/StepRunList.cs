using System.Collections;
using System.ComponentModel;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// What became of a step each time that it ran, in that order; of a <c>for_each</c> step, once per item in the items' order. A step in
/// nested loops, or with <c>for_each</c> in a loop, has one list of them all.
/// </summary>
/// <typeparam name="TStep">The type of one result.</typeparam>
public abstract partial class StepRunList<TStep> : IReadOnlyList<TStep>, IStepItems<TStep>, IStepRunList
    where TStep : StepRun
{
    private readonly ChainInfo? _chain;
    private int _index;
    private readonly object _lock = new();

    // Steps are only ever added, and the count last of all: so whoever reads needs no lock.
    private TStep[] _steps = [];
    private volatile int _count;
    private TStep? _absent;
    private bool _hasJoined;
    private bool _isClosed;

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

    /// <summary>The step's name in the <c>.ai</c> file.</summary>
    public string Name => Info?.Name ?? "";

    private StepInfo? Info => _chain?.Step(_index) ?? (_count > 0 ? _steps[0] : _whole)?.Info;

    StepInfo? IStepHandle.Info => Info;

    private protected void UseDefinition(int index) => _index = index;

    /// <summary>The step for this iteration of the loop, to be run.</summary>
    /// <param name="loop">The innermost loop that the step stands in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TStep Next(ChainLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        var step = Create(_chain!, _index);
        step.Place(new StepPlace(loop.Iteration) { Loop = loop.Place });
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

    /// <summary>The chain has ended: nothing is added any more.</summary>
    void IStepRunList.Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            CloseItems();
        }
    }

    /// <summary>Steps for the values that a test gives the list, in the place of what it has.</summary>
    StepRun[] IStepRunList.Fake(ChainInfo chain, int count)
    {
        _steps = new TStep[count];
        for (var i = 0; i < count; i++)
        {
            _steps[i] = Create(_chain ?? chain, _index);
            _steps[i].Place(new StepPlace(i + 1));
            if (_chain is null)
            {
                // A list made by hand does not know which step it is of; the run that it goes into does.
                _steps[i].Info = null;
            }
        }

        (_count, _whole, _items) = (count, null, new IterationRuns<TStep>(this, _steps));
        return _steps;
    }

    private protected abstract TStep Create(ChainInfo chain, int index);

    private void Join(Chain chain)
    {
        if (!_hasJoined)
        {
            _hasJoined = true;
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
        _entries?.Add(step);
    }

    private TStep Find(ChainLoop loop, int iteration)
    {
        // A step runs at most once in an iteration, and only this one and the one before are asked for.
        var (count, steps) = (_count, _steps);
        for (var i = count - 1; i >= Math.Max(0, count - 2); i--)
        {
            if (steps[i].PlaceInLoop is { } place && place.Loop == loop.Place && place.LoopIteration == iteration)
            {
                return steps[i];
            }
        }

        return _absent ??= Create(_chain!, _index);
    }
}

/// <summary>A list of steps, as the chain that has to close it and the run that a test makes see it.</summary>
internal interface IStepRunList
{
    void Close();

    StepRun[] Fake(ChainInfo chain, int count);
}
