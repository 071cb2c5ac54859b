using System.Text.Json;

namespace Namel3ss.CompilerServices;

public static partial class Operators
{
    /// <summary>How many items a list has; null has none.</summary>
    /// <param name="items">The list.</param>
    public static int Count<T>(IEnumerable<T>? items) => items switch
    {
        null => 0,
        IReadOnlyCollection<T> collection => collection.Count,
        _ => items.Count(),
    };

    /// <summary>How many characters (UTF-16 units) a text has; null has none.</summary>
    /// <param name="text">The text.</param>
    public static int Count(string? text) => text?.Length ?? 0;

    /// <summary>How many items a JSON array has, properties a JSON object, characters a JSON text; null has none.</summary>
    /// <param name="value">The JSON value.</param>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public static int Count(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => 0,
        { ValueKind: JsonValueKind.Array } array => array.GetArrayLength(),
        { ValueKind: JsonValueKind.Object } obj => obj.EnumerateObject().Count(),
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Length,
        { } other => throw JsonValue.Wrong("count(x)", "an array, an object or a text", other),
    };

    /// <summary>Does not compile.</summary>
    /// <param name="value">Nothing that has items.</param>
    [Obsolete(Mistake.Count, error: true)]
    public static int Count(object? value) => throw Mistake.NotCompiled();

    /// <summary>Whether the text is in the other, letter by letter. Null contains nothing, and is contained nowhere.</summary>
    /// <param name="text">The text to look in.</param>
    /// <param name="part">The text to look for.</param>
    public static bool Contains(string? text, string? part) =>
        text is not null && part is not null && text.Contains(part, StringComparison.Ordinal);

    /// <inheritdoc cref="Contains(string, string)"/>
    public static bool Contains(string? text, char part) => text is not null && text.Contains(part, StringComparison.Ordinal);

    /// <inheritdoc cref="Contains(string, string)"/>
    /// <exception cref="InvalidOperationException">The JSON value is no text.</exception>
    public static bool Contains(string? text, JsonElement? part) => Contains(text, JsonValue.Text(part, "contains(x, y)"));

    /// <summary>Whether the list has the item; a set decides by its own comparer. Null contains nothing, and is contained nowhere.</summary>
    /// <param name="items">The list.</param>
    /// <param name="item">The item.</param>
    public static bool Contains<T>(IEnumerable<T>? items, T item) => items is not null && item is not null && items.Contains(item);

    /// <inheritdoc cref="Contains{T}(IEnumerable{T}, T)"/>
    public static bool Contains<T>(IEnumerable<T>? items, T? item)
        where T : struct => items is not null && item is { } value && items.Contains(value);

    /// <inheritdoc cref="Contains{T}(IEnumerable{T}, T)"/>
    /// <exception cref="InvalidOperationException">The JSON value is no text.</exception>
    public static bool Contains(IEnumerable<string?>? items, JsonElement? item) =>
        items is not null && JsonValue.Text(item, "contains(x, y)") is { } text && items.Contains(text);

    /// <summary>Whether the list has a JSON value that equals the item.</summary>
    /// <param name="items">The list.</param>
    /// <param name="item">The item.</param>
    public static bool Contains(IEnumerable<JsonElement>? items, JsonOperand? item) =>
        items is not null && item is { IsNull: false } && items.Any(json => JsonOperand.Equal(json, item));

    /// <summary>Whether the dictionary has the key. Null has none.</summary>
    /// <param name="items">The dictionary.</param>
    /// <param name="key">The key.</param>
    public static bool Contains<TKey, TValue>(IReadOnlyDictionary<TKey, TValue>? items, TKey key) =>
        items is not null && key is not null && items.ContainsKey(key);

    /// <inheritdoc cref="Contains{TKey, TValue}(IReadOnlyDictionary{TKey, TValue}, TKey)"/>
    public static bool Contains<TKey, TValue>(IReadOnlyDictionary<TKey, TValue>? items, TKey? key)
        where TKey : struct => items is not null && key is { } value && items.ContainsKey(value);

    /// <summary>Whether a JSON array has the item, a JSON text the text, a JSON object the property. Null contains nothing, and is contained nowhere.</summary>
    /// <param name="value">The JSON value to look in.</param>
    /// <param name="item">What to look for.</param>
    /// <exception cref="InvalidOperationException">The value is something else, or what to look for is no text where it must be.</exception>
    public static bool Contains(JsonElement? value, JsonOperand? item) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => false,
        { ValueKind: JsonValueKind.Array } array => item is { IsNull: false } && array.EnumerateArray().Any(json => JsonOperand.Equal(json, item)),
        { ValueKind: JsonValueKind.String } text => Contains(text.GetString(), JsonOperand.Text(item, "contains(x, y)")),
        { ValueKind: JsonValueKind.Object } obj => JsonOperand.Text(item, "contains(x, y)") is { } name && obj.TryGetProperty(name, out _),
        { } other => throw JsonValue.Wrong("contains(x, y)", "an array, an object or a text", other),
    };

    /// <summary>Does not compile.</summary>
    /// <param name="value">Nothing that contains such an item.</param>
    /// <param name="item">The item.</param>
    [Obsolete(Mistake.Contains, error: true)]
    public static bool Contains(object? value, object? item) => throw Mistake.NotCompiled();

    /// <summary>What a loop goes through; null has no items. The loop makes a copy of what can only be enumerated.</summary>
    /// <param name="items">The list.</param>
    public static IEnumerable<T> Items<T>(IEnumerable<T>? items) => items ?? [];

    /// <summary>What a loop goes through: the items of a JSON array; null has none.</summary>
    /// <param name="value">The array.</param>
    /// <exception cref="InvalidOperationException">It is no array.</exception>
    public static IReadOnlyList<JsonElement> Items(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => [],
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().ToArray(),
        { } other => throw JsonValue.Wrong("The list to go through", "an array", other),
    };

    /// <summary>Does not compile.</summary>
    /// <param name="value">A text, which C# takes for a list of characters.</param>
    [Obsolete(Mistake.ItemsOfText, error: true)]
    public static IReadOnlyList<char> Items(string? value) => throw Mistake.NotCompiled();

    /// <summary>Does not compile.</summary>
    /// <param name="value">Nothing that has items.</param>
    [Obsolete(Mistake.Items, error: true)]
    public static IReadOnlyList<object> Items(object? value) => throw Mistake.NotCompiled();
}
