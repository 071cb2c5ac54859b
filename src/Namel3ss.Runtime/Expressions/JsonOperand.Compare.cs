using System.Text.Json;

namespace Namel3ss.CompilerServices;

public readonly partial struct JsonOperand
{
    internal bool IsNull => _json is { } json ? JsonValue.IsNull(json) : _text is null && _boolean is null && _number is null;

    /// <summary>Whether a JSON value equals another value: of its own kind only, and a JSON null equals null.</summary>
    internal static bool Equal(JsonOperand? left, JsonOperand? right)
    {
        var (l, r) = (left.GetValueOrDefault(), right.GetValueOrDefault());
        if (l.IsNull || r.IsNull)
        {
            return l.IsNull && r.IsNull;
        }

        return (l._json, r._json) switch
        {
            ({ } x, { } y) => JsonValue.DeepEquals(x, y),
            ({ } x, null) => r.Equals(x),
            (null, { } y) => l.Equals(y),
            _ => false,
        };
    }

    private bool Equals(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => _text is not null && json.ValueEquals(_text),
        JsonValueKind.True => _boolean is true,
        JsonValueKind.False => _boolean is false,
        JsonValueKind.Number => _number is { } number && JsonValue.Compare(json, number) == 0,
        _ => false,
    };

    /// <summary>Less than 0, 0 or more than 0; null, which makes every comparison false, if one is null or NaN.</summary>
    /// <exception cref="InvalidOperationException">They are not both numbers or both texts.</exception>
    internal static int? Compare(JsonOperand? left, JsonOperand? right, string user)
    {
        var (l, r) = (left.GetValueOrDefault(), right.GetValueOrDefault());
        if (l.IsNull || r.IsNull)
        {
            return null;
        }

        if (l.AsText is { } text && r.AsText is { } other)
        {
            return string.CompareOrdinal(text, other);
        }

        return (l.AsNumber, r.AsNumber) switch
        {
            ({ } x, { } y) => JsonValue.Compare(x, y),
            ({ } x, null) when r._number is { } y => JsonValue.Compare(x, y),
            (null, { } y) when l._number is { } x => -JsonValue.Compare(y, x),
            _ => throw new InvalidOperationException($"'{user}' compares two numbers or two texts, but here it is {l.Kind} and {r.Kind}."),
        };
    }

    /// <summary>The text; null for null.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    internal static string? Text(JsonOperand? operand, string user)
    {
        var value = operand.GetValueOrDefault();
        return value.IsNull ? null : value.AsText ?? throw new InvalidOperationException($"{user} needs a text to look for, but it is {value.Kind}.");
    }

    private string? AsText => _json is { ValueKind: JsonValueKind.String } json ? json.GetString() : _text;

    private JsonElement? AsNumber => _json is { ValueKind: JsonValueKind.Number } json ? json : null;

    private string Kind =>
        _json is { } json ? JsonValue.Kind(json)
        : _text is not null ? "a text"
        : _number is not null ? "a number"
        : _boolean is true ? "true" : "false";
}
