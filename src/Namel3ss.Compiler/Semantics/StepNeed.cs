using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>What a step cannot do without, and where that is read.</summary>
/// <param name="Nulls">Why it may be null.</param>
internal sealed record StepNeed(BoundNeed Need, Nulls Nulls, TextSpan At);
