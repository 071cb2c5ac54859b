using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>What stands in a block of a chain, its expressions bound.</summary>
public abstract record BoundStatement;

public sealed record BoundStepStatement(int Step) : BoundStatement;

public sealed record BoundIf(EquatableArray<BoundBranch> Branches) : BoundStatement;

/// <param name="Condition">Null for <c>else</c>.</param>
/// <param name="Requires">Steps without whose values the condition does not hold.</param>
public sealed record BoundBranch(
    LineSpan Head, BoundExpression? Condition, EquatableArray<BoundRequirement> Requires, EquatableArray<BoundStatement> Body);

/// <param name="Loop">Its number in the chain.</param>
/// <param name="Requires">Steps without whose values there is nothing to loop over.</param>
public sealed record BoundFor(
    int Loop, LineSpan Head, string Variable, BoundExpression Items, EquatableArray<BoundRequirement> Requires, EquatableArray<BoundStatement> Body)
    : BoundStatement;

/// <param name="Requires">Steps without whose values the condition does not hold.</param>
public sealed record BoundWhile(
    int Loop,
    LineSpan Head,
    BoundExpression Condition,
    EquatableArray<BoundRequirement> Requires,
    int MaxIterations,
    EquatableArray<BoundStatement> Body)
    : BoundStatement;

/// <summary><c>for_each</c> of a step.</summary>
/// <param name="MaxParallel">How many items run at once; null for one after another.</param>
public sealed record BoundForEach(string Variable, BoundExpression Items, int? MaxParallel);
