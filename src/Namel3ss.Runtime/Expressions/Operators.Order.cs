using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Every overload is the operator that the method is named after; docs/expressions.md has their table.

// a < b, a <= b, a > b, a >= b. A null on either side is false, as it is in C#; so is NaN.
public static partial class Operators
{
    public static bool Less(NumberOperand? left, NumberOperand? right) => NumberOperand.Compare(left, right) < 0;
    public static bool Less(string? left, string? right) => left is not null && right is not null && string.CompareOrdinal(left, right) < 0;
    public static bool Less(char? left, char? right) => left < right;
    public static bool Less(DateTime? left, DateTime? right) => left < right;
    public static bool Less(OffsetOperand? left, OffsetOperand? right) => left?.Value < right?.Value;
    public static bool Less(DateOnly? left, DateOnly? right) => left < right;
    public static bool Less(TimeOnly? left, TimeOnly? right) => left < right;
    public static bool Less(TimeSpan? left, TimeSpan? right) => left < right;

    public static bool Less<TEnum>(in TEnum left, in TEnum right)
        where TEnum : struct, Enum => Comparer<TEnum>.Default.Compare(left, right) < 0;

    public static bool Less<TEnum>(TEnum? left, TEnum? right)
        where TEnum : struct, Enum => left is { } l && right is { } r && Less(in l, in r);

    public static bool Less(JsonElement? left, JsonElement? right) => JsonOperand.Compare(left, right, "<") < 0;
    public static bool Less(JsonElement? left, JsonOperand? right) => JsonOperand.Compare(left, right, "<") < 0;
    public static bool Less(JsonOperand? left, JsonElement? right) => JsonOperand.Compare(left, right, "<") < 0;

    [Obsolete(Mistake.Order, error: true)]
    public static bool Less(object? left, object? right) => throw Mistake.NotCompiled();

    public static bool LessOrEqual(NumberOperand? left, NumberOperand? right) => NumberOperand.Compare(left, right) <= 0;
    public static bool LessOrEqual(string? left, string? right) => left is not null && right is not null && string.CompareOrdinal(left, right) <= 0;
    public static bool LessOrEqual(char? left, char? right) => left <= right;
    public static bool LessOrEqual(DateTime? left, DateTime? right) => left <= right;
    public static bool LessOrEqual(OffsetOperand? left, OffsetOperand? right) => left?.Value <= right?.Value;
    public static bool LessOrEqual(DateOnly? left, DateOnly? right) => left <= right;
    public static bool LessOrEqual(TimeOnly? left, TimeOnly? right) => left <= right;
    public static bool LessOrEqual(TimeSpan? left, TimeSpan? right) => left <= right;

    public static bool LessOrEqual<TEnum>(in TEnum left, in TEnum right)
        where TEnum : struct, Enum => Comparer<TEnum>.Default.Compare(left, right) <= 0;

    public static bool LessOrEqual<TEnum>(TEnum? left, TEnum? right)
        where TEnum : struct, Enum => left is { } l && right is { } r && LessOrEqual(in l, in r);

    public static bool LessOrEqual(JsonElement? left, JsonElement? right) => JsonOperand.Compare(left, right, "<=") <= 0;
    public static bool LessOrEqual(JsonElement? left, JsonOperand? right) => JsonOperand.Compare(left, right, "<=") <= 0;
    public static bool LessOrEqual(JsonOperand? left, JsonElement? right) => JsonOperand.Compare(left, right, "<=") <= 0;

    [Obsolete(Mistake.Order, error: true)]
    public static bool LessOrEqual(object? left, object? right) => throw Mistake.NotCompiled();

    public static bool Greater(NumberOperand? left, NumberOperand? right) => NumberOperand.Compare(left, right) > 0;
    public static bool Greater(string? left, string? right) => left is not null && right is not null && string.CompareOrdinal(left, right) > 0;
    public static bool Greater(char? left, char? right) => left > right;
    public static bool Greater(DateTime? left, DateTime? right) => left > right;
    public static bool Greater(OffsetOperand? left, OffsetOperand? right) => left?.Value > right?.Value;
    public static bool Greater(DateOnly? left, DateOnly? right) => left > right;
    public static bool Greater(TimeOnly? left, TimeOnly? right) => left > right;
    public static bool Greater(TimeSpan? left, TimeSpan? right) => left > right;

    public static bool Greater<TEnum>(in TEnum left, in TEnum right)
        where TEnum : struct, Enum => Comparer<TEnum>.Default.Compare(left, right) > 0;

    public static bool Greater<TEnum>(TEnum? left, TEnum? right)
        where TEnum : struct, Enum => left is { } l && right is { } r && Greater(in l, in r);

    public static bool Greater(JsonElement? left, JsonElement? right) => JsonOperand.Compare(left, right, ">") > 0;
    public static bool Greater(JsonElement? left, JsonOperand? right) => JsonOperand.Compare(left, right, ">") > 0;
    public static bool Greater(JsonOperand? left, JsonElement? right) => JsonOperand.Compare(left, right, ">") > 0;

    [Obsolete(Mistake.Order, error: true)]
    public static bool Greater(object? left, object? right) => throw Mistake.NotCompiled();

    public static bool GreaterOrEqual(NumberOperand? left, NumberOperand? right) => NumberOperand.Compare(left, right) >= 0;
    public static bool GreaterOrEqual(string? left, string? right) => left is not null && right is not null && string.CompareOrdinal(left, right) >= 0;
    public static bool GreaterOrEqual(char? left, char? right) => left >= right;
    public static bool GreaterOrEqual(DateTime? left, DateTime? right) => left >= right;
    public static bool GreaterOrEqual(OffsetOperand? left, OffsetOperand? right) => left?.Value >= right?.Value;
    public static bool GreaterOrEqual(DateOnly? left, DateOnly? right) => left >= right;
    public static bool GreaterOrEqual(TimeOnly? left, TimeOnly? right) => left >= right;
    public static bool GreaterOrEqual(TimeSpan? left, TimeSpan? right) => left >= right;

    public static bool GreaterOrEqual<TEnum>(in TEnum left, in TEnum right)
        where TEnum : struct, Enum => Comparer<TEnum>.Default.Compare(left, right) >= 0;

    public static bool GreaterOrEqual<TEnum>(TEnum? left, TEnum? right)
        where TEnum : struct, Enum => left is { } l && right is { } r && GreaterOrEqual(in l, in r);

    public static bool GreaterOrEqual(JsonElement? left, JsonElement? right) => JsonOperand.Compare(left, right, ">=") >= 0;
    public static bool GreaterOrEqual(JsonElement? left, JsonOperand? right) => JsonOperand.Compare(left, right, ">=") >= 0;
    public static bool GreaterOrEqual(JsonOperand? left, JsonElement? right) => JsonOperand.Compare(left, right, ">=") >= 0;

    [Obsolete(Mistake.Order, error: true)]
    public static bool GreaterOrEqual(object? left, object? right) => throw Mistake.NotCompiled();
}
