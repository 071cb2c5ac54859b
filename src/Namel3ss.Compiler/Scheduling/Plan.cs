using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Scheduling;

/// <summary>When the nodes of a block run: one after another, each a single node or a group.</summary>
public sealed record Plan(EquatableArray<PlanNode> Nodes);

public abstract record PlanNode;

/// <summary>A step that runs by itself.</summary>
public sealed record PlanStep(int Step) : PlanNode;

/// <summary>Two or more steps that are started before any of them is waited for.</summary>
/// <param name="IsDataflow">Each waits for the steps that it needs; else they run at once.</param>
public sealed record PlanGroup(EquatableArray<int> Steps, bool IsDataflow = false) : PlanNode;

/// <summary>A branch or a loop, whose blocks have plans of their own.</summary>
public sealed record PlanBlock(BoundStatement Statement) : PlanNode;
