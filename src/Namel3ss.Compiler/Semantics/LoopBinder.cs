using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Semantics;

/// <summary>What <c>for</c> and <c>for_each</c> go through.</summary>
internal static class LoopBinder
{
    /// <param name="need">What is made of a list that may be null.</param>
    /// <returns>The list, and the type of its items if it is known.</returns>
    public static (BoundExpression Items, TypeModel? Element) BindItems(
        ExpressionSyntax syntax, ExpressionBinder expressions, FileDiagnostics diagnostics, Func<TypedExpression, TypedExpression>? need = null)
    {
        TypedExpression list = expressions.NotNull(syntax, "A loop");
        TypeModel? element = list.Type switch
        {
            { Kind: TypeKind.Sequence } sequence => sequence.Element,
            { Kind: TypeKind.Json } => TypeBinder.Json,
            _ => null,
        };
        if (list.Type is { Kind: not (TypeKind.Sequence or TypeKind.Json or TypeKind.Unknown or TypeKind.Other or TypeKind.Object or TypeKind.OptionsMap) } type)
        {
            diagnostics.Add(ExpressionDiagnostics.NotList(diagnostics.At(syntax.Span), type.FullDisplay));
        }

        BoundExpression code = need is null ? list.Code : need(list).Code;
        BoundExpression items = new BoundOperation("Items", Text.EquatableArray.Create(code)) { CanFail = list.Type is not { Kind: TypeKind.Sequence } };
        return (new BoundMapped(diagnostics.Lines(syntax.Span), items), element);
    }
}
