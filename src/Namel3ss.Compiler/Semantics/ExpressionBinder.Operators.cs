using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

// Operators, and what is null on either side of them.
internal sealed partial class ExpressionBinder
{
    private const string SmallestLong = "9223372036854775808";

    /// <summary>The value, or null where it or a step that it reads is absent; nothing is required then.</summary>
    public TypedExpression BindOrNull(ExpressionSyntax syntax)
    {
        int before = requires.Count;
        TypedExpression value = Bind(syntax);
        List<BoundRequirement> own = requires.Skip(before).ToList();
        requires.RemoveRange(before, own.Count);
        TypeModel? nullable = value.Type is { } type ? type with { IsNullable = true } : null;
        if (value.Code is BoundStepValue { Access: StepAccess.Value } read && value.Type?.Kind != TypeKind.Json)
        {
            return own.Count > 0 ? new(read with { Access = StepAccess.OrNull }, nullable) : value;
        }

        if (own.Count > 0)
        {
            return new(new BoundGuarded(own.ToEquatableArray(), Nullable(value)), nullable);
        }

        return value.Type is null or { Kind: TypeKind.Json } && !value.IsNull ? new(Nullable(value), nullable) : value;
    }

    private static BoundExpression Nullable(TypedExpression value) =>
        value.IsNull || value.Type is { IsNullable: true, Kind: not TypeKind.Json } ? value.Code : Operation("Nullable", value.Code);

    private TypedExpression BindNegation(UnaryExpressionSyntax negation)
    {
        if (negation.Operand is LiteralExpressionSyntax { Kind: ScalarKind.Number, Text: SmallestLong })
        {
            // Without its sign it is too large for a long.
            return new(new BoundConstant("long.MinValue"), ExpressionTypes.Int64);
        }

        TypedExpression operand = NotNull(negation.Operand, "'-'");
        if (ExpressionTypes.IsKnownNotNumber(operand.Type))
        {
            diagnostics.Add(ExpressionDiagnostics.BadOperand(diagnostics.At(negation.Span), "-", operand.Type!.FullDisplay));
        }

        return new(Operation("Negate", operand.Code), operand.Type is { Kind: TypeKind.Int32 or TypeKind.Int64 or TypeKind.Single or TypeKind.Double or TypeKind.Decimal }
            ? operand.Type
            : null);
    }

    private TypedExpression BindBinary(BinaryExpressionSyntax binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                string logic = binary.Operator == BinaryOperator.And ? "&&" : "||";
                return new(new BoundLogic(logic, BindCondition(binary.Left), BindCondition(binary.Right)), ExpressionTypes.Boolean);
            case BinaryOperator.Coalesce:
                return BindCoalesce(binary);
            case BinaryOperator.Equal or BinaryOperator.NotEqual when IsNull(binary.Left) && IsNull(binary.Right):
                return new(new BoundConstant(binary.Operator == BinaryOperator.Equal ? "true" : "false"), ExpressionTypes.Boolean);
            case BinaryOperator.Equal or BinaryOperator.NotEqual when IsNull(binary.Left) || IsNull(binary.Right):
                TypedExpression asked = BindOrNull(IsNull(binary.Right) ? binary.Left : binary.Right);
                return new(new BoundIsNull(Nullable(asked), binary.Operator == BinaryOperator.NotEqual), ExpressionTypes.Boolean);
        }

        string sign = Sign(binary.Operator);
        TypedExpression left = NotNull(binary.Left, $"'{sign}'");
        TypedExpression right = NotNull(binary.Right, $"'{sign}'");
        string method = binary.Operator.ToString();
        if (binary.Operator <= BinaryOperator.GreaterOrEqual)
        {
            return new(Operation(method, left.Code, right.Code), ExpressionTypes.Boolean);
        }

        if (!ExpressionTypes.CanCalculate(binary.Operator, left.Type, right.Type))
        {
            diagnostics.Add(ExpressionDiagnostics.BadOperands(
                diagnostics.At(binary.Span), sign, left.Type!.FullDisplay, right.Type!.FullDisplay));
        }

        bool joinsText = ExpressionTypes.JoinsText(binary.Operator, left.Type, right.Type);
        return new(
            Operation(method, joinsText ? Joined(left) : left.Code, joinsText ? Joined(right) : right.Code),
            ExpressionTypes.OfCalculation(binary.Operator, left.Type, right.Type));
    }

    private BoundExpression Joined(TypedExpression value) =>
        value.IsNull || ExpressionTypes.HasTextOfItsOwn(value.Type) ? value.Code : TextOf(value);

    private TypedExpression BindCoalesce(BinaryExpressionSyntax binary)
    {
        int itemReads = _itemReads;
        TypedExpression left = BindOrNull(binary.Left);
        bool isOfItem = _itemReads > itemReads;
        int before = requires.Count;
        TypedExpression right = Bind(binary.Right);
        List<BoundRequirement> own = requires.Skip(before).ToList();
        requires.RemoveRange(before, own.Count);
        bool isNeverNull = left.Type is { IsValueType: true, IsNullable: false } || left.Code is BoundText;
        if (isNeverNull)
        {
            return left;
        }

        // Where the left one is there, the right one is not needed.
        own = own.Select(requirement => left.Code is BoundStepValue { Access: StepAccess.OrNull } read
            ? requirement with { AnyOf = requirement.AnyOf.Prepend(read with { Access = StepAccess.Value }).ToEquatableArray() }
            : isOfItem ? requirement
            : requirement with { Unless = requirement.Unless.Prepend(left.Code).ToEquatableArray() }).ToList();
        requires.AddRange(own);
        if (left.Type?.Kind == TypeKind.Json && right.Type?.Kind != TypeKind.Json && !right.IsNull)
        {
            // What stands in for JSON is JSON too.
            NeedsJson(right.Type);
            right = new(new BoundJsonElementOf(right.Code), TypeBinder.Json);
        }

        if (left.Type is not null && right.Type is not null && !ExpressionTypes.CanStandIn(left.Type, right.Type))
        {
            diagnostics.Add(ExpressionDiagnostics.BadOperands(diagnostics.At(binary.Span), "??", left.Type.FullDisplay, right.Type.FullDisplay));
        }

        TypeModel? type = right.IsNull ? left.Type
            : left.Type is not null && right.Type is not null && left.Type.IsSameAs(right.Type) ? right.Type
            : null;
        return new(new BoundCoalesce(left.Code, right.Code), type);
    }

    /// <summary>A value that something is done with: the word <c>null</c> is none.</summary>
    public TypedExpression NotNull(ExpressionSyntax syntax, string what)
    {
        if (!IsNull(syntax))
        {
            return Bind(syntax);
        }

        diagnostics.Add(ExpressionDiagnostics.NullOperand(diagnostics.At(syntax.Span), what));
        return Unknown;
    }

    private static bool IsNull(ExpressionSyntax syntax) => syntax is LiteralExpressionSyntax { Kind: ScalarKind.Null };

    private static string Sign(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Equal => "==",
        _ => "!=",
    };
}
