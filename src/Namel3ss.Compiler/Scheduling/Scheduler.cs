using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Scheduling;

/// <summary>
/// The guide's rules ("Parallel Group Detection"): consecutive steps with <c>parallel: true</c> and no
/// <c>depends_on</c> form one group and run at once; every other step is a group of its own; groups run one after
/// another.
/// </summary>
internal static class Scheduler
{
    public static Plan Schedule(IReadOnlyList<BoundStep> steps)
    {
        var nodes = new List<PlanNode>();
        var group = new List<int>();
        for (int i = 0; i < steps.Count; i++)
        {
            if (!steps[i].IsParallel)
            {
                Close(group, nodes);
                nodes.Add(new PlanStep(i));
                continue;
            }

            group.Add(i);
        }

        Close(group, nodes);
        return new Plan(nodes.ToEquatableArray());
    }

    private static void Close(List<int> group, List<PlanNode> nodes)
    {
        if (group.Count > 0)
        {
            nodes.Add(group.Count == 1 ? new PlanStep(group[0]) : new PlanGroup(group.ToEquatableArray()));
            group.Clear();
        }
    }
}
