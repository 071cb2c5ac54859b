using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

/// <summary>How generated code reads the values of steps, whatever kind of type they have.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public static class StepValue
{
    /// <summary>The step's value.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public static T Value<T>(this StepRun<T?> step)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Result ?? throw NoValue(step);
    }

    /// <inheritdoc cref="Value{T}(StepRun{T})"/>
    public static T Value<T>(this StepRun<T?> step)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Result ?? throw NoValue(step);
    }

    /// <summary>The step's value if it has one: a list of one item or none.</summary>
    /// <param name="step">The step.</param>
    public static T[] Present<T>(this StepRun<T?> step)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Result is { } value ? [value] : [];
    }

    /// <inheritdoc cref="Present{T}(StepRun{T})"/>
    public static T[] Present<T>(this StepRun<T?> step)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Result is { } value ? [value] : [];
    }

    /// <inheritdoc cref="Present{T}(StepRun{T})"/>
    // A JSON null is null.
    public static JsonElement[] Present(this StepRun<JsonElement?> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Result is { } value && !JsonValue.IsNull(value) ? [value] : [];
    }

    /// <summary>The items of a list that are not null; none if there is no list.</summary>
    /// <param name="items">The list.</param>
    public static IEnumerable<T> Present<T>(IEnumerable<T?>? items)
        where T : class => items?.OfType<T>() ?? [];

    /// <inheritdoc cref="Present{T}(IEnumerable{T})"/>
    public static IEnumerable<T> Present<T>(IEnumerable<T?>? items)
        where T : struct => items?.OfType<T>() ?? [];

    /// <inheritdoc cref="Present{T}(IEnumerable{T})"/>
    public static IEnumerable<JsonElement> Present(IEnumerable<JsonElement?>? items) =>
        items?.OfType<JsonElement>().Where(item => !JsonValue.IsNull(item)) ?? [];

    private static InvalidOperationException NoValue(StepRun step) => new(
        step.Status == StepStatus.Ok
            ? $"Step '{step.Name}' has no value: its method returned null."
            : $"Step '{step.Name}' has no value.");
}
