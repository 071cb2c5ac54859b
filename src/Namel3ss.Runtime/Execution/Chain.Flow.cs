using System.Runtime.CompilerServices;

namespace Namel3ss.CompilerServices;

// What generated code makes branches, loops, items, order and calls of other chains with.
public sealed partial class Chain
{
    private const int DeepestChain = 64;

    /// <summary>What a run has only if it needs it.</summary>
    internal ChainFlow Flow => Volatile.Read(ref _flow) ?? Interlocked.CompareExchange(ref _flow, new ChainFlow(), null) ?? _flow;

    /// <summary>The time until the deadline of this run, or of one that it is part of, whichever is first.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            var deadline = long.MaxValue;
            for (var chain = this; chain is not null; chain = chain._options?.Caller)
            {
                deadline = Math.Min(deadline, chain._deadline);
            }

            var rest = _clock.GetElapsedTime(_clock.GetTimestamp(), deadline);
            return rest > TimeSpan.Zero ? rest : TimeSpan.FromMilliseconds(1);
        }
    }

    /// <summary>A <c>for</c> of the body.</summary>
    /// <param name="outer">The loop around it.</param>
    public ChainLoop Loop(ChainLoop? outer = null) => new(this, outer);

    /// <summary>A <c>while</c> of the body.</summary>
    /// <param name="maxIterations">How many iterations it may have.</param>
    /// <param name="location">Where it stands, such as <c>feedback.ai:12</c>, for the log.</param>
    /// <param name="outer">The loop around it.</param>
    public ChainLoop Loop(int maxIterations, string location, ChainLoop? outer = null) => new(this, outer, maxIterations, location);

    /// <summary>Passes over a step: its condition is false, or it needs a value that is absent.</summary>
    /// <param name="step">The step.</param>
    /// <returns>What the body awaits in the step's place.</returns>
    public ConfiguredValueTaskAwaitable Skip(StepRun step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (IsStopped)
        {
            return Stopped(step);
        }

        if (step.TryClaimSkip())
        {
            SkipClaimed(step);
        }

        return default(ValueTask).ConfigureAwait(false);
    }

    /// <summary>Passes over a step with <c>for_each</c>: it needs a value that is absent.</summary>
    /// <param name="steps">The step's list, which then has no value.</param>
    /// <returns>What the body awaits in the step's place.</returns>
    public ConfiguredValueTaskAwaitable Skip<TStep>(IStepItems<TStep> steps)
        where TStep : StepRun
    {
        ArgumentNullException.ThrowIfNull(steps);
        var skipped = Skip(steps.PassOver(this));
        steps.SetEnded();
        TellDependents(steps);
        return skipped;
    }

    /// <summary>Starts a step that makes text. It calls nothing, so it needs no permit and no thread of its own.</summary>
    /// <param name="step">The step, which takes the text.</param>
    /// <param name="text">Makes the text.</param>
    /// <returns>What the body awaits before it uses the text.</returns>
    public ConfiguredValueTaskAwaitable RunText(StepRun<string?> step, Func<string> text) => Harness is null
        ? Start(new TextInvocation(step, text), onPool: false)
        : RunInline(step, _ => text());

    /// <summary>Has the next step that is started wait until these have ended, in whatever way.</summary>
    /// <param name="steps">Steps before it in the file.</param>
    public Chain After(params IStepHandle[] steps)
    {
        // One after another, they have ended by then.
        Flow.Next = _isParallel ? (null, steps) : null;
        return this;
    }

    /// <summary>Has the next step that is started wait until these have ended, in whatever way; it is skipped if the condition is false then, and fails if that throws.</summary>
    /// <param name="condition">Whether the step has what it needs.</param>
    /// <param name="steps">Steps before it in the file.</param>
    public Chain After(Func<bool> condition, params IStepHandle[] steps)
    {
        Flow.Next = (condition, _isParallel ? steps : []);
        return this;
    }

    /// <summary>Has the next step that is started run only if the condition holds then; where that throws, the step fails.</summary>
    /// <param name="condition">Whether the step has what it needs.</param>
    public Chain If(Func<bool> condition) => After(condition);

    /// <summary>The value of an expression in the head of a block: what it throws ends the run.</summary>
    /// <param name="location">Where it stands, such as <c>feedback.ai:12</c>.</param>
    /// <param name="value">The expression.</param>
    /// <exception cref="InvalidOperationException">The expression has thrown.</exception>
    public T Head<T>(string location, Func<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        try
        {
            return value();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{location}: {error.Message}", error);
        }
    }

    /// <summary>Runs a step once per item: with parallel execution on, up to so many at once; else one after another.</summary>
    /// <param name="steps">The step's list, or what belongs to this iteration of the loop around it; it takes a result per item.</param>
    /// <param name="items">The items.</param>
    /// <param name="maxParallel">How many may run at once; 1 for one after another.</param>
    /// <param name="run">Starts or skips the step of an item.</param>
    /// <returns>What the body awaits before it uses the values.</returns>
    public ConfiguredValueTaskAwaitable ForEach<TStep, TItem>(
        IStepItems<TStep> steps, IEnumerable<TItem> items, int maxParallel, Func<TStep, TItem, ConfiguredValueTaskAwaitable> run)
        where TStep : StepRun => ForEach(steps, () => items, maxParallel, run);

    /// <inheritdoc cref="ForEach{TStep, TItem}(IStepItems{TStep}, IEnumerable{TItem}, int, Func{TStep, TItem, ConfiguredValueTaskAwaitable})"/>
    /// <remarks>The items are asked for when the step's turn has come, for items that an earlier step makes.</remarks>
    public ConfiguredValueTaskAwaitable ForEach<TStep, TItem>(
        IStepItems<TStep> steps, Func<IEnumerable<TItem>> items, int maxParallel, Func<TStep, TItem, ConfiguredValueTaskAwaitable> run)
        where TStep : StepRun
    {
        ArgumentNullException.ThrowIfNull(steps);
        return StartTask(new ItemsTask<TStep, TItem>(this, steps, items, _isParallel ? Math.Max(1, maxParallel) : 1, run));
    }

    /// <summary>Starts a step that calls another chain for its value. It holds no permit: the steps of that chain take theirs.</summary>
    /// <param name="step">The step, which takes the run and its value.</param>
    /// <param name="call">Calls the chain's method with what it inherits and the step's token.</param>
    /// <param name="output">The value of that chain's run.</param>
    /// <returns>What the body awaits before it uses the value.</returns>
    public ConfiguredValueTaskAwaitable RunChain<TRun, TKept, T>(
        SubChainRun<TKept, T> step, Func<ChainOptions?, CancellationToken, Task<TRun>> call, Func<TRun, T?> output)
        where TRun : TKept
        where TKept : ChainRun
    {
        return Start(new SubChainInvocation<TRun>(this, step, call, Keep), onPool: false);

        void Keep(object? made)
        {
            if (made is TRun run)
            {
                SubChain.Keep(this, step, step, run);
                if (run.Status != ChainStatus.Cancelled)
                {
                    step.Keep(output(run)!);
                }
            }
            else
            {
                step.Keep((T)made!);
            }
        }
    }

    /// <summary>Starts a step that calls another chain without using a value of it.</summary>
    /// <param name="step">The step, which takes the run.</param>
    /// <param name="call">Calls the chain's method with what it inherits and the step's token.</param>
    /// <returns>What the body awaits.</returns>
    public ConfiguredValueTaskAwaitable RunChain<TRun, TKept>(SubChainRun<TKept> step, Func<ChainOptions?, CancellationToken, Task<TRun>> call)
        where TRun : TKept
        where TKept : ChainRun
    {
        return Start(new SubChainInvocation<TRun>(this, step, call, Keep), onPool: false);

        void Keep(object? made)
        {
            if (made is TRun run)
            {
                SubChain.Keep(this, step, step, run);
            }
        }
    }

    /// <summary>The options of a chain that a step of this one calls: as here, but with a timeout of its own.</summary>
    /// <param name="step">The step that calls it.</param>
    /// <exception cref="InvalidOperationException">Too many chains have called each other.</exception>
    internal ChainOptions SubChainOptions(StepRun step)
    {
        var depth = 1;
        for (var caller = _options?.Caller; caller is not null; caller = caller._options?.Caller)
        {
            depth++;
        }

        if (depth >= DeepestChain)
        {
            throw new InvalidOperationException(
                $"Chain '{_info.Name}' is {DeepestChain} calls deep; a chain may not call another from there. "
                + "Do the chains call each other in a circle whose condition never becomes false?");
        }

        return (_options ?? new()) with
        {
            Timeout = null,
            Caller = this,
            Limiter = Limiter,
            TimeProvider = _clock,
            EnableParallelSteps = _isParallel,
            JsonSerializerOptions = Json,
            UseCallersScope = _options is { UseCallersScope: true } && !step.Info!.HasOwnScope,
        };
    }

    /// <summary>A chain that a step called has ended only partly done: so has this one.</summary>
    internal void BecomePartial() => _isPartial = true;

    /// <summary>Starts what there is more to than the one call of a step.</summary>
    private ConfiguredValueTaskAwaitable StartSpecially<TInvocation>(TInvocation invocation, bool onPool)
        where TInvocation : struct, IStepInvocation
    {
        StepCall call = invocation.Step.Info!.IsPersistent
            ? new PersistentCall<TInvocation>(this, invocation, onPool)
            : new StepCall<TInvocation>(this, invocation, onPool);
        if (invocation.Step.PlaceInLoop is not { Items: not null })
        {
            return StartTask(call);
        }

        // An item: its for_each waits for it, not the body, and may run beside the body.
        call.StartBeside();
        return default(ValueTask).ConfigureAwait(false);
    }

    /// <summary>Starts a task when it is its turn: now, when the body awaits it, or when what it waits for has ended.</summary>
    private ConfiguredValueTaskAwaitable StartTask(BodyTask task)
    {
        var next = _flow?.Next;
        if (next is not null)
        {
            _flow!.Next = null;
        }

        if (!_isParallel && _unawaited > 0)
        {
            task.Defer();
            if (next is { Condition: { } kept })
            {
                Flow.KeepCondition(task, kept);
            }
        }
        else if (IsStopped)
        {
            // The await sees it.
        }
        else if (next is not { } precondition)
        {
            task.StartHere();
        }
        else if (!Flow.TryWait(new Precondition(this, task, precondition.Condition), precondition.After))
        {
            StartIf(task, precondition.Condition);
        }

        _now = 0;
        return Unawaited(task);
    }

    /// <summary>The body has come to the await of a deferred task.</summary>
    internal void StartDeferred(BodyTask task)
    {
        if (!IsStopped)
        {
            StartIf(task, _flow?.TakeCondition(task));
        }
    }

    private static void StartIf(BodyTask task, Func<bool>? condition)
    {
        if (task.MayStart(condition))
        {
            task.StartHere();
        }
    }

    /// <summary>Passes over a step that the caller has claimed.</summary>
    internal void SkipClaimed(StepRun step)
    {
        var now = step.PlaceInLoop is { Items: not null } || _unawaited > 0 ? _clock.GetTimestamp() : KnownNow();
        Enqueue(step, StepStatus.Skipped, now, TimeSpan.Zero, null);
        step.SetEnded(StepStatus.Skipped, TimeSpan.Zero, null);
        Progress?.Drain();
        TellDependents(step);
    }

    /// <summary>Ends a step that the caller has claimed and that never began: what its call is made of has thrown.</summary>
    internal void FailClaimed(StepRun step, Exception error)
    {
        var now = _clock.GetTimestamp();
        step.StartAt(now);
        EndStepAt(now, step, error);
        TellDependents(step);
    }

    /// <summary>A step shows that it has ended: whoever waits for it other than the body may go on.</summary>
    internal void TellDependents(StepRun step)
    {
        step.PlaceInLoop?.Items?.ItemEnded();
        TellDependents((IStepHandle)step);
    }

    /// <summary>The same of all items of a step.</summary>
    internal void TellDependents(IStepHandle steps)
    {
        // Whoever begins to wait just now either sees the end or is seen here.
        Interlocked.MemoryBarrier();
        _flow?.Ended(steps);
    }

    /// <summary>The chain came to its end by itself: what has not run stands in a branch that was not taken.</summary>
    private void SkipOtherBranches(long now)
    {
        foreach (var step in _steps.ToArray())
        {
            if (step.TryClaimSkip())
            {
                Enqueue(step, StepStatus.Skipped, now, TimeSpan.Zero, null);
                step.SetEnded(StepStatus.Skipped, TimeSpan.Zero, null);
            }
        }

        Progress?.Drain();
    }

    /// <summary>What a sequence gives now. It may have no end: no more is asked of it once the chain has been stopped.</summary>
    internal T[] Copy<T>(IEnumerable<T> items)
    {
        if (items is ICollection<T> or IReadOnlyCollection<T>)
        {
            return [.. items];
        }

        var copy = new List<T>();
        foreach (var item in items)
        {
            ThrowIfOver();
            copy.Add(item);
        }

        return [.. copy];
    }

    internal void ThrowIfOver()
    {
        if (IsStopped)
        {
            throw new ChainStoppedException();
        }
    }
}
