using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Every overload is the operator that the method is named after; docs/expressions.md has their table.

// a + b: numbers, text, a time span to a time.
// Class by class of types: the overloads' results are what C# gives, always checked. Why NumberOperand stands in the mixed ones is said there.
public static partial class Operators
{
    public static int Add(int left, int right) => checked(left + right);
    public static int? Add(int? left, int? right) => checked(left + right);
    public static uint Add(uint left, uint right) => checked(left + right);
    public static uint? Add(uint? left, uint? right) => checked(left + right);
    public static long Add(long left, long right) => checked(left + right);
    public static long? Add(long? left, long? right) => checked(left + right);
    public static ulong Add(ulong left, ulong right) => checked(left + right);
    public static ulong? Add(ulong? left, ulong? right) => checked(left + right);
    public static ulong Add(ulong left, long right) => checked((ulong)((Int128)left + right));
    public static ulong? Add(ulong? left, long? right) => checked((ulong?)((Int128?)left + right));
    public static ulong Add(long left, ulong right) => checked((ulong)((Int128)left + right));
    public static ulong? Add(long? left, ulong? right) => checked((ulong?)((Int128?)left + right));
    public static float Add(float left, float right) => left + right;
    public static float? Add(float? left, float? right) => left + right;
    public static double Add(double left, double right) => left + right;
    public static double? Add(double? left, double? right) => left + right;
    public static decimal Add(decimal left, decimal right) => left + right;
    public static decimal? Add(decimal? left, decimal? right) => left + right;

    // Text with what has a text that no JSON setting changes; anything else is joined in a template, which knows the run's settings.
    public static string Add(string? left, string? right) => string.Concat(left, right);
    public static string Add(string? left, TextOperand? right) => string.Concat(left, right?.Text);
    public static string Add(TextOperand? left, string? right) => string.Concat(left?.Text, right);
    public static string Add(string? left, char right) => string.Concat(left, right.ToString());
    public static string Add(string? left, char? right) => string.Concat(left, right.ToString());
    public static string Add(char left, string? right) => string.Concat(left.ToString(), right);
    public static string Add(char? left, string? right) => string.Concat(left.ToString(), right);
    public static string Add(char left, char right) => string.Concat(left.ToString(), right.ToString());
    public static string Add(char left, char? right) => string.Concat(left.ToString(), right.ToString());
    public static string Add(char? left, char right) => string.Concat(left.ToString(), right.ToString());
    public static string Add(char? left, char? right) => string.Concat(left.ToString(), right.ToString());

    public static TimeSpan Add(TimeSpan left, TimeSpan right) => left + right;
    public static TimeSpan? Add(TimeSpan? left, TimeSpan? right) => left + right;
    public static DateTime Add(DateTime left, TimeSpan right) => left + right;
    public static DateTime? Add(DateTime? left, TimeSpan? right) => left + right;
    public static DateTimeOffset Add(DateTimeOffset left, TimeSpan right) => left + right;
    public static DateTimeOffset? Add(DateTimeOffset? left, TimeSpan? right) => left + right;

    public static decimal Add(decimal left, NumberOperand right) => left + right.ToDecimal();
    public static decimal? Add(decimal? left, NumberOperand? right) => left + right?.ToDecimal();
    public static decimal Add(NumberOperand left, decimal right) => left.ToDecimal() + right;
    public static decimal? Add(NumberOperand? left, decimal? right) => left?.ToDecimal() + right;

    // A JSON null is null.
    public static double? Add(JsonElement? left, JsonElement? right) => JsonValue.Number(left, "+") + JsonValue.Number(right, "+");
    public static double? Add(JsonElement? left, double? right) => JsonValue.Number(left, "+") + right;
    public static double? Add(double? left, JsonElement? right) => left + JsonValue.Number(right, "+");
    public static decimal? Add(JsonElement? left, NumberOperand? right) => JsonValue.Decimal(left, "+") + right?.ToDecimal();
    public static decimal? Add(NumberOperand? left, JsonElement? right) => left?.ToDecimal() + JsonValue.Decimal(right, "+");

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Add<T>(T left, char right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Add<T>(char left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Add<T>(T left, char? right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.CharArithmetic, error: true)]
    public static object Add<T>(char? left, T right) => throw Mistake.NotCompiled();

    [Obsolete(Mistake.Add, error: true)]
    public static object Add(object? left, object? right) => throw Mistake.NotCompiled();
}
