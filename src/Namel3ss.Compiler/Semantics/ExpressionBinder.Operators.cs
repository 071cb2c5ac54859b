using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Semantics;

// Operators, and what is null on either side of them.
internal sealed partial class ExpressionBinder
{
    private const string SmallestLong = "9223372036854775808";

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

        TypeModel? type = operand.Type switch
        {
            { Kind: TypeKind.Int32 or TypeKind.Int64 or TypeKind.Single or TypeKind.Double or TypeKind.Decimal } number => number,
            { Kind: TypeKind.Json } => ExpressionTypes.Double with { IsNullable = true },
            _ => null,
        };
        return new(Operation("Negate", canFail: true, operand.Code), type, operand.Nulls);
    }

    private TypedExpression BindBinary(BinaryExpressionSyntax binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                bool isAnd = binary.Operator == BinaryOperator.And;
                BoundExpression first = BindCondition(binary.Left);
                return new(new BoundLogic(isAnd ? "&&" : "||", first, Where(first, holds: isAnd).BindCondition(binary.Right)), ExpressionTypes.Boolean);
            case BinaryOperator.Coalesce:
                return BindCoalesce(binary);
            case BinaryOperator.Equal or BinaryOperator.NotEqual when IsNull(binary.Left) && IsNull(binary.Right):
                return new(new BoundConstant(binary.Operator == BinaryOperator.Equal ? "true" : "false"), ExpressionTypes.Boolean);
            case BinaryOperator.Equal or BinaryOperator.NotEqual when IsNull(binary.Left) || IsNull(binary.Right):
                TypedExpression asked = Bind(IsNull(binary.Right) ? binary.Left : binary.Right);
                return new(new BoundIsNull(Nullable(asked), binary.Operator == BinaryOperator.NotEqual), ExpressionTypes.Boolean);
        }

        string sign = Sign(binary.Operator);
        TypedExpression left = NotNull(binary.Left, $"'{sign}'");
        TypedExpression right = NotNull(binary.Right, $"'{sign}'");
        string method = binary.Operator.ToString();
        if (binary.Operator <= BinaryOperator.GreaterOrEqual)
        {
            if (!ExpressionTypes.CanCompare(binary.Operator, left.Type, right.Type))
            {
                diagnostics.Add(ExpressionDiagnostics.BadComparison(
                    diagnostics.At(binary.Span), sign, left.Type!.FullDisplay, right.Type!.FullDisplay,
                    MeantMember(left.Type, binary.Right) ?? MeantMember(right.Type, binary.Left)));
            }

            bool isEquality = binary.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual;
            bool canFail = !isEquality && (IsJsonOrUnknown(left) || IsJsonOrUnknown(right));
            return new(Operation(method, canFail, left.Code, right.Code) with { HasValue = !left.MayBeNull || !right.MayBeNull }, ExpressionTypes.Boolean);
        }

        if (!ExpressionTypes.CanCalculate(binary.Operator, left.Type, right.Type))
        {
            diagnostics.Add(ExpressionDiagnostics.BadOperands(
                diagnostics.At(binary.Span), sign, left.Type!.FullDisplay, right.Type!.FullDisplay));
        }

        bool joinsText = ExpressionTypes.JoinsText(binary.Operator, left.Type, right.Type);
        return joinsText
            ? new(Operation(method, canFail: false, Joined(left, binary.Left), Joined(right, binary.Right)), ExpressionTypes.String)
            : new(Operation(method, canFail: true, left.Code, right.Code),
                ExpressionTypes.OfCalculation(binary.Operator, left.Type, right.Type), left.Nulls | right.Nulls);
    }

    /// <summary>The member of an enum that a text in quotes was meant for.</summary>
    private static string? MeantMember(TypeModel type, ExpressionSyntax other) =>
        type.Kind == TypeKind.Enum && other is LiteralExpressionSyntax { Kind: ScalarKind.Text, Text: var text }
            ? $"{type.Display}.{(type.EnumMembers.FirstOrDefault(member => CSharpNames.Fold(member.Name) == CSharpNames.Fold(text)) ?? type.EnumMembers.FirstOrDefault())?.Name ?? text}"
            : null;

    private BoundExpression Joined(TypedExpression value, ExpressionSyntax syntax) =>
        value.IsNull || ExpressionTypes.HasTextOfItsOwn(value.Type) ? value.Code : TextOf(value, syntax.Span);

    private TypedExpression BindCoalesce(BinaryExpressionSyntax binary)
    {
        TypedExpression left = Bind(binary.Left);
        TypedExpression right = Bind(binary.Right);
        if (left.IsNull)
        {
            return right;
        }

        bool isNeverNull = !left.MayBeNull && left.Type is not null && (left.Type is { IsValueType: true, IsNullable: false } || left.Code is BoundText or BoundStatic);
        if (isNeverNull)
        {
            return left;
        }

        if (left.Type?.Kind == TypeKind.Json && right.Type?.Kind != TypeKind.Json && !right.IsNull)
        {
            // What stands in for JSON is JSON too.
            NeedsJson(right.Type);
            right = new(new BoundJsonElementOf(right.Code), TypeBinder.Json, right.Nulls);
        }

        if (left.Type is not null && right.Type is not null && !ExpressionTypes.CanStandIn(left.Type, right.Type))
        {
            diagnostics.Add(ExpressionDiagnostics.BadOperands(diagnostics.At(binary.Span), "??", left.Type.FullDisplay, right.Type.FullDisplay));
        }

        TypeModel? type = right.IsNull ? left.Type
            : left.Type is null || right.Type is null ? null
            : left.Type.IsSameAs(right.Type) ? right.Type
            : !ExpressionTypes.IsNumber(left.Type) || !ExpressionTypes.IsNumber(right.Type) ? null
            : ExpressionTypes.Fits(right.Type, left.Type) ? left.Type with { IsNullable = right.Type.IsNullable }
            : ExpressionTypes.Fits(left.Type, right.Type) ? right.Type
            : null;
        bool isUnknown = left.Type is null or { Kind: TypeKind.Json };
        return new(new BoundCoalesce(isUnknown ? Nullable(left) : left.Code, right.Code), type, left.MayBeNull || isUnknown ? right.Nulls : Nulls.Never);
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
