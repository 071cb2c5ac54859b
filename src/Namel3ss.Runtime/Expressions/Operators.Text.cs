using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

// Null stays null, so that ?? can take over.
public static partial class Operators
{
    /// <summary>The text in lower case, by the invariant culture.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Lower(string? text) => text?.ToLowerInvariant();

    /// <inheritdoc cref="Lower(string)"/>
    /// <exception cref="InvalidOperationException">The JSON value is no text.</exception>
    public static string? Lower(JsonElement? text) => Lower(JsonValue.Text(text, "lower(x)"));

    /// <summary>Does not compile.</summary>
    /// <param name="text">No text.</param>
    [Obsolete(Mistake.Text, error: true)]
    public static string Lower(object? text) => throw Mistake.NotCompiled();

    /// <summary>The text in upper case, by the invariant culture.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Upper(string? text) => text?.ToUpperInvariant();

    /// <inheritdoc cref="Upper(string)"/>
    /// <exception cref="InvalidOperationException">The JSON value is no text.</exception>
    public static string? Upper(JsonElement? text) => Upper(JsonValue.Text(text, "upper(x)"));

    /// <summary>Does not compile.</summary>
    /// <param name="text">No text.</param>
    [Obsolete(Mistake.Text, error: true)]
    public static string Upper(object? text) => throw Mistake.NotCompiled();

    /// <summary>The text without white space at its ends.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Trim(string? text) => text?.Trim();

    /// <inheritdoc cref="Trim(string)"/>
    /// <exception cref="InvalidOperationException">The JSON value is no text.</exception>
    public static string? Trim(JsonElement? text) => Trim(JsonValue.Text(text, "trim(x)"));

    /// <summary>Does not compile.</summary>
    /// <param name="text">No text.</param>
    [Obsolete(Mistake.Text, error: true)]
    public static string Trim(object? text) => throw Mistake.NotCompiled();
}
