using System.ComponentModel;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

/// <summary>
/// The operators and functions of expressions, for generated code, which calls them with whatever static types its operands have: C# picks
/// the overload, or says that there is none. <c>docs/expressions.md</c> has the table. All of it is ordinal and invariant.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Operators
{
    /// <summary>The value of a condition.</summary>
    /// <param name="value">True or false.</param>
    public static bool IsTrue(bool value) => value;

    /// <summary>The value of a condition; null is false.</summary>
    /// <param name="value">True, false or null.</param>
    public static bool IsTrue(bool? value) => value is true;

    /// <summary>The value of a condition; null is false.</summary>
    /// <param name="value">A JSON <c>true</c>, <c>false</c> or <c>null</c>.</param>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined => false,
        _ => throw JsonValue.Wrong("A condition", "true or false", value),
    };

    /// <inheritdoc cref="IsTrue(JsonElement)"/>
    public static bool IsTrue(JsonElement? value) => value is { } json && IsTrue(json);

    /// <summary>Does not compile.</summary>
    /// <param name="value">No condition.</param>
    [Obsolete(Mistake.Condition, error: true)]
    public static bool IsTrue(object? value) => throw Mistake.NotCompiled();

    /// <summary>The value, where it is known not to be null.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">It is null: it has changed since it was looked at.</exception>
    public static T NotNull<T>(T? value)
        where T : class => value ?? throw HasChanged();

    /// <inheritdoc cref="NotNull{T}(T)"/>
    public static T NotNull<T>(T? value)
        where T : struct => value ?? throw HasChanged();

    /// <inheritdoc cref="NotNull{T}(T)"/>
    // By reference only to differ from the overload for classes.
    public static T NotNull<T>(in T value)
        where T : struct => value;

    /// <summary>The value as one that can be null, as <c>??</c> needs it.</summary>
    /// <param name="value">The value.</param>
    public static T? Nullable<T>(T? value)
        where T : class => value;

    /// <inheritdoc cref="Nullable{T}(T)"/>
    public static T? Nullable<T>(T? value)
        where T : struct => value;

    /// <inheritdoc cref="Nullable{T}(T)"/>
    // By reference only to differ from the overload for classes.
    public static T? Nullable<T>(in T value)
        where T : struct => value;

    /// <summary>The value as one that can be null; a JSON <c>null</c> is null.</summary>
    /// <param name="value">The value.</param>
    public static JsonElement? Nullable(JsonElement value) => JsonValue.IsNull(value) ? null : value;

    /// <inheritdoc cref="Nullable(JsonElement)"/>
    public static JsonElement? Nullable(JsonElement? value) => value is { } json ? Nullable(json) : null;

    private static InvalidOperationException HasChanged() => new("A value that was there when it was asked for is null now.");
}
