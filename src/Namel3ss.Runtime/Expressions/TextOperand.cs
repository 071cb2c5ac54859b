using System.ComponentModel;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Conversions from each type that text is joined with.

/// <summary>What text is joined with: a value whose text depends on no settings.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TextOperand
{
    private TextOperand(string? text) => Text = text;

    internal string? Text { get; }

    public static implicit operator TextOperand(bool value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(sbyte value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(byte value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(short value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(ushort value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(int value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(uint value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(long value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(ulong value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(float value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(double value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(decimal value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(Guid value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(DateTime value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(DateTimeOffset value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(DateOnly value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(TimeOnly value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(TimeSpan value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(JsonElement value) => new(ValueText.Of(value));

    public static implicit operator TextOperand(Uri? value) => new(value?.OriginalString);

    // Makes the overload with two strings the better one for text and null.
    public static implicit operator TextOperand(string? value) => new(value);
}
