using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Every overload is the operator that the method is named after; docs/expressions.md has their table.

// a - b: numbers, a time span from a time, two times.
// Class by class of types: the overloads' results are what C# gives, always checked. Why NumberOperand stands in the mixed ones is said there.
public static partial class Operators
{
    public static int Subtract(int left, int right) => checked(left - right);
    public static int? Subtract(int? left, int? right) => checked(left - right);
    public static uint Subtract(uint left, uint right) => checked(left - right);
    public static uint? Subtract(uint? left, uint? right) => checked(left - right);
    public static long Subtract(long left, long right) => checked(left - right);
    public static long? Subtract(long? left, long? right) => checked(left - right);
    public static ulong Subtract(ulong left, ulong right) => checked(left - right);
    public static ulong? Subtract(ulong? left, ulong? right) => checked(left - right);
    public static ulong Subtract(ulong left, long right) => checked((ulong)((Int128)left - right));
    public static ulong? Subtract(ulong? left, long? right) => checked((ulong?)((Int128?)left - right));
    public static ulong Subtract(long left, ulong right) => checked((ulong)((Int128)left - right));
    public static ulong? Subtract(long? left, ulong? right) => checked((ulong?)((Int128?)left - right));
    public static float Subtract(float left, float right) => left - right;
    public static float? Subtract(float? left, float? right) => left - right;
    public static double Subtract(double left, double right) => left - right;
    public static double? Subtract(double? left, double? right) => left - right;
    public static decimal Subtract(decimal left, decimal right) => left - right;
    public static decimal? Subtract(decimal? left, decimal? right) => left - right;

    public static TimeSpan Subtract(TimeSpan left, TimeSpan right) => left - right;
    public static TimeSpan? Subtract(TimeSpan? left, TimeSpan? right) => left - right;
    public static DateTime Subtract(DateTime left, TimeSpan right) => left - right;
    public static DateTime? Subtract(DateTime? left, TimeSpan? right) => left - right;
    public static DateTimeOffset Subtract(DateTimeOffset left, TimeSpan right) => left - right;
    public static DateTimeOffset? Subtract(DateTimeOffset? left, TimeSpan? right) => left - right;
    public static TimeSpan Subtract(DateTime left, DateTime right) => left - right;
    public static TimeSpan? Subtract(DateTime? left, DateTime? right) => left - right;
    public static TimeSpan Subtract(OffsetOperand left, OffsetOperand right) => left.Value - right.Value;
    public static TimeSpan? Subtract(OffsetOperand? left, OffsetOperand? right) => left?.Value - right?.Value;

    public static decimal Subtract(decimal left, NumberOperand right) => left - right.ToDecimal();
    public static decimal? Subtract(decimal? left, NumberOperand? right) => left - right?.ToDecimal();
    public static decimal Subtract(NumberOperand left, decimal right) => left.ToDecimal() - right;
    public static decimal? Subtract(NumberOperand? left, decimal? right) => left?.ToDecimal() - right;

    // A JSON null is null.
    public static double? Subtract(JsonElement? left, JsonElement? right) => JsonValue.Number(left, "-") - JsonValue.Number(right, "-");
    public static double? Subtract(JsonElement? left, double? right) => JsonValue.Number(left, "-") - right;
    public static double? Subtract(double? left, JsonElement? right) => left - JsonValue.Number(right, "-");
    public static decimal? Subtract(JsonElement? left, NumberOperand? right) => JsonValue.Decimal(left, "-") - right?.ToDecimal();
    public static decimal? Subtract(NumberOperand? left, JsonElement? right) => left?.ToDecimal() - JsonValue.Decimal(right, "-");

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Subtract<T>(T left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Subtract<T>(char left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Subtract<T>(T left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Subtract<T>(char? left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Subtract(char left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Subtract(char left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Subtract(char? left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Subtract(char? left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.Subtract, error: true)]
    public static object Subtract(object? left, object? right) => throw Mistake.NotCompiled();
}
