using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>What stands in a block of a chain, its expressions bound.</summary>
public abstract record BoundStatement;

public sealed record BoundStepStatement(int Step) : BoundStatement;

public sealed record BoundIf(EquatableArray<BoundBranch> Branches) : BoundStatement;

/// <param name="Condition">Null for <c>else</c>.</param>
public sealed record BoundBranch(LineSpan Head, BoundExpression? Condition, EquatableArray<BoundStatement> Body);

/// <param name="Loop">Its number in the chain.</param>
public sealed record BoundFor(int Loop, LineSpan Head, string Variable, BoundExpression Items, EquatableArray<BoundStatement> Body) : BoundStatement;

/// <param name="Loop">Its number in the chain.</param>
public sealed record BoundWhile(int Loop, LineSpan Head, BoundExpression Condition, int MaxIterations, EquatableArray<BoundStatement> Body) : BoundStatement;

/// <summary><c>for_each</c> of a step.</summary>
/// <param name="MaxParallel">How many items run at once; null for one after another.</param>
public sealed record BoundForEach(string Variable, BoundExpression Items, int? MaxParallel);
