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
    public static bool HasParallelSteps(BoundChain chain) =>
        HasParallelSteps(chain, chain.Body) || chain.Steps.Any(step => step.ForEach?.MaxParallel > 1);

    private static bool HasParallelSteps(BoundChain chain, EquatableArray<BoundStatement> block) =>
        Schedule(chain, block).Nodes.Any(node => node switch
        {
            PlanGroup => true,
            PlanBlock { Statement: BoundIf branches } => branches.Branches.Any(branch => HasParallelSteps(chain, branch.Body)),
            PlanBlock { Statement: BoundFor loop } => HasParallelSteps(chain, loop.Body),
            PlanBlock { Statement: BoundWhile loop } => HasParallelSteps(chain, loop.Body),
            _ => false,
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
