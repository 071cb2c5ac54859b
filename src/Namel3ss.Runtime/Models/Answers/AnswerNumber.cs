using System.Globalization;
using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>Numbers of answers, by what the schema says and what their C# type holds.</summary>
internal static class AnswerNumber
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>What is wrong with a number; null if nothing is.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The number.</param>
    /// <param name="number">It, as the type's converter reads it: an integer without a fraction.</param>
    public static string? Problem(SchemaNode schema, JsonElement value, out string number)
    {
        number = value.GetRawText();
        if (!schema.Kinds.HasFlag(SchemaKinds.Number) && !IsDigits(number))
        {
            number = decimal.Truncate(decimal.Parse(number, NumberStyles.Float, Invariant)).ToString(Invariant);
        }

        if (!Holds(schema.Clr, number))
        {
            return $"is {AnswerValue.Show(value)}, which {Name(schema.Clr!)} does not hold";
        }

        return Limit(value, schema.Minimum, static order => order >= 0, "less than")
            ?? Limit(value, schema.Maximum, static order => order <= 0, "more than")
            ?? Limit(value, schema.ExclusiveMinimum, static order => order > 0, "not more than")
            ?? Limit(value, schema.ExclusiveMaximum, static order => order < 0, "not less than");
    }

    /// <summary>Whether it has no fraction, however it is written.</summary>
    public static bool IsInteger(JsonElement value)
    {
        var raw = value.GetRawText();
        return IsDigits(raw) || (decimal.TryParse(raw, NumberStyles.Float, Invariant, out var number)
            // What is smaller than a decimal can say is no zero.
            && decimal.IsInteger(number) && (number != 0 || value.GetDouble() == 0));
    }

    private static bool IsDigits(string raw) => raw.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0;

    private static string? Limit(JsonElement value, JsonElement? limit, Func<int, bool> isWithin, string how) =>
        limit is { } bound && !isWithin(JsonValue.Compare(value, bound)) ? $"is {AnswerValue.Show(value)}, {how} {bound.GetRawText()}" : null;

    private static bool Holds(string? clr, string number) => clr switch
    {
        null => true,
        nameof(SByte) => sbyte.TryParse(number, Invariant, out _),
        nameof(Byte) => byte.TryParse(number, Invariant, out _),
        nameof(Int16) => short.TryParse(number, Invariant, out _),
        nameof(UInt16) => ushort.TryParse(number, Invariant, out _),
        nameof(Int32) => int.TryParse(number, Invariant, out _),
        nameof(UInt32) => uint.TryParse(number, Invariant, out _),
        nameof(Int64) => long.TryParse(number, Invariant, out _),
        nameof(UInt64) => ulong.TryParse(number, Invariant, out _),
        nameof(Int128) => Int128.TryParse(number, Invariant, out _),
        nameof(UInt128) => UInt128.TryParse(number, Invariant, out _),
        nameof(Decimal) => decimal.TryParse(number, NumberStyles.Float, Invariant, out _),
        nameof(Half) => Half.TryParse(number, Invariant, out var half) && Half.IsFinite(half),
        nameof(Single) => float.TryParse(number, Invariant, out var single) && float.IsFinite(single),
        _ => double.TryParse(number, Invariant, out var any) && double.IsFinite(any),
    };

    private static string Name(string clr) => clr switch
    {
        nameof(Int32) => "an integer of 32 bits",
        nameof(Int64) => "an integer of 64 bits",
        _ => $"a {clr}",
    };
}
