using System.Diagnostics;
using System.Threading.Tasks.Sources;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What the body awaits in place of a step that must not go on: it ends at once and, if the body has to end here, throws.</summary>
[StackTraceHidden]
internal sealed class StoppedStep(Chain chain, StepRun step) : IValueTaskSource
{
    public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Succeeded;

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        throw new InvalidOperationException("A stopped step is never waited for.");

    public void GetResult(short token) => chain.ThrowIfStopped(step);
}
