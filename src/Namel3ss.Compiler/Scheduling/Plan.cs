using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Scheduling;

/// <summary>When the nodes of a chain run: one after another, each a single node or a group.</summary>
public sealed record Plan(EquatableArray<PlanNode> Nodes)
{
    public bool HasParallelSteps => Nodes.Any(node => node is PlanGroup);
}

public abstract record PlanNode;

/// <summary>A step that runs by itself.</summary>
public sealed record PlanStep(int Step) : PlanNode;

/// <summary>Two or more consecutive parallel steps, which run at once.</summary>
public sealed record PlanGroup(EquatableArray<int> Steps) : PlanNode;
