using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Every overload is the operator that the method is named after; docs/expressions.md has their table.

// -a: numbers.
public static partial class Operators
{
    public static int Negate(int value) => checked(-value);
    public static int? Negate(int? value) => checked(-value);
    public static long Negate(long value) => checked(-value);
    public static long? Negate(long? value) => checked(-value);
    public static float Negate(float value) => -value;
    public static float? Negate(float? value) => -value;
    public static double Negate(double value) => -value;
    public static double? Negate(double? value) => -value;
    public static decimal Negate(decimal value) => -value;
    public static decimal? Negate(decimal? value) => -value;
    public static TimeSpan Negate(TimeSpan value) => -value;
    public static TimeSpan? Negate(TimeSpan? value) => -value;
    public static double? Negate(JsonElement? value) => -JsonValue.Number(value, "-");

    [Obsolete(Mistake.Negative, error: true)]
    public static object Negate(ulong? value) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.Negative, error: true)]
    public static object Negate(ulong value) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Negate(char value) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Negate(char? value) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.Arithmetic, error: true)]
    public static object Negate(object? value) => throw Mistake.NotCompiled();
}
