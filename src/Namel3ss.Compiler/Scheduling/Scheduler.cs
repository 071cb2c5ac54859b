using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Scheduling;

/// <summary>
/// The guide's rules ("Parallel Group Detection"): consecutive steps with <c>parallel: true</c> and no
/// <c>depends_on</c> form one group and run at once; every other node is a group of its own; groups run one after
/// another. By data flow, a group holds the steps with <c>depends_on</c> too: a step with neither, and every branch
/// and loop, waits for all before it and is waited for by all after it.
/// </summary>
internal static class Scheduler
{
    public static Plan Schedule(BoundChain chain, EquatableArray<BoundStatement> block)
    {
        var nodes = new List<PlanNode>();
        var group = new List<int>();
        foreach (BoundStatement statement in block)
        {
            if (statement is BoundStepStatement { Step: var step })
            {
                if (IsBarrier(chain, chain.Steps[step]))
                {
                    Close(chain, group, nodes);
                    nodes.Add(new PlanStep(step));
                    continue;
                }

                group.Add(step);
            }
            else
            {
                Close(chain, group, nodes);
                nodes.Add(new PlanBlock(statement));
            }
        }

        Close(chain, group, nodes);
        return new Plan(nodes.ToEquatableArray());
    }

    /// <summary>Some step can run beside another one, or an item beside another item.</summary>
    public static bool HasParallelSteps(BoundChain chain) => ParallelSteps(chain).Count > 0;

    /// <summary>The steps that can run beside something else, be it another item of their own.</summary>
    public static HashSet<int> ParallelSteps(BoundChain chain)
    {
        var steps = new HashSet<int>(ParallelSteps(chain, chain.Body));
        steps.UnionWith(Enumerable.Range(0, chain.Steps.Count).Where(index => chain.Steps[index].ForEach?.MaxParallel > 1));
        return steps;
    }

    /// <summary>Whether some of a group's steps can run at once: by data flow each of them may wait for the one before.</summary>
    public static bool RunsInParallel(BoundChain chain, PlanGroup group) =>
        group.Steps.Skip(1).Zip(group.Steps, (step, before) => chain.Steps[step].WaitsFor.Contains(chain.Steps[before].Owner)).Any(waits => !waits);

    private static IEnumerable<int> ParallelSteps(BoundChain chain, EquatableArray<BoundStatement> block) =>
        Schedule(chain, block).Nodes.SelectMany(node => node switch
        {
            PlanGroup group => group.Steps,
            PlanBlock { Statement: BoundIf branches } => branches.Branches.SelectMany(branch => ParallelSteps(chain, branch.Body)),
            PlanBlock { Statement: BoundFor loop } => ParallelSteps(chain, loop.Body),
            PlanBlock { Statement: BoundWhile loop } => ParallelSteps(chain, loop.Body),
            _ => [],
        });

    private static bool IsBarrier(BoundChain chain, BoundStep step) =>
        !step.IsParallel && !(chain.IsDataflow && step.HasDependencies);

    private static void Close(BoundChain chain, List<int> group, List<PlanNode> nodes)
    {
        if (group.Count > 0)
        {
            nodes.Add(group.Count == 1 ? new PlanStep(group[0]) : new PlanGroup(group.ToEquatableArray(), chain.IsDataflow));
            group.Clear();
        }
    }
}
