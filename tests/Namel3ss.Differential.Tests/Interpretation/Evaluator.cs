using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>
/// Section 6 of the language: an expression's value. It means the same wherever it stands; a name without a value is null, and what null
/// gives in each operator and function is written here as the language's table has it.
/// </summary>
/// <param name="variable">The value of an input or loop variable.</param>
/// <param name="step">The value of a step; null if it is absent.</param>
internal sealed class Evaluator(Func<string, object?> variable, Func<string, object?> step)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A condition: null is false.</summary>
    public bool Holds(Expression condition)
    {
        object? value = Evaluate(condition);
        if (value is null)
        {
            NullCounts.Note("condition");
        }

        return value is true;
    }

    /// <summary>Something in it fails for some values, as an index does.</summary>
    public static bool CanFail(Expression expression) => expression switch
    {
        Model.Index => true,
        Function function => function.Name == "json" || function.Arguments.Any(CanFail),
        Unary unary => unary.Sign == "-" || CanFail(unary.Operand),
        Binary binary => (binary.Sign is "+" or "-" or "*" or "/" or "%" && !binary.JoinsText) || CanFail(binary.Left) || CanFail(binary.Right),
        Member member => CanFail(member.Target),
        _ => false,
    };

    public object? Evaluate(Expression expression)
    {
        object? value = ValueOf(expression);
        NullCounts.Note(expression, value);
        return value;
    }

    private object? ValueOf(Expression expression) => expression switch
    {
        Literal literal => literal.Value,
        ListLiteral list => list.Values,
        Variable name => variable(name.Name),
        StepValue read => step(read.Name),
        Member member => Read(Evaluate(member.Target), member),
        Model.Index index => Evaluate(index.Target) is IReadOnlyList<object?> list && Evaluate(index.At) is int at ? list[at] : null,
        Function function => Call(function.Name, [.. function.Arguments.Select(Evaluate)]),
        Unary { Sign: "not" } not => !Holds(not.Operand),
        Unary negation => Evaluate(negation.Operand) is int value ? -value : null,
        Template template => string.Concat(template.Parts.Select(part => part.Text + (part.Value is null ? "" : Place(Evaluate(part.Value))))),
        Binary binary => Join(binary),
        _ => throw new InvalidOperationException($"No value of {expression}."),
    };

    private static string Place(object? value)
    {
        if (value is null)
        {
            NullCounts.Note("in a text");
        }

        return Text(value);
    }

    /// <summary>A value as text, by section 2 of the language.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value, Json),
    };

    private static object? Read(object? target, Member member) => (target as Pair, member) switch
    {
        (null, _) => null,
        ({ } pair, { Name: "left" }) => pair.Left,
        ({ } pair, { Name: "right" }) => pair.Right,
        ({ } pair, _) => pair.Maybe,
    };

    private static object? Call(string name, object?[] arguments)
    {
        if (arguments.Contains(null))
        {
            NullCounts.Note($"in {name}()");
        }

        return Result(name, arguments);
    }

    private static object? Result(string name, object?[] arguments) => (name, arguments[0]) switch
    {
        ("count", null) => 0,
        ("contains", null) => false,
        (_, null) => null,
        ("count", string text) => text.Length,
        ("count", IReadOnlyList<object?> list) => list.Count,
        ("contains", string text) => arguments[1] is string part && text.Contains(part, StringComparison.Ordinal),
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
                return Evaluate(binary.Left) ?? Evaluate(binary.Right);
        }

        object? left = Evaluate(binary.Left);
        object? right = Evaluate(binary.Right);
        if (left is null || right is null)
        {
            NullCounts.Note(binary.JoinsText ? "in +text" : $"in {binary.Sign}");
        }

        if (binary.JoinsText)
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
            return (left is null || right is null ? left == right
                : left is double || right is double ? Number(left) == Number(right)
                : Equals(left, right)) == (sign == "==");
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
