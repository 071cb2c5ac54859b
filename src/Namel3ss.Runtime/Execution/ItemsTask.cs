using System.Runtime.CompilerServices;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>A <c>for_each</c> that runs: so many items at once, started in their order.</summary>
internal abstract class ItemsTask(Chain chain) : BodyTask(chain)
{
    /// <summary>An item has ended; the next may start.</summary>
    public abstract void ItemEnded();
}

/// <inheritdoc/>
internal sealed class ItemsTask<TStep, TItem>(
    Chain chain,
    IStepItems<TStep> list,
    Func<IEnumerable<TItem>> getItems,
    int maxParallel,
    Func<TStep, TItem, ConfiguredValueTaskAwaitable> run) : ItemsTask(chain)
    where TStep : StepRun
{
    private ExecutionContext? _context;
    private ItemsPlace? _place;
    private TItem[] _items = [];
    private TStep[] _steps = [];
    private int _next;
    private int _running;

    // How often somebody wanted items to be started. Whoever makes it 1 starts them; others leave it to him, so that an item that
    // ends at once starts the next one in a loop and not in a recursion.
    private int _wishes;
    private bool _isDone;

    // The step as a whole, if there are no items since the list could not be read.
    private StepRun? _failed;

    public override string Name => list.Name;

    public override void StartHere()
    {
        _context = ExecutionContext.Capture();
        try
        {
            _items = Chain.Copy(getItems());
        }
        catch (Exception error)
        {
            Fail(error);
            return;
        }

        if (list.Begin(Chain, _place = new ItemsPlace(this), _items.Length) is { } steps)
        {
            _steps = steps;
            StartItems();
        }
    }

    public override void StartBeside()
    {
        try
        {
            StartHere();
        }
        catch (Exception error)
        {
            Chain.Stop(error);
        }
    }

    public override void Skip()
    {
        _ = Chain.Skip(list);
        SignalEnd();
    }

    protected override void Fail(Exception error)
    {
        _failed = list.PassOver(Chain);
        if (_failed.TryClaimSkip())
        {
            Chain.FailClaimed(_failed, error);
            End();
        }
    }

    public override bool Contains(StepRun failed) => failed == _failed || (_place is not null && failed.PlaceInLoop?.Items == _place);

    public override void ItemEnded()
    {
        Interlocked.Decrement(ref _running);
        if (_context is { } context)
        {
            // Whoever ended the item does it in a context of his own, which is not the next item's.
            ExecutionContext.Run(context, static task => ((ItemsTask<TStep, TItem>)task!).StartItems(), this);
        }
        else
        {
            StartItems();
        }
    }

    private void StartItems()
    {
        if (Interlocked.Increment(ref _wishes) != 1)
        {
            return;
        }

        var wishes = 1;
        var isDone = false;
        do
        {
            while (_next < _items.Length && Volatile.Read(ref _running) < maxParallel && !Chain.IsStopped)
            {
                Interlocked.Increment(ref _running);
                StartItem(_next++);
            }

            if (!_isDone && _next == _items.Length && Volatile.Read(ref _running) == 0)
            {
                _isDone = isDone = true;
            }

            wishes = Interlocked.Add(ref _wishes, -wishes);
        }
        while (wishes != 0);

        if (isDone)
        {
            End();
        }
    }

    private void StartItem(int index)
    {
        try
        {
            // Its end comes by ItemEnded, whatever the call returns.
            _ = run(_steps[index], _items[index]);
        }
        catch (Exception error) when (_steps[index].TryClaimSkip())
        {
            // What decides whether the item runs has thrown.
            Chain.FailClaimed(_steps[index], error);
        }
        catch (Exception error)
        {
            Chain.Stop(error);
        }
    }

    private void End()
    {
        list.SetEnded();
        Chain.TellDependents(list);
        SignalEnd();
    }
}
