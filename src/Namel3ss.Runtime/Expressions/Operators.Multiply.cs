using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Every overload is the operator that the method is named after; docs/expressions.md has their table.

// a * b: numbers.
// Class by class of types: the overloads' results are what C# gives, always checked. Why NumberOperand stands in the mixed ones is said there.
public static partial class Operators
{
    public static int Multiply(int left, int right) => checked(left * right);
    public static int? Multiply(int? left, int? right) => checked(left * right);
    public static uint Multiply(uint left, uint right) => checked(left * right);
    public static uint? Multiply(uint? left, uint? right) => checked(left * right);
    public static long Multiply(long left, long right) => checked(left * right);
    public static long? Multiply(long? left, long? right) => checked(left * right);
    public static ulong Multiply(ulong left, ulong right) => checked(left * right);
    public static ulong? Multiply(ulong? left, ulong? right) => checked(left * right);
    public static ulong Multiply(ulong left, long right) => checked((ulong)((Int128)left * right));
    public static ulong? Multiply(ulong? left, long? right) => checked((ulong?)((Int128?)left * right));
    public static ulong Multiply(long left, ulong right) => checked((ulong)((Int128)left * right));
    public static ulong? Multiply(long? left, ulong? right) => checked((ulong?)((Int128?)left * right));
    public static float Multiply(float left, float right) => left * right;
    public static float? Multiply(float? left, float? right) => left * right;
    public static double Multiply(double left, double right) => left * right;
    public static double? Multiply(double? left, double? right) => left * right;
    public static decimal Multiply(decimal left, decimal right) => left * right;
    public static decimal? Multiply(decimal? left, decimal? right) => left * right;

    public static decimal Multiply(decimal left, NumberOperand right) => left * right.ToDecimal();
    public static decimal? Multiply(decimal? left, NumberOperand? right) => left * right?.ToDecimal();
    public static decimal Multiply(NumberOperand left, decimal right) => left.ToDecimal() * right;
    public static decimal? Multiply(NumberOperand? left, decimal? right) => left?.ToDecimal() * right;

    // A JSON null is null.
    public static double? Multiply(JsonElement? left, JsonElement? right) => JsonValue.Number(left, "*") * JsonValue.Number(right, "*");
    public static double? Multiply(JsonElement? left, double? right) => JsonValue.Number(left, "*") * right;
    public static double? Multiply(double? left, JsonElement? right) => left * JsonValue.Number(right, "*");
    public static decimal? Multiply(JsonElement? left, NumberOperand? right) => JsonValue.Decimal(left, "*") * right?.ToDecimal();
    public static decimal? Multiply(NumberOperand? left, JsonElement? right) => left?.ToDecimal() * JsonValue.Decimal(right, "*");

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Multiply<T>(T left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Multiply<T>(char left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Multiply<T>(T left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Multiply<T>(char? left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Multiply(char left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Multiply(char left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Multiply(char? left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Multiply(char? left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.Arithmetic, error: true)]
    public static object Multiply(object? left, object? right) => throw Mistake.NotCompiled();
}
