namespace Namel3ss.Compiler.Semantics;

/// <summary>A bound expression with its type; null where only C# knows it.</summary>
/// <param name="Nulls">Why it may be null.</param>
internal readonly record struct TypedExpression(BoundExpression Code, TypeModel? Type, Nulls Nulls = Nulls.Never)
{
    /// <summary>The word <c>null</c>.</summary>
    public bool IsNull => Code is BoundConstant { CSharp: "null" };

    public bool MayBeNull => Nulls != Nulls.Never;

    /// <summary>
    /// It is null only if something before its last '.' is: there C# leaves the whole chain of members, so what follows need not ask again.
    /// </summary>
    public bool IsNullBefore { get; init; }
}
