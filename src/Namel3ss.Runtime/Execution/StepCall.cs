using System.Diagnostics;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>A step that did not end at once: it waits for its turn, its permit or a thread, or its method has not ended yet.</summary>
[StackTraceHidden]
internal abstract class StepCall(Chain chain, bool onPool) : BodyTask(chain, onPool), IPermitWaiter, IThreadPoolWorkItem
{
    private ExecutionContext? _context;

    public abstract StepRun Step { get; }

    public override string Name => Step.Name;

    /// <summary>The limit of its own that the step waits for; null if there is none.</summary>
    public ChainLimiter? OwnLimit => Chain.OwnLimitToWaitFor(Step);

    public override bool Contains(StepRun failed) => failed == Step;

    public override void StartHere() => Chain.StartHere(this, OnPool);

    public override void StartBeside()
    {
        if (!Step.TrySetWaiting())
        {
            return;
        }

        _context = ExecutionContext.Capture();
        if (!Chain.TryTakePermit(Step))
        {
            Chain.WaitForPermit(this);
        }
        else if (OnPool)
        {
            Chain.Queue(this, OnPool);
        }
        else
        {
            ExecuteInContext();
        }
    }

    public override void Skip()
    {
        if (Step.TryClaimSkip())
        {
            Chain.SkipClaimed(Step);
            SignalEnd();
        }
    }

    protected override void Fail(Exception error)
    {
        if (Step.TryClaimSkip())
        {
            Chain.FailClaimed(Step, error);
            SignalEnd();
        }
    }

    /// <summary>Has the step start beside the body: on another thread, with its permit.</summary>
    /// <param name="isPermitted">True if it has its permit or needs none.</param>
    public void StartAside(bool isPermitted)
    {
        _context = ExecutionContext.Capture();
        Step.SetWaiting();
        if (isPermitted)
        {
            Chain.Queue(this, OnPool);
        }
        else
        {
            Chain.WaitForPermit(this);
        }
    }

    /// <inheritdoc/>
    public void PermitGranted()
    {
        Chain.HasPermit(this);
        Chain.Queue(this, OnPool);
    }

    /// <summary>The chain has ended and taken the call out of the limiter's queue.</summary>
    public virtual void PermitDenied()
    {
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, static call => ((StepCall)call!).ExecuteInContext(), this);
        }
        else
        {
            ExecuteInContext();
        }
    }

    protected virtual void ExecuteInContext()
    {
        if (Chain.TryStartAside(Step))
        {
            Run();
        }
        else
        {
            Chain.ReleasePermit(Step);
        }
    }

    /// <summary>Calls the method of a step that was set running.</summary>
    public virtual void Run()
    {
        try
        {
            if (!Begin(Chain, Chain.Token))
            {
                Follow();
                return;
            }
        }
        catch (Exception error)
        {
            End(error);
            return;
        }

        End(null);
    }

    /// <summary>Ends the step when its method, which has been called, ends.</summary>
    public void Follow() => OnMethodCompleted(() =>
    {
        if (IsFirst(Once.CallBack))
        {
            End(null);
        }
    });

    private void End(Exception? error)
    {
        if (!Step.TryClaimEnd())
        {
            EndAbandoned(error);
            return;
        }

        if (error is null)
        {
            try
            {
                Finish(keep: true);
            }
            catch (Exception thrown)
            {
                error = thrown;
            }
        }

        Chain.EndStep(Step, error);
        Chain.TellDependents(Step);
        SignalEnd();
    }

    /// <summary>The chain has ended before: the permit goes back now, and what the step threw is looked at, so that it is not unobserved.</summary>
    private void EndAbandoned(Exception? error)
    {
        if (error is null)
        {
            try
            {
                Finish(keep: false);
            }
            catch (Exception thrown)
            {
                error = thrown;
            }
        }

        Chain.ReleasePermit(Step);
        if (error is not null)
        {
            Chain.LogAbandoned(Step, error);
        }
    }

    protected abstract bool Begin(Chain chain, CancellationToken token);

    protected abstract void OnMethodCompleted(Action continuation);

    protected abstract void Finish(bool keep);
}

/// <inheritdoc/>
[StackTraceHidden]
internal class StepCall<TInvocation>(Chain chain, TInvocation invocation, bool onPool) : StepCall(chain, onPool)
    where TInvocation : struct, IStepInvocation
{
#pragma warning disable IDE0044 // Begin writes to the struct: were the field readonly, it would write to a copy.
    private TInvocation _invocation = invocation;
#pragma warning restore IDE0044

    public override StepRun Step => _invocation.Step;

    protected override bool Begin(Chain chain, CancellationToken token) => chain.Begin(ref _invocation, token);

    protected override void OnMethodCompleted(Action continuation) => _invocation.OnCompleted(continuation);

    protected override void Finish(bool keep) => _invocation.Finish(keep);
}
