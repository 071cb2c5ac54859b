using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

public static partial class Operators
{
    /// <summary>An item of a list.</summary>
    /// <param name="items">The list.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="InvalidOperationException">The list is null.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    public static T Index<T>(this IEnumerable<T>? items, long index)
    {
        switch (items)
        {
            case null:
                throw IsNull("x[i]");
            case IReadOnlyList<T> list:
                return index >= 0 && index < list.Count ? list[(int)index] : throw OutOfRange(index, list.Count, "list");
            case IList<T> list:
                return index >= 0 && index < list.Count ? list[(int)index] : throw OutOfRange(index, list.Count, "list");
            default:
                var array = items.ToArray();
                return index >= 0 && index < array.Length ? array[index] : throw OutOfRange(index, array.Length, "list");
        }
    }

    /// <inheritdoc cref="Index{T}(IEnumerable{T}, long)"/>
    /// <exception cref="InvalidOperationException">The list is null, or the JSON value is no integer.</exception>
    public static T Index<T>(this IEnumerable<T>? items, JsonElement index) => Index(items, JsonValue.Integer(index, "x[i]"));

    /// <summary>A character (UTF-16 unit) of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="InvalidOperationException">The text is null.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such character.</exception>
    public static char Index(this string? text, long index) =>
        text is null ? throw IsNull("x[i]")
        : index >= 0 && index < text.Length ? text[(int)index] : throw OutOfRange(index, text.Length, "text");

    /// <summary>A value of a dictionary.</summary>
    /// <param name="items">The dictionary.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="InvalidOperationException">The dictionary or the key is null.</exception>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public static TValue Index<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue>? items, TKey key) => ValueOf(items, key);

    /// <inheritdoc cref="Index{TKey, TValue}(IReadOnlyDictionary{TKey, TValue}, TKey)"/>
    public static TValue Index<TValue>(this IReadOnlyDictionary<string, TValue>? items, JsonElement key) =>
        Index(items, JsonValue.Text(key, "x[key]")!);

    /// <inheritdoc cref="Index{TKey, TValue}(IReadOnlyDictionary{TKey, TValue}, TKey)"/>
    // Only to be more special than the overload below, which is not for whole numbers as keys.
    public static TValue Index<TValue>(this IReadOnlyDictionary<long, TValue>? items, long key) => ValueOf(items, key);

    /// <summary>Does not compile: a dictionary is a list too, of pairs in no order.</summary>
    /// <param name="items">A dictionary whose keys are no numbers.</param>
    /// <param name="index">A place.</param>
    [Obsolete(Mistake.Index, error: true)]
    public static TValue Index<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue>? items, long index) => throw Mistake.NotCompiled();

    /// <summary>An item of a JSON array; null if that or the index is null.</summary>
    /// <param name="value">The array.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="InvalidOperationException">It is no array.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    public static JsonElement? Index(JsonElement? value, long? index)
    {
        if (Nullable(value) is not { } array || index is not { } place)
        {
            return null;
        }

        if (array.ValueKind != JsonValueKind.Array)
        {
            throw JsonValue.Wrong($"x[{place}]", "an array", array);
        }

        var count = array.GetArrayLength();
        return place >= 0 && place < count ? Nullable(array[(int)place]) : throw OutOfRange(place, count, "JSON array");
    }

    /// <summary>A property of a JSON object; null if that or the name is null.</summary>
    /// <param name="value">The object.</param>
    /// <param name="name">The name, letter by letter.</param>
    /// <exception cref="InvalidOperationException">It is no object.</exception>
    /// <exception cref="KeyNotFoundException">There is no such property.</exception>
    public static JsonElement? Index(JsonElement? value, string? name) => name is null ? null : Member(value, name);

    /// <summary>An item of a JSON array, or a property of a JSON object; null if that or the index is null.</summary>
    /// <param name="value">The array or object.</param>
    /// <param name="index">The place or the name.</param>
    /// <exception cref="InvalidOperationException">The index does not fit the value.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    /// <exception cref="KeyNotFoundException">There is no such property.</exception>
    public static JsonElement? Index(JsonElement? value, JsonElement? index) => Nullable(index) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } name => Member(value, name.GetString()!),
        { } place => Index(value, JsonValue.Integer(place, "x[i]")),
    };

    /// <summary>Does not compile.</summary>
    /// <param name="value">Nothing that has such items.</param>
    /// <param name="index">The index.</param>
    [Obsolete(Mistake.Index, error: true)]
    public static object Index(object? value, object? index) => throw Mistake.NotCompiled();

    /// <summary>A property of a JSON object; null if the object or the property is null.</summary>
    /// <param name="value">The object or null.</param>
    /// <param name="name">The name, letter by letter.</param>
    /// <exception cref="InvalidOperationException">It is neither an object nor null.</exception>
    /// <exception cref="KeyNotFoundException">There is no such property; the message names those that there are.</exception>
    public static JsonElement? Member(JsonElement? value, string name) =>
        Object(value, name) is not { } json ? null
        : json.TryGetProperty(name, out var member) ? Nullable(member)
        : throw new KeyNotFoundException($"The JSON object has no property '{name}'; {JsonValue.PropertyNames(json)}.");

    /// <summary>A property of a JSON object; null if the object is null or has no such property, or the property is null.</summary>
    /// <param name="value">The object or null.</param>
    /// <param name="name">The name, letter by letter.</param>
    /// <exception cref="InvalidOperationException">It is neither an object nor null.</exception>
    public static JsonElement? MemberOrNull(JsonElement? value, string name) =>
        Object(value, name) is { } json && json.TryGetProperty(name, out var member) ? Nullable(member) : null;

    private static JsonElement? Object(JsonElement? value, string member) => Nullable(value) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } json => json,
        { } other => throw JsonValue.Wrong($"The property '{member}'", "an object", other),
    };

    private static TValue ValueOf<TKey, TValue>(IReadOnlyDictionary<TKey, TValue>? items, TKey key) =>
        items is null || key is null ? throw IsNull("x[key]")
        : items.TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The dictionary has no key '{key}'.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IndexOutOfRangeException OutOfRange(long index, int count, string what)
    {
        var item = what is "text" ? "character" : "item";
        return new(count == 0
            ? $"There is no {item} {index}: the {what} is empty."
            : $"There is no {item} {index}: the {what} has {count}, from 0 to {count - 1}.");
    }

    private static InvalidOperationException IsNull(string user) => new($"{user} needs a value, but it is null.");
}
