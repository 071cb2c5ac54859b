using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A step of a loop's body.</summary>
/// <param name="Owner">The first of the steps that share its name.</param>
/// <param name="Conditions">Without which it does not run.</param>
/// <param name="Needs">Values without which it does not run.</param>
internal sealed record LoopedStep(int Index, int Owner, NameSyntax Name, EquatableArray<KnownCondition> Conditions, IReadOnlyList<StepNeed> Needs);

/// <summary>
/// Steps that read the iteration before, where there is none: what they cannot do without is null in each first iteration. Where a step is
/// what it waits for itself, if by others, it never runs.
/// </summary>
internal sealed class FirstIteration(IReadOnlyList<LoopedStep> steps, FileDiagnostics diagnostics)
{
    public void Check()
    {
        HashSet<int> never = FindNever();
        var reported = new HashSet<int>();
        foreach (LoopedStep step in steps)
        {
            if (never.Contains(step.Owner))
            {
                ReportCircle(step, never, reported);
            }
            else if (!IsExcluded(step, IsBefore))
            {
                foreach (StepNeed need in step.Needs.Where(need => IsMissing(need, IsBefore)))
                {
                    diagnostics.Add(SchedulingDiagnostics.SkippedFirst(diagnostics.At(need.At), step.Name.Text));
                }
            }
        }
    }

    /// <summary>The largest set of steps each of which is skipped where none of them has run.</summary>
    private HashSet<int> FindNever()
    {
        // Of steps that share a name all must be skipped.
        var never = new HashSet<int>(steps.Select(step => step.Owner));
        int before;
        do
        {
            before = never.Count;
            never.ExceptWith(steps.Where(step => !IsSkipped(step, part => IsRead(part, never.Contains))).Select(step => step.Owner).ToList());
        }
        while (never.Count < before);

        // What its own conditions exclude whatever the others do is no circle.
        never.ExceptWith(steps.Where(step => IsSkipped(step, _ => null)).Select(step => step.Owner).ToList());
        return never;
    }

    private void ReportCircle(LoopedStep first, HashSet<int> never, HashSet<int> reported)
    {
        var path = new List<LoopedStep>();
        LoopedStep? step = first;
        while (step is not null && !path.Contains(step))
        {
            path.Add(step);
            step = Next(step, never);
        }

        if (step is null)
        {
            return;
        }

        List<LoopedStep> circle = path.SkipWhile(other => other != step).ToList();
        if (circle.All(other => reported.Add(other.Owner)))
        {
            LoopedStep start = circle.OrderBy(other => other.Index).First();
            IEnumerable<LoopedStep> turn = circle.SkipWhile(other => other != start).Concat(circle.TakeWhile(other => other != start)).Concat([start]);
            diagnostics.Add(SchedulingDiagnostics.NeverRuns(diagnostics.At(start.Name.Span), turn.Select(other => other.Name.Text)));
        }
    }

    /// <summary>A step without which this one is skipped, none of which ever runs.</summary>
    private LoopedStep? Next(LoopedStep step, HashSet<int> never) => steps.FirstOrDefault(other => never.Contains(other.Owner)
        && IsSkipped(step, part => IsRead(part, read => read == other.Owner)));

    private static bool? IsRead(BoundExpression part, Func<int, bool> isMeant) =>
        part is BoundStepValue { Access: StepAccess.OrNull, Place.Loop: not null } read && isMeant(read.Step) ? true : null;

    private static bool IsSkipped(LoopedStep step, Func<BoundExpression, bool?> assume) =>
        IsExcluded(step, assume) || step.Needs.Any(need => IsMissing(need, assume));

    private static bool IsExcluded(LoopedStep step, Func<BoundExpression, bool?> assume) =>
        step.Conditions.Any(condition => NullLogic.Holds(condition.Condition, assume) is { } outcome && outcome != condition.Holds);

    private static bool IsMissing(StepNeed need, Func<BoundExpression, bool?> assume) =>
        need.Need.AnyOf.All(value => NullLogic.IsNull(value, assume));

    private static bool? IsBefore(BoundExpression part) => part is BoundStepValue { Place.IsBefore: true } ? true : null;
}
