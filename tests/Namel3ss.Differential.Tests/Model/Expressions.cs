namespace Namel3ss.Differential.Tests.Model;

/// <summary>An expression of section 6 of the language.</summary>
internal abstract record Expression;

/// <param name="Value">An int, a string, a bool, or null.</param>
internal sealed record Literal(object? Value) : Expression;

/// <summary>A list of literals: a value of its own, never part of an expression.</summary>
internal sealed record ListLiteral(params object?[] Values) : Expression;

/// <summary>An input or a loop variable.</summary>
internal sealed record Variable(string Name) : Expression;

/// <summary>A step, of this iteration or the last one, or all that it did in a loop.</summary>
internal sealed record StepValue(string Name) : Expression;

internal sealed record Member(Expression Target, string Name, bool IsConditional) : Expression;

internal sealed record Index(Expression Target, Expression At) : Expression;

internal sealed record Function(string Name, params Expression[] Arguments) : Expression;

/// <param name="Sign"><c>-</c> or <c>not</c>.</param>
internal sealed record Unary(string Sign, Expression Operand) : Expression;

/// <param name="Sign">As it is written: <c>+</c>, <c>and</c>, <c>??</c> …</param>
internal sealed record Binary(string Sign, Expression Left, Expression Right) : Expression
{
    /// <summary>A <c>+</c> of text, whether or not there is any: null is empty in it.</summary>
    public bool JoinsText { get; init; }
}

/// <summary>Text with expressions in it; more than one part, or a part that is text.</summary>
internal sealed record Template(params TemplatePart[] Parts) : Expression;

/// <param name="Text">What stands before the expression.</param>
internal sealed record TemplatePart(string Text, Expression? Value);
