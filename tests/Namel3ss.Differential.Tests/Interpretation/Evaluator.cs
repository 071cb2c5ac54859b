using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>Section 6 of the language: an expression's value, and whether it needs a value that is absent.</summary>
/// <param name="variable">The value of an input or loop variable.</param>
/// <param name="step">The value of a step; null if it is absent.</param>
internal sealed class Evaluator(Func<string, object?> variable, Func<string, object?> step)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A condition: false too if it is null or needs what is absent.</summary>
    public bool Holds(Expression condition) => !IsMissing(condition) && Evaluate(condition) is true;

    /// <summary>It needs a step's value that is absent. Only what may be null anyway does not: <c>??</c> and comparisons with null.</summary>
    public bool IsMissing(Expression expression) => expression switch
    {
        StepValue read => step(read.Name) is null,
        Binary { Sign: "??" } binary => IsNull(binary.Left) && IsMissing(binary.Right),
        Binary { Sign: "==" or "!=" } binary when IsNullLiteral(binary.Left) || IsNullLiteral(binary.Right) => false,
        Binary binary => IsMissing(binary.Left) || IsMissing(binary.Right),
        Member member => IsMissing(member.Target),
        Model.Index index => IsMissing(index.Target) || IsMissing(index.At),
        Function function => function.Arguments.Any(IsMissing),
        Unary unary => IsMissing(unary.Operand),
        Template template => template.Parts.Any(part => part.Value is not null && IsMissing(part.Value)),
        _ => false,
    };

    public object? Evaluate(Expression expression) => expression switch
    {
        Literal literal => literal.Value,
        ListLiteral list => list.Values,
        Variable name => variable(name.Name),
        StepValue read => step(read.Name),
        Member member => Read(Evaluate(member.Target), member),
        Model.Index index => ((IReadOnlyList<object?>)Evaluate(index.Target)!)[(int)Evaluate(index.At)!],
        Function function => Call(function.Name, [.. function.Arguments.Select(Evaluate)]),
        Unary { Sign: "not" } not => !Holds(not.Operand),
        Unary negation => Evaluate(negation.Operand) is int value ? -value : null,
        Template template => string.Concat(template.Parts.Select(part => part.Text + (part.Value is null ? "" : Text(Evaluate(part.Value))))),
        Binary binary => Join(binary),
        _ => throw new InvalidOperationException($"No value of {expression}."),
    };

    /// <summary>A value as text, by section 2 of the language.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value, Json),
    };

    private bool IsNull(Expression expression) => IsMissing(expression) || Evaluate(expression) is null;

    private static bool IsNullLiteral(Expression expression) => expression is Literal { Value: null };

    private static object? Read(object? target, Member member) => (target as Pair, member) switch
    {
        (null, { IsConditional: true }) => null,
        ({ } pair, { Name: "left" }) => pair.Left,
        ({ } pair, { Name: "right" }) => pair.Right,
        ({ } pair, _) => pair.Maybe,
        _ => throw new InvalidOperationException("Null has no members."),
    };

    private static object? Call(string name, object?[] arguments) => (name, arguments[0]) switch
    {
        ("count", string text) => text.Length,
        ("count", IReadOnlyList<object?> list) => list.Count,
        ("contains", string text) => text.Contains((string)arguments[1]!, StringComparison.Ordinal),
        ("contains", IReadOnlyList<object?> list) => list.Contains(arguments[1]),
        ("lower", string text) => text.ToLowerInvariant(),
        ("upper", string text) => text.ToUpperInvariant(),
        ("trim", string text) => text.Trim(),
        ("json", var value) => JsonSerializer.Serialize(value, Json),
        _ => throw new InvalidOperationException($"No function {name}."),
    };

    private object? Join(Binary binary)
    {
        switch (binary.Sign)
        {
            case "and":
                return Holds(binary.Left) && Holds(binary.Right);
            case "or":
                return Holds(binary.Left) || Holds(binary.Right);
            case "??":
                return IsNull(binary.Left) ? Evaluate(binary.Right) : Evaluate(binary.Left);
            case "==" or "!=" when IsNullLiteral(binary.Left) || IsNullLiteral(binary.Right):
                return IsNull(IsNullLiteral(binary.Right) ? binary.Left : binary.Right) == (binary.Sign == "==");
        }

        object? left = Evaluate(binary.Left);
        object? right = Evaluate(binary.Right);
        if (binary.Sign == "+" && (left is string || right is string))
        {
            return Text(left) + Text(right);
        }

        return binary.Sign is "+" or "-" or "*" or "/" or "%" ? Calculate(binary.Sign, left, right) : Compare(binary.Sign, left, right);
    }

    private static object? Calculate(string sign, object? left, object? right) => (sign, left, right) switch
    {
        (_, null, _) or (_, _, null) => null,
        ("+", int a, int b) => checked(a + b),
        ("-", int a, int b) => checked(a - b),
        ("*", int a, int b) => checked(a * b),
        ("%", int a, int b) => a % b,
        (_, int a, int b) => (double)a / b,
        _ => throw new InvalidOperationException($"No {sign} of {left} and {right}."),
    };

    private static bool Compare(string sign, object? left, object? right)
    {
        if (sign is "==" or "!=")
        {
            return (left is double || right is double ? Number(left) == Number(right) : Equals(left, right)) == (sign == "==");
        }

        if (left is null || right is null)
        {
            return false;
        }

        int order = left is string a ? string.CompareOrdinal(a, (string)right) : Number(left).CompareTo(Number(right));
        return sign switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
