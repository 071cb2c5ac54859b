using System.ComponentModel;

namespace Namel3ss.CompilerServices;

/// <summary>
/// A <see cref="DateTimeOffset"/>, as a parameter of operators that must not take a <see cref="DateTime"/>: C# would convert it by the
/// time zone of the machine.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct OffsetOperand
{
    private OffsetOperand(DateTimeOffset value) => Value = value;

    internal DateTimeOffset Value { get; }

    /// <summary>Takes the time.</summary>
    /// <param name="value">The time.</param>
    public static implicit operator OffsetOperand(DateTimeOffset value) => new(value);
}
