using System.ComponentModel;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Conversions from each type of number.

/// <summary>A number of any type, as a parameter of operators.</summary>
/// <remarks>
/// It does two things for overload resolution. One overload takes every mixture of numbers where the result is a <c>bool</c>. And where
/// <c>double</c> and <c>decimal</c> would be equally good for an integer (an ambiguity), it stands for one of them: as there is a conversion
/// from both to it, C# prefers the overload with the plain type, and comes here only for what the plain type cannot take.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NumberOperand
{
    // Every integer type fits decimal exactly.
    private readonly decimal _exact;
    private readonly double _floating;
    private readonly bool _isFloating;

    private NumberOperand(decimal value) => _exact = value;

    private NumberOperand(double value) => (_floating, _isFloating) = (value, true);

    /// <summary>The number as <c>decimal</c>; a <c>double</c> is rounded to its 15 significant digits.</summary>
    /// <exception cref="OverflowException">It is not a number, or too large.</exception>
    internal decimal ToDecimal() => _isFloating ? (decimal)_floating : _exact;

    internal double ToDouble() => _isFloating ? _floating : (double)_exact;

    internal bool IsFloating => _isFloating;

    /// <summary>Less than 0, 0 or more than 0; null if one is null or NaN, which makes every comparison with the result false.</summary>
    internal static int? Compare(NumberOperand? left, NumberOperand? right) => left is { } l && right is { } r ? Compare(l, r) : null;

    private static int? Compare(NumberOperand left, NumberOperand right) => (left._isFloating, right._isFloating) switch
    {
        (false, false) => left._exact.CompareTo(right._exact),
        (true, true) => Compare(left._floating, right._floating),
        (false, true) => Compare(left._exact, right._floating),
        (true, false) => -Compare(right._exact, left._floating),
    };

    private static int? Compare(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);

    private static int? Compare(decimal exact, double floating)
    {
        // 2^96: no decimal is as large. An integer is compared exactly, which as two doubles it would not be beyond 2^53.
        const double Limit = 79228162514264337593543950336d;
        return double.IsNaN(floating) ? null
            : floating >= Limit ? -1
            : floating <= -Limit ? 1
            : double.IsInteger(floating) ? exact.CompareTo((decimal)(Int128)floating)
            // As doubles, so that 0.1 is 0.1.
            : ((double)exact).CompareTo(floating);
    }

    public static implicit operator NumberOperand(sbyte value) => new((decimal)value);

    public static implicit operator NumberOperand(byte value) => new((decimal)value);

    public static implicit operator NumberOperand(short value) => new((decimal)value);

    public static implicit operator NumberOperand(ushort value) => new((decimal)value);

    public static implicit operator NumberOperand(int value) => new((decimal)value);

    public static implicit operator NumberOperand(uint value) => new((decimal)value);

    public static implicit operator NumberOperand(long value) => new((decimal)value);

    public static implicit operator NumberOperand(ulong value) => new((decimal)value);

    public static implicit operator NumberOperand(float value) => new((double)value);

    public static implicit operator NumberOperand(double value) => new((double)value);

    public static implicit operator NumberOperand(decimal value) => new(value);

    // Without it C# would take the character's code.
    [Obsolete(Mistake.CharNumber, error: true)]
    public static implicit operator NumberOperand(char value) => throw Mistake.NotCompiled();
}
