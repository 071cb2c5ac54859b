using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Every overload is the operator that the method is named after; docs/expressions.md has their table.

// a / b: numbers. Never integer division: integers and json give double.
// Class by class of types: the overloads' results are what C# gives, always checked. Why NumberOperand stands in the mixed ones is said there.
public static partial class Operators
{
    public static double Divide(long left, long right) => Quotient(left, right);
    public static double? Divide(long? left, long? right) => Quotient(left, right);
    public static double Divide(ulong left, ulong right) => Quotient(left, right);
    public static double? Divide(ulong? left, ulong? right) => Quotient(left, right);
    public static double Divide(ulong left, long right) => Quotient(left, right);
    public static double? Divide(ulong? left, long? right) => Quotient(left, right);
    public static double Divide(long left, ulong right) => Quotient(left, right);
    public static double? Divide(long? left, ulong? right) => Quotient(left, right);
    public static float Divide(float left, float right) => left / right;
    public static float? Divide(float? left, float? right) => left / right;
    public static double Divide(double left, double right) => left / right;
    public static double? Divide(double? left, double? right) => left / right;
    public static decimal Divide(decimal left, decimal right) => left / right;
    public static decimal? Divide(decimal? left, decimal? right) => left / right;

    public static decimal Divide(decimal left, NumberOperand right) => left / right.ToDecimal();
    public static decimal? Divide(decimal? left, NumberOperand? right) => left / right?.ToDecimal();
    public static decimal Divide(NumberOperand left, decimal right) => left.ToDecimal() / right;
    public static decimal? Divide(NumberOperand? left, decimal? right) => left?.ToDecimal() / right;

    // A JSON null is null.
    public static double? Divide(JsonElement? left, JsonElement? right) => Quotient(JsonValue.Number(left, "/"), JsonValue.Number(right, "/"));
    public static double? Divide(JsonElement? left, double? right) => Quotient(JsonValue.Number(left, "/"), right);
    public static double? Divide(double? left, JsonElement? right) => Quotient(left, JsonValue.Number(right, "/"));
    public static decimal? Divide(JsonElement? left, NumberOperand? right) => JsonValue.Decimal(left, "/") / right?.ToDecimal();
    public static decimal? Divide(NumberOperand? left, JsonElement? right) => left?.ToDecimal() / JsonValue.Decimal(right, "/");

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Divide<T>(T left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Divide<T>(char left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Divide<T>(T left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Divide<T>(char? left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Divide(char left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Divide(char left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Divide(char? left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Divide(char? left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.Arithmetic, error: true)]
    public static object Divide(object? left, object? right) => throw Mistake.NotCompiled();

    // Not infinity: an integer or a JSON number that is divided by zero is a mistake, and no JSON could hold the result.
    private static double Quotient(double left, double right) => right == 0 ? throw new DivideByZeroException() : left / right;

    private static double? Quotient(double? left, double? right) => left is { } l && right is { } r ? Quotient(l, r) : null;
}
