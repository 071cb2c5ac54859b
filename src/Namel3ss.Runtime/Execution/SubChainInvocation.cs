using System.Diagnostics;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>A call of another chain for its value.</summary>
[StackTraceHidden]
internal struct SubChainInvocation<TRun, TKept, T>(
    Chain chain, SubChainRun<TKept, T> step, Func<ChainOptions?, CancellationToken, Task<TRun>> call, Func<TRun, T?> output) : IStepInvocation
    where TRun : TKept
    where TKept : ChainRun
{
    private Task<TRun>? _pending;

    public readonly StepRun Step => step;

    public bool Begin(CancellationToken token) => (_pending = call(chain.SubChainOptions(), token)).IsCompleted;

    public readonly void OnCompleted(Action continuation) => _pending!.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);

    public readonly void Finish(bool keep)
    {
        var run = _pending!.GetAwaiter().GetResult();
        if (keep)
        {
            SubChain.Keep(chain, step, step, run);
            step.Keep(output(run)!);
        }
    }
}

/// <summary>A call of another chain without using a value of it.</summary>
[StackTraceHidden]
internal struct SubChainInvocation<TRun, TKept>(
    Chain chain, SubChainRun<TKept> step, Func<ChainOptions?, CancellationToken, Task<TRun>> call) : IStepInvocation
    where TRun : TKept
    where TKept : ChainRun
{
    private Task<TRun>? _pending;

    public readonly StepRun Step => step;

    public bool Begin(CancellationToken token) => (_pending = call(chain.SubChainOptions(), token)).IsCompleted;

    public readonly void OnCompleted(Action continuation) => _pending!.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);

    public readonly void Finish(bool keep)
    {
        var run = _pending!.GetAwaiter().GetResult();
        if (keep)
        {
            SubChain.Keep(chain, step, step, run);
        }
    }
}

/// <summary>What the end of a chain means for the step that called it.</summary>
internal static class SubChain
{
    public static void Keep<TRun>(Chain chain, StepRun step, ISubChainRun<TRun> keeper, TRun run)
        where TRun : ChainRun
    {
        keeper.Keep(run);
        switch (run.Status)
        {
            case ChainStatus.Error:
                throw new ChainFailedException(run.Error!, run, run.Exception);
            case ChainStatus.Timeout:
                throw new StepTimeoutException($"Step '{step.Name}' timed out: {run.Error}");
            case ChainStatus.Partial:
                chain.BecomePartial();
                break;
        }
    }
}
