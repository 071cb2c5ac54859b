using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Every overload is the operator that the method is named after; docs/expressions.md has their table.

// a == b, a != b. Null equals null alone; a JSON null is null. Text is compared ordinally, numbers of any two types by their value.
public static partial class Operators
{
    public static bool Equal(NumberOperand? left, NumberOperand? right) => left is null ? right is null : NumberOperand.Compare(left, right) == 0;
    public static bool Equal(string? left, string? right) => string.Equals(left, right);
    public static bool Equal(bool? left, bool? right) => left == right;
    public static bool Equal(char? left, char? right) => left == right;
    public static bool Equal(char left, string? right) => right is [var c] && left == c;
    public static bool Equal(string? left, char right) => left is [var c] && right == c;
    public static bool Equal(Guid? left, Guid? right) => left == right;
    public static bool Equal(DateTime? left, DateTime? right) => left == right;
    public static bool Equal(OffsetOperand? left, OffsetOperand? right) => left?.Value == right?.Value;
    public static bool Equal(DateOnly? left, DateOnly? right) => left == right;
    public static bool Equal(TimeOnly? left, TimeOnly? right) => left == right;
    public static bool Equal(TimeSpan? left, TimeSpan? right) => left == right;

    public static bool Equal<TEnum>(in TEnum left, in TEnum right)
        where TEnum : struct, Enum => EqualityComparer<TEnum>.Default.Equals(left, right);

    public static bool Equal<TEnum>(TEnum? left, TEnum? right)
        where TEnum : struct, Enum => EqualityComparer<TEnum?>.Default.Equals(left, right);

    public static bool Equal(JsonElement? left, JsonElement? right) => JsonOperand.Equal(left, right);
    public static bool Equal(JsonElement? left, JsonOperand? right) => JsonOperand.Equal(left, right);
    public static bool Equal(JsonOperand? left, JsonElement? right) => JsonOperand.Equal(left, right);

    // Objects decide for themselves: records compare their values.
    public static bool Equal<T>(T? left, T? right)
        where T : class => EqualityComparer<T>.Default.Equals(left, right);

    [Obsolete(Mistake.Equality, error: true)]
    public static bool Equal(object? left, object? right) => throw Mistake.NotCompiled();

    public static bool NotEqual(NumberOperand? left, NumberOperand? right) => !Equal(left, right);
    public static bool NotEqual(string? left, string? right) => !Equal(left, right);
    public static bool NotEqual(bool? left, bool? right) => !Equal(left, right);
    public static bool NotEqual(char? left, char? right) => !Equal(left, right);
    public static bool NotEqual(char left, string? right) => !Equal(left, right);
    public static bool NotEqual(string? left, char right) => !Equal(left, right);
    public static bool NotEqual(Guid? left, Guid? right) => !Equal(left, right);
    public static bool NotEqual(DateTime? left, DateTime? right) => !Equal(left, right);
    public static bool NotEqual(OffsetOperand? left, OffsetOperand? right) => !Equal(left, right);
    public static bool NotEqual(DateOnly? left, DateOnly? right) => !Equal(left, right);
    public static bool NotEqual(TimeOnly? left, TimeOnly? right) => !Equal(left, right);
    public static bool NotEqual(TimeSpan? left, TimeSpan? right) => !Equal(left, right);

    public static bool NotEqual<TEnum>(in TEnum left, in TEnum right)
        where TEnum : struct, Enum => !Equal(in left, in right);

    public static bool NotEqual<TEnum>(TEnum? left, TEnum? right)
        where TEnum : struct, Enum => !Equal(left, right);

    public static bool NotEqual(JsonElement? left, JsonElement? right) => !Equal(left, right);
    public static bool NotEqual(JsonElement? left, JsonOperand? right) => !Equal(left, right);
    public static bool NotEqual(JsonOperand? left, JsonElement? right) => !Equal(left, right);

    public static bool NotEqual<T>(T? left, T? right)
        where T : class => !Equal(left, right);

    [Obsolete(Mistake.Equality, error: true)]
    public static bool NotEqual(object? left, object? right) => throw Mistake.NotCompiled();
}
