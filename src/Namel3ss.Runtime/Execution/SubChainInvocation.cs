using System.Diagnostics;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>A call of another chain. What it gave, the chain's run or what a test gives in its place, goes to <c>take</c>.</summary>
[StackTraceHidden]
internal struct SubChainInvocation<TRun>(
    Chain chain, StepRun step, Func<ChainOptions?, CancellationToken, Task<TRun>> call, Action<object?> take) : IStepInvocation
    where TRun : ChainRun
{
    private Task<TRun>? _pending;
    private RunHarness? _harness;
    private ValueTask<object?>? _fake;

    public readonly StepRun Step => step;

    public void Intercept(RunHarness harness, bool onPool) => _harness = harness;

    public bool Begin(CancellationToken token) => (_fake = _harness?.CallChain(step, token)) is { } fake
        ? fake.IsCompleted
        : (_pending = call(chain.SubChainOptions(step), token)).IsCompleted;

    public readonly void OnCompleted(Action continuation)
    {
        if (_fake is { } fake)
        {
            fake.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);
        }
        else
        {
            SubChain.OnCompleted(_pending!, continuation);
        }
    }

    public readonly void Finish(bool keep)
    {
        object? made;
        try
        {
            made = _fake is { } fake ? fake.GetAwaiter().GetResult() : _pending!.GetAwaiter().GetResult();
        }
        catch (ChainCanceledException cancelled) when (keep)
        {
            take(cancelled.Run);
            throw;
        }

        if (keep)
        {
            take(made);
        }
    }
}

/// <summary>What the end of a chain means for the step that called it.</summary>
internal static class SubChain
{
    /// <summary>Has a run call back where it ends; whoever asks after its end goes on at once, and not by way of the pool.</summary>
    public static void OnCompleted(Task run, Action continuation) => run.ContinueWith(
        static (_, continuation) => ((Action)continuation!)(),
        continuation,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

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
