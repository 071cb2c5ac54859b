using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>An expression: of a condition, of a loop's list, or between <c>{{</c> and <c>}}</c>.</summary>
public abstract record ExpressionSyntax(TextSpan Span);

/// <summary>A number, a text (escapes resolved), <c>true</c>, <c>false</c> or <c>null</c>.</summary>
public sealed record LiteralExpressionSyntax(TextSpan Span, ScalarKind Kind, string Text) : ExpressionSyntax(Span);

/// <summary>An input, an earlier step, a loop variable; or the start of a dotted C# name.</summary>
public sealed record NameExpressionSyntax(TextSpan Span, string Name) : ExpressionSyntax(Span);

/// <param name="IsConditional"><c>?.</c>: null if the target is null.</param>
public sealed record MemberExpressionSyntax(
    TextSpan Span, ExpressionSyntax Target, TextSpan NameSpan, string Name, bool IsConditional) : ExpressionSyntax(Span);

public sealed record IndexExpressionSyntax(TextSpan Span, ExpressionSyntax Target, ExpressionSyntax Index) : ExpressionSyntax(Span);

/// <summary>A call of a function of the language: <c>count(x)</c>.</summary>
public sealed record CallExpressionSyntax(
    TextSpan Span, TextSpan NameSpan, string Name, EquatableArray<ExpressionSyntax> Arguments) : ExpressionSyntax(Span);

public enum UnaryOperator
{
    Not,
    Negate,
}

public sealed record UnaryExpressionSyntax(TextSpan Span, UnaryOperator Operator, ExpressionSyntax Operand) : ExpressionSyntax(Span);

/// <summary>The operators of two operands, from the one that binds least.</summary>
public enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Coalesce,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

public sealed record BinaryExpressionSyntax(
    TextSpan Span, BinaryOperator Operator, TextSpan OperatorSpan, ExpressionSyntax Left, ExpressionSyntax Right) : ExpressionSyntax(Span);

/// <summary>Nothing that could be read; the mistake is reported already.</summary>
public sealed record MissingExpressionSyntax(TextSpan Span) : ExpressionSyntax(Span);
