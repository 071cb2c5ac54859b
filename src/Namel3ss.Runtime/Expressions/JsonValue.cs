using System.Text.Json;

namespace Namel3ss.CompilerServices;

/// <summary>JSON values as operators need them, with exceptions that name what is there.</summary>
internal static class JsonValue
{
    private const int ShownNames = 12;

    public static bool IsNull(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>The number, for arithmetic; null for null.</summary>
    /// <exception cref="InvalidOperationException">It is no number, or one that <c>double</c> would silently change.</exception>
    public static double? Number(JsonElement? operand, string user)
    {
        if (operand is not { } value || IsNull(value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            throw Wrong($"'{user}'", "a number", value);
        }

        var number = value.GetDouble();
        if (!double.IsFinite(number) || (value.TryGetInt64(out var integer) && (Int128)number != integer)
            || (value.TryGetUInt64(out var unsigned) && (Int128)number != unsigned))
        {
            throw new InvalidOperationException($"'{user}' cannot calculate with the JSON number {value.GetRawText()}: it does not fit a double.");
        }

        return number;
    }

    /// <summary>The number, for arithmetic with <c>decimal</c>; null for null.</summary>
    /// <exception cref="InvalidOperationException">It is no number, or too large.</exception>
    public static decimal? Decimal(JsonElement? operand, string user) =>
        operand is not { } value || IsNull(value) ? null
        : value.ValueKind != JsonValueKind.Number ? throw Wrong($"'{user}'", "a number", value)
        : value.TryGetDecimal(out var number) ? number
        : throw new InvalidOperationException($"'{user}' cannot calculate with the JSON number {value.GetRawText()}: it does not fit a decimal.");

    public static long Integer(JsonElement value, string user) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw Wrong(user, "an integer", value);

    /// <summary>The text; null for null.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public static string? Text(JsonElement? value, string user) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => throw Wrong(user, "a text", other),
    };

    public static InvalidOperationException Wrong(string user, string wanted, JsonElement value) =>
        new($"{user} needs {wanted}, but the JSON value is {Kind(value)}.");

    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    public static string PropertyNames(JsonElement value)
    {
        var names = value.EnumerateObject().Select(property => property.Name).ToArray();
        return names.Length switch
        {
            0 => "it has none",
            <= ShownNames => $"it has {string.Join(", ", names)}",
            _ => $"it has {string.Join(", ", names.Take(ShownNames))} and {names.Length - ShownNames} more",
        };
    }

    /// <summary>Whether two values are the same: numbers by value, objects in any order of their properties.</summary>
    public static bool DeepEquals(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return IsNull(left) && IsNull(right);
        }

        return left.ValueKind switch
        {
            JsonValueKind.Number => Compare(left, right) == 0,
            JsonValueKind.String => left.ValueEquals(right.GetString()),
            JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength()
                && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => DeepEquals(pair.First, pair.Second)),
            JsonValueKind.Object => ObjectEquals(left, right),
            _ => true,
        };
    }

    private static bool ObjectEquals(JsonElement left, JsonElement right)
    {
        // The last of two properties of one name counts, as it does for whoever reads the object.
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in left.EnumerateObject())
        {
            members[property.Name] = property.Value;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in right.EnumerateObject())
        {
            names.Add(property.Name);
        }

        return names.Count == members.Count
            && members.All(member => names.Contains(member.Key) && DeepEquals(member.Value, right.GetProperty(member.Key)));
    }

    /// <summary>Compares two JSON numbers: exactly as far as <c>decimal</c> reaches.</summary>
    public static int Compare(JsonElement left, JsonElement right) =>
        TryExact(left, out var l) && TryExact(right, out var r) ? l.CompareTo(r)
        : left.GetRawText() == right.GetRawText() ? 0
        : Floating(left).CompareTo(Floating(right));

    /// <summary>Compares a JSON number with a number; null for NaN. With a <c>double</c> only integers are compared exactly: 0.1 is 0.1.</summary>
    public static int? Compare(JsonElement left, NumberOperand right) =>
        TryExact(left, out var exact) && (!right.IsFloating || decimal.IsInteger(exact))
            ? NumberOperand.Compare(exact, right)
            : NumberOperand.Compare(Floating(left), right);

    // The digits of a very small number would be cut off: 1e-40 is not 0.
    private static bool TryExact(JsonElement value, out decimal number) =>
        value.TryGetDecimal(out number) && (Math.Abs(number) > 1e-9m || value.GetDouble() == 0);

    private static double Floating(JsonElement value)
    {
        var number = value.GetDouble();
        return double.IsFinite(number)
            ? number
            : throw new InvalidOperationException($"The JSON number {value.GetRawText()} is too large to be compared.");
    }
}
