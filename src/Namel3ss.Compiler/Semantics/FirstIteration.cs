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
    /// <summary>By the owner of a step, the steps that read its iteration before.</summary>
    private readonly ILookup<int, LoopedStep> _readers = steps
        .SelectMany(step => ReadBy(step).Select(owner => (Owner: owner, Reader: step)))
        .ToLookup(read => read.Owner, read => read.Reader);

    /// <summary>The first step of each owner.</summary>
    private readonly Dictionary<int, LoopedStep> _firsts = steps.GroupBy(step => step.Owner).ToDictionary(group => group.Key, group => group.First());

    public void Check()
    {
        HashSet<int> never = FindNever();
        var seen = new HashSet<int>();
        foreach (LoopedStep step in steps)
        {
            if (never.Contains(step.Owner))
            {
                ReportCircle(step, never, seen);
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
        // Of steps that share a name all must be skipped. One that is not concerns only those that read it.
        var never = new HashSet<int>(_firsts.Keys);
        var open = new Queue<LoopedStep>(steps);
        while (open.Count > 0)
        {
            LoopedStep step = open.Dequeue();
            if (never.Contains(step.Owner) && !IsSkipped(step, part => IsRead(part, never.Contains)))
            {
                never.Remove(step.Owner);
                foreach (LoopedStep reader in _readers[step.Owner])
                {
                    open.Enqueue(reader);
                }
            }
        }

        // What its own conditions exclude whatever the others do is no circle.
        never.ExceptWith(steps.Where(step => IsSkipped(step, _ => null)).Select(step => step.Owner).ToList());
        return never;
    }

    /// <param name="first">Where to begin.</param>
    /// <param name="never">The owners of those that never run.</param>
    /// <param name="seen">Steps from which the way was gone already: the circle behind them, if there is one, is told.</param>
    private void ReportCircle(LoopedStep first, HashSet<int> never, HashSet<int> seen)
    {
        var path = new List<LoopedStep>();
        LoopedStep? step = first;
        while (step is not null && seen.Add(step.Index))
        {
            path.Add(step);
            step = Next(step, never);
        }

        int start = path.FindIndex(other => other.Index == step?.Index);
        if (start >= 0)
        {
            List<LoopedStep> circle = path.Skip(start).ToList();
            int least = circle.IndexOf(circle.OrderBy(other => other.Index).First());
            IEnumerable<LoopedStep> turn = circle.Skip(least).Concat(circle.Take(least + 1));
            diagnostics.Add(SchedulingDiagnostics.NeverRuns(diagnostics.At(circle[least].Name.Span), turn.Select(other => other.Name.Text)));
        }
    }

    /// <summary>A step without which this one is skipped, none of which ever runs.</summary>
    private LoopedStep? Next(LoopedStep step, HashSet<int> never) => ReadBy(step)
        .Where(owner => never.Contains(owner) && IsSkipped(step, part => IsRead(part, read => read == owner)))
        .Select(owner => _firsts[owner])
        .OrderBy(other => other.Index)
        .FirstOrDefault();

    /// <summary>The owners of the steps whose iteration before it reads, each once.</summary>
    private static IEnumerable<int> ReadBy(LoopedStep step) => step.Conditions.Select(condition => condition.Condition)
        .Concat(step.Needs.SelectMany(need => need.Need.AnyOf))
        .SelectMany(BoundParts.All)
        .Where(part => IsRead(part, _ => true) == true)
        .Select(part => ((BoundStepValue)part).Step)
        .Distinct();

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
