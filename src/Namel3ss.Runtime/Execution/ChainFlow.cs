using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// What a run needs only if it has loops, items, waits for permits or <c>schedule: dataflow</c>: an object of its own, so that
/// other runs do not carry it. Nobody else can see it, so it is its own lock.
/// </summary>
internal sealed class ChainFlow
{
    private List<IStepRunList>? _lists;
    private List<Chain>? _called;
    private Dictionary<IStepHandle, List<Precondition>>? _dependents;
    private Dictionary<BodyTask, Func<bool>>? _conditions;
    private PermitWaits? _permitWaits;
    private List<(StepRun Step, ChainLimiter? Own, HeldPermits Held)>? _lent;
    private bool _isOver;

    /// <summary>What the next step waits for. Only the body uses it.</summary>
    public (Func<bool>? Condition, IStepHandle[] After)? Next { get; set; }

    /// <summary>The permits of the call within which the run was started; null if it was within none that has to lend them.</summary>
    public HeldPermits? Held { get; set; }

    /// <summary>The run's waits for permits; null as long as no step had to wait.</summary>
    public PermitWaits? PermitWaits => Volatile.Read(ref _permitWaits);

    /// <summary>Keeps the run's waits for permits, which are made when the first step has to wait.</summary>
    /// <returns>Those that were kept first.</returns>
    public PermitWaits Join(PermitWaits waits) => Interlocked.CompareExchange(ref _permitWaits, waits, null) ?? waits;

    /// <summary>Chains have started within a call: its permits go back by that.</summary>
    public void Lend(StepRun step, ChainLimiter? own, HeldPermits held)
    {
        lock (this)
        {
            (_lent ??= []).Add((step, own, held));
        }
    }

    /// <summary>How the permits of a call that has ended go back, if chains have started within it.</summary>
    public HeldPermits? TakeLent(StepRun step, ChainLimiter? own)
    {
        lock (this)
        {
            var place = _lent?.FindIndex(lent => lent.Step == step && lent.Own == own) ?? -1;
            if (place < 0)
            {
                return null;
            }

            var held = _lent![place].Held;
            _lent.RemoveAt(place);
            return held;
        }
    }

    /// <summary>Has the end of the chain close this list; false if that has come already.</summary>
    public bool TryJoin(IStepRunList list)
    {
        lock (this)
        {
            if (!_isOver)
            {
                (_lists ??= []).Add(list);
            }

            return !_isOver;
        }
    }

    /// <summary>Has the end of the chain end this one, which a step of it called and which has to wait; false if that has come already.</summary>
    public bool TryJoin(Chain called)
    {
        lock (this)
        {
            if (!_isOver)
            {
                (_called ??= []).Add(called);
            }

            return !_isOver;
        }
    }

    /// <summary>A chain that joined has ended.</summary>
    public void Leave(Chain called)
    {
        lock (this)
        {
            _called?.Remove(called);
        }
    }

    /// <summary>Ends the chains that still run because of this one, so that what they did is in the runs of the steps that called them.</summary>
    public void EndCalled()
    {
        Chain[] called;
        lock (this)
        {
            // None joins from here on.
            called = _called?.ToArray() ?? [];
        }

        Array.ForEach(called, chain => chain.EndWithCaller());
    }

    /// <summary>The chain has ended: from here on no list grows.</summary>
    public void Close()
    {
        List<IStepRunList>? lists;
        lock (this)
        {
            // None joins from here on, so what there is may be read outside.
            _isOver = true;
            lists = _lists;
            _dependents = null;
        }

        lists?.ForEach(list => list.Close());
    }

    /// <summary>Has a task start when the steps have ended; false if they have already.</summary>
    public bool TryWait(Precondition precondition, IStepHandle[] steps)
    {
        lock (this)
        {
            var remaining = 0;
            foreach (var step in steps)
            {
                if (!step.HasEnded)
                {
                    _dependents ??= new(ReferenceEqualityComparer.Instance as IEqualityComparer<IStepHandle>);
                    if (!_dependents.TryGetValue(step, out var list))
                    {
                        _dependents.Add(step, list = []);
                    }

                    list.Add(precondition);
                    remaining++;
                }
            }

            precondition.Remaining = remaining;
            return remaining > 0;
        }
    }

    /// <summary>A step has ended, in whatever way, and shows it.</summary>
    public void Ended(IStepHandle step)
    {
        List<Precondition>? released = null;
        lock (this)
        {
            if (_dependents is not null && _dependents.Remove(step, out var dependents))
            {
                foreach (var precondition in dependents)
                {
                    if (--precondition.Remaining == 0)
                    {
                        (released ??= []).Add(precondition);
                    }
                }
            }
        }

        released?.ForEach(precondition => precondition.Release());
    }

    /// <summary>Keeps the condition of a deferred task until its turn comes. Only the body does that.</summary>
    public void KeepCondition(BodyTask task, Func<bool> condition) => (_conditions ??= [])[task] = condition;

    /// <summary>The condition kept for a task; null if there is none.</summary>
    public Func<bool>? TakeCondition(BodyTask task) =>
        _conditions is not null && _conditions.Remove(task, out var condition) ? condition : null;
}

/// <summary>A task of a chain with <c>schedule: dataflow</c> that waits for other steps. It starts on the pool, whoever ended last.</summary>
internal sealed class Precondition(Chain chain, BodyTask task, Func<bool>? condition) : IThreadPoolWorkItem
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>How many steps it still waits for; changed under the lock of the flow.</summary>
    public int Remaining { get; set; }

    public void Release() => chain.Queue(this);

    void IThreadPoolWorkItem.Execute()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, static precondition => ((Precondition)precondition!).Start(), this);
        }
        else
        {
            Start();
        }
    }

    private void Start()
    {
        if (chain.IsStopped)
        {
            return;
        }

        if (task.MayStart(condition))
        {
            task.StartBeside();
        }
    }
}
