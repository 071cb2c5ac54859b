using System.Collections;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>Values between C#'s types and the interpreter's: lists there are lists of objects.</summary>
internal static class TypedValue
{
    public static object? FromTyped(object? value) =>
        value is IEnumerable list and not string ? list.Cast<object?>().ToArray() : value;

    public static object? ToTyped(object? value, Type type)
    {
        if (value is not IReadOnlyList<object?> list)
        {
            return value;
        }

        Type item = type.GetGenericArguments()[0];
        var typed = Array.CreateInstance(item, list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            typed.SetValue(list[i], i);
        }

        return typed;
    }

    /// <summary>For comparison and for messages.</summary>
    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Show))}]",
        _ => FormattableString.Invariant($"{value}"),
    };
}
