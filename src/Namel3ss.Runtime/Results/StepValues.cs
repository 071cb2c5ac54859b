namespace Namel3ss;

/// <summary>The values of a step that ran several times.</summary>
public static class StepValues
{
    /// <summary>The values that are there, in the order of the runs.</summary>
    /// <param name="steps">The results.</param>
    public static IReadOnlyList<T> Values<T>(this IReadOnlyList<StepRun<T?>> steps)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(steps);
        var values = new List<T>(steps.Count);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Result is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <inheritdoc cref="Values{T}(IReadOnlyList{StepRun{T}})"/>
    public static IReadOnlyList<T> Values<T>(this IReadOnlyList<StepRun<T?>> steps)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(steps);
        var values = new List<T>(steps.Count);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Result is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <summary>One value per run, null where there is none.</summary>
    /// <param name="steps">The results.</param>
    public static IReadOnlyList<T?> ValuesOrNull<T>(this IReadOnlyList<StepRun<T?>> steps)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(steps);
        var values = new T?[steps.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = steps[i].Result;
        }

        return values;
    }

    /// <inheritdoc cref="ValuesOrNull{T}(IReadOnlyList{StepRun{T}})"/>
    public static IReadOnlyList<T?> ValuesOrNull<T>(this IReadOnlyList<StepRun<T?>> steps)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(steps);
        var values = new T?[steps.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = steps[i].Result;
        }

        return values;
    }
}
