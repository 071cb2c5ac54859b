using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Scheduling;

/// <summary>What the schedule of a chain shows that its author may not have meant.</summary>
internal static class ScheduleAdvice
{
    public static IEnumerable<Diagnostic> Of(BoundChain chain)
    {
        BoundStep? parallel = chain.Steps.FirstOrDefault(step => step.IsParallel);
        if (parallel is not null && !chain.IsBroken && !Scheduler.HasParallelSteps(chain))
        {
            yield return SchedulingDiagnostics.UselessParallel(parallel.Parallel!.Value, chain.Name);
        }
    }
}
