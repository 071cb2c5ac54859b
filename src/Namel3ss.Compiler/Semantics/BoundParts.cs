namespace Namel3ss.Compiler.Semantics;

/// <summary>Questions about a bound expression as a whole.</summary>
internal static class BoundParts
{
    /// <summary>The expression and all that it is made of.</summary>
    public static IEnumerable<BoundExpression> All(BoundExpression expression) =>
        new[] { expression }.Concat(Of(expression).SelectMany(All));

    /// <summary>For some values it throws.</summary>
    public static bool CanFail(BoundExpression expression) => All(expression).Any(part =>
        part is BoundOperation { CanFail: true } or BoundIndex or BoundJsonOf or BoundJsonElementOf);

    public static bool Reads(BoundExpression expression, string variable) =>
        All(expression).Any(part => part is BoundVariable read && read.Name == variable);

    private static IEnumerable<BoundExpression> Of(BoundExpression expression) => expression switch
    {
        BoundMapped mapped => [mapped.Value],
        BoundMember member => [member.Target],
        BoundIndex index => [index.Target, index.Index],
        BoundOperation operation => operation.Operands,
        BoundNotNull value => [value.Value],
        BoundNeeded value => [value.Value],
        BoundLogic logic => [logic.Left, logic.Right],
        BoundNot not => [not.Operand],
        BoundCoalesce coalesce => [coalesce.Left, coalesce.Right],
        BoundIsNull question => [question.Operand],
        BoundTextOf text => [text.Value],
        BoundJsonOf json => [json.Value],
        BoundJsonElementOf element => [element.Value],
        BoundConcatenation concatenation => concatenation.Parts,
        _ => [],
    };
}
