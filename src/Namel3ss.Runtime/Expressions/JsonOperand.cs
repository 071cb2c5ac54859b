using System.ComponentModel;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

#pragma warning disable CS1591 // Conversions from each type that JSON compares with.

/// <summary>What a JSON value is compared with: text, a boolean, a number, another JSON value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly partial struct JsonOperand
{
    // One of them; none is null.
    private readonly JsonElement? _json;
    private readonly string? _text;
    private readonly bool? _boolean;
    private readonly NumberOperand? _number;

    private JsonOperand(JsonElement value) => _json = value;

    private JsonOperand(string? value) => _text = value;

    private JsonOperand(bool value) => _boolean = value;

    private JsonOperand(NumberOperand value) => _number = value;

    public static implicit operator JsonOperand(JsonElement value) => new(value);

    public static implicit operator JsonOperand(string? value) => new(value);

    public static implicit operator JsonOperand(char value) => new(value.ToString());

    public static implicit operator JsonOperand(bool value) => new(value);

    // Makes NumberOperand the better overload for a number and null.
    public static implicit operator JsonOperand(NumberOperand value) => new(value);

    public static implicit operator JsonOperand(sbyte value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(byte value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(short value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(ushort value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(int value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(uint value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(long value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(ulong value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(float value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(double value) => new((NumberOperand)value);

    public static implicit operator JsonOperand(decimal value) => new((NumberOperand)value);
}
