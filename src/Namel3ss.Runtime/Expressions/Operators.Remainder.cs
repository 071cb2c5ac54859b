using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Every overload is the operator that the method is named after; docs/expressions.md has their table.

// a % b: numbers; the result has the sign of the left one.
// Class by class of types: the overloads' results are what C# gives, always checked. Why NumberOperand stands in the mixed ones is said there.
public static partial class Operators
{
    // The processor fails at int.MinValue % -1.
    public static int Remainder(int left, int right) => right == -1 ? 0 : left % right;
    public static int? Remainder(int? left, int? right) => left is { } l && right is { } r ? Remainder(l, r) : null;
    // The processor fails at long.MinValue % -1.
    public static long Remainder(long left, long right) => right == -1 ? 0 : left % right;
    public static long? Remainder(long? left, long? right) => left is { } l && right is { } r ? Remainder(l, r) : null;
    public static uint Remainder(uint left, uint right) => left % right;
    public static uint? Remainder(uint? left, uint? right) => left % right;
    public static ulong Remainder(ulong left, ulong right) => left % right;
    public static ulong? Remainder(ulong? left, ulong? right) => left % right;
    public static ulong Remainder(ulong left, long right) => checked((ulong)((Int128)left % right));
    public static ulong? Remainder(ulong? left, long? right) => checked((ulong?)((Int128?)left % right));
    public static ulong Remainder(long left, ulong right) => checked((ulong)((Int128)left % right));
    public static ulong? Remainder(long? left, ulong? right) => checked((ulong?)((Int128?)left % right));
    public static float Remainder(float left, float right) => left % right;
    public static float? Remainder(float? left, float? right) => left % right;
    public static double Remainder(double left, double right) => left % right;
    public static double? Remainder(double? left, double? right) => left % right;
    public static decimal Remainder(decimal left, decimal right) => left % right;
    public static decimal? Remainder(decimal? left, decimal? right) => left % right;

    public static decimal Remainder(decimal left, NumberOperand right) => left % right.ToDecimal();
    public static decimal? Remainder(decimal? left, NumberOperand? right) => left % right?.ToDecimal();
    public static decimal Remainder(NumberOperand left, decimal right) => left.ToDecimal() % right;
    public static decimal? Remainder(NumberOperand? left, decimal? right) => left?.ToDecimal() % right;

    // A JSON null is null.
    public static double? Remainder(JsonElement? left, JsonElement? right) => JsonValue.Number(left, "%") % JsonValue.Number(right, "%");
    public static double? Remainder(JsonElement? left, double? right) => JsonValue.Number(left, "%") % right;
    public static double? Remainder(double? left, JsonElement? right) => left % JsonValue.Number(right, "%");
    public static decimal? Remainder(JsonElement? left, NumberOperand? right) => JsonValue.Decimal(left, "%") % right?.ToDecimal();
    public static decimal? Remainder(NumberOperand? left, JsonElement? right) => left?.ToDecimal() % JsonValue.Decimal(right, "%");

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Remainder<T>(T left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Remainder<T>(char left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Remainder<T>(T left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Remainder<T>(char? left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Remainder(char left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Remainder(char left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Remainder(char? left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Remainder(char? left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.Arithmetic, error: true)]
    public static object Remainder(object? left, object? right) => throw Mistake.NotCompiled();
}
