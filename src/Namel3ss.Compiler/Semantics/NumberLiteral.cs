using System.Globalization;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A number of a <c>.ai</c> file as a C# literal of one type, if it is within that type.</summary>
internal static class NumberLiteral
{
    // The types without a suffix of their own are cast to: an overload is chosen by its type.
    private static readonly Dictionary<TypeKind, (decimal Min, decimal Max, string Prefix, string Suffix)> Integral = new()
    {
        [TypeKind.SByte] = (sbyte.MinValue, sbyte.MaxValue, "(sbyte)", ""),
        [TypeKind.Byte] = (byte.MinValue, byte.MaxValue, "(byte)", ""),
        [TypeKind.Int16] = (short.MinValue, short.MaxValue, "(short)", ""),
        [TypeKind.UInt16] = (ushort.MinValue, ushort.MaxValue, "(ushort)", ""),
        [TypeKind.Int32] = (int.MinValue, int.MaxValue, "", ""),
        [TypeKind.UInt32] = (uint.MinValue, uint.MaxValue, "", "U"),
        [TypeKind.Int64] = (long.MinValue, long.MaxValue, "", "L"),
        [TypeKind.UInt64] = (ulong.MinValue, ulong.MaxValue, "", "UL"),
    };

    /// <summary>A double has as many digits for certain.</summary>
    private const int MaxExactDigits = 15;

    public static BoundConstant? Bind(string text, TypeKind kind)
    {
        switch (kind)
        {
            case TypeKind.Single when float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float single) && !float.IsInfinity(single):
                return new BoundConstant(text + "F");
            case TypeKind.Double when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsInfinity(number):
                return new BoundConstant(text + "D");
            case TypeKind.Decimal when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact):
                return new BoundConstant(exact.ToString(CultureInfo.InvariantCulture) + "M");
            case TypeKind.TimeSpan when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds)
                && Math.Abs(seconds) <= 922_337_203_685m:
                return Ticks(new TimeSpan((long)(seconds * TimeSpan.TicksPerSecond)));
            default:
                return Integral.TryGetValue(kind, out var type)
                    && decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal whole)
                    && whole >= type.Min && whole <= type.Max
                    ? new BoundConstant(type.Prefix + whole.ToString(CultureInfo.InvariantCulture) + type.Suffix)
                    : null;
        }
    }

    /// <summary>
    /// What a number is when it goes on as one, if that is not how it is written: <c>3.10</c> is 3.1, <c>1e5</c> 100000.
    /// Null where it stays as it is, as far as anyone could mind: <c>1.0</c> is how a whole number is said to be a double.
    /// </summary>
    /// <param name="keepsWholeNumbers">They may have any length, as in Python.</param>
    public static string? Unlike(string text, bool keepsWholeNumbers)
    {
        bool isWhole = text.All(c => c is '-' or (>= '0' and <= '9'));
        if (isWhole && text != "-0" && (keepsWholeNumbers || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        // What is far too large or too small for a decimal is written with an exponent because it must be.
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            || (exact == 0 && text.Any(c => c is >= '1' and <= '9')))
        {
            return null;
        }

        string digits = WithoutZeros(exact);
        bool isExact = digits.Count(char.IsDigit) <= MaxExactDigits;
        string becomes = isExact ? digits : double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
        return becomes == text || becomes + ".0" == text ? null : becomes;
    }

    private static string WithoutZeros(decimal number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return text.IndexOf('.') < 0 ? text : text.TrimEnd('0').TrimEnd('.');
    }

    /// <summary>What an integral type can hold, for messages.</summary>
    public static string? RangeOf(TypeKind kind) =>
        Integral.TryGetValue(kind, out var type) ? FormattableString.Invariant($"{type.Min} to {type.Max}") : null;

    public static BoundConstant Ticks(TimeSpan value) =>
        new(FormattableString.Invariant($"global::System.TimeSpan.FromTicks({value.Ticks}L)"));
}
