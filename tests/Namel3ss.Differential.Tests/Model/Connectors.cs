using System.Globalization;

namespace Namel3ss.Differential.Tests.Model;

/// <summary>How the C# method of a connector looks.</summary>
internal enum Shape
{
    Synchronous,
    Inline,
    Task,
    ValueTask,
    Sequence,
}

/// <param name="Default">What C# takes if nothing fills it; only if it is not required.</param>
internal sealed record Parameter(string Name, DataType Type, bool IsRequired = true, object? Default = null);

/// <summary>
/// A connector: its method is printed as C# for the compiled chains, which calls the same <see cref="Body"/> that the
/// interpreter calls. So the two can differ only in what the compiler and the runtime do.
/// </summary>
/// <param name="Returns">Null for a method without a value.</param>
/// <param name="Body">A pure function; what it throws fails the step.</param>
internal sealed record Connector(string Name, Shape Shape, DataType? Returns, Parameter[] Parameters, Func<object?[], object?> Body)
{
    public bool MayFail { get; init; }

    /// <summary>It fails so often before each success as its first argument says, counted by step.</summary>
    public bool IsFlaky { get; init; }

    /// <summary>It ends only when it is cancelled; if it is flaky, only where it would fail.</summary>
    public bool Hangs { get; init; }

    /// <summary>Cancelled, it still takes a while.</summary>
    public bool IgnoresToken { get; init; }

    public bool TakesPermit => Shape != Shape.Inline;
}

/// <summary>What a connector throws by its arguments; the text is compared too.</summary>
public sealed class ConnectorException(string message) : Exception(message);

/// <summary>A class of the project, to have members to read.</summary>
public sealed record Pair(int Left, string Right, int? Maybe);

internal static class Connectors
{
    private const int LongestText = 12;

    private static readonly Parameter Value = new("value", DataType.Integer);

    private static readonly Parameter Words = new("text", DataType.Text);

    public static IReadOnlyList<Connector> All { get; } =
    [
        new("add", Shape.Task, DataType.Integer, [new("first", DataType.Integer), new("second", DataType.Integer, IsRequired: false, 1)],
            a => Small((int)a[0]! + (int)a[1]!)),
        new("twice", Shape.Synchronous, DataType.Integer, [Value], a => Small((int)a[0]! * 2)),
        new("increment", Shape.ValueTask, DataType.Integer, [Value], a => Small((int)a[0]! + 1)),
        new("inline_add", Shape.Inline, DataType.Integer, [Value, new("more", DataType.Integer, IsRequired: false, 3)],
            a => Small((int)a[0]! + (int)a[1]!)),
        new("half", Shape.Task, DataType.Integer with { IsNullable = true }, [Value], a => (int)a[0]! % 2 == 0 ? (int)a[0]! / 2 : null),
        new("not_of_three", Shape.Task, DataType.Integer, [Value],
            a => (int)a[0]! % 3 == 0 ? throw new ConnectorException($"{a[0]} is a multiple of 3") : a[0]) { MayFail = true },
        new("flaky", Shape.Task, DataType.Integer, [new("times", DataType.Integer), Value], a => a[1]) { MayFail = true, IsFlaky = true },
        new("hang", Shape.Task, DataType.Integer, [Value], a => a[0]) { MayFail = true, Hangs = true },
        new("deaf", Shape.ValueTask, DataType.Integer, [Value], a => a[0]) { MayFail = true, Hangs = true, IgnoresToken = true },
        new("slow_at_first", Shape.Task, DataType.Integer, [new("times", DataType.Integer), Value], a => a[1]) { MayFail = true, IsFlaky = true, Hangs = true },
        new("own_timeout", Shape.Task, DataType.Integer, [Value],
            a => (int)a[0]! % 3 == 1 ? throw new TimeoutException("of a server") : (int)a[0]! % 3 == 2 ? throw new OperationCanceledException() : a[0]) { MayFail = true },
        new("sum", Shape.Task, DataType.Integer, [new("values", DataType.Integers)], a => Small(Integers(a[0]).Sum())),
        new("show", Shape.ValueTask, DataType.Text, [new("values", DataType.Integers with { HasNullableItems = true })],
            a => Short(string.Join("+", ((IEnumerable<object?>)a[0]!).Select(value => value ?? "null")))),
        new("join", Shape.Synchronous, DataType.Text, [new("parts", DataType.Texts)], a => Short(string.Join(",", (IEnumerable<object?>)a[0]!))),
        new("spell", Shape.Task, DataType.Text, [Value, new("prefix", DataType.Text with { IsNullable = true }, IsRequired: false)],
            a => Short($"{a[1] ?? "n"}{a[0]}")),
        new("short_text", Shape.Task, DataType.Text, [Words],
            a => ((string)a[0]!).Length % 4 == 3 ? throw new ConnectorException("too long") : Short((string)a[0]! + ".")) { MayFail = true },
        new("text_or_null", Shape.ValueTask, DataType.Text with { IsNullable = true }, [new("text", DataType.Text with { IsNullable = true })],
            a => a[0] is string { Length: > 2 } text ? text : null),
        new("range", Shape.Synchronous, DataType.Integers, [new("length", DataType.Integer)], a => Range(Math.Abs((int)a[0]! % 4))),
        new("stream", Shape.Sequence, DataType.Integers, [new("length", DataType.Integer)], a => Range(Math.Abs((int)a[0]! % 3))),
        new("range_or_fail", Shape.Task, DataType.Integers, [new("length", DataType.Integer)],
            a => (int)a[0]! % 4 == 0 ? throw new ConnectorException("no range") : Range(Math.Abs((int)a[0]! % 4))) { MayFail = true },
        new("split", Shape.Task, DataType.Texts, [Words],
            a => ((string)a[0]!).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3).ToArray<object?>()),
        new("pair", Shape.Task, DataType.Pair, [new("left", DataType.Integer), new("right", DataType.Text)],
            a => new Pair((int)a[0]!, Short((string)a[1]!), (int)a[0]! % 2 == 0 ? (int)a[0]! : null)),
        new("describe", Shape.ValueTask, DataType.Text, [new("pair", DataType.Pair), new("flag", DataType.Boolean, IsRequired: false, false)],
            a => Short($"{((Pair)a[0]!).Left}{((Pair)a[0]!).Right}{(a[1] is true ? "!" : "")}")),
        new("is_even", Shape.Task, DataType.Boolean, [Value], a => (int)a[0]! % 2 == 0),
        new("either", Shape.Task, DataType.Integer, [new("maybe", DataType.Integer with { IsNullable = true }), new("otherwise", DataType.Integer)],
            a => a[0] ?? a[1]),
        new("note", Shape.Task, null, [Words], _ => null),
        new("tick", Shape.ValueTask, DataType.Integer, [], _ => 7),
    ];

    /// <summary>Those that random chains do not call: each gives what it gets, be it null.</summary>
    public static IReadOnlyList<Connector> Same { get; } =
    [
        .. ((DataType[])[DataType.Integer, DataType.Text, DataType.Boolean, DataType.Pair, DataType.Integers]).Select(type => new Connector(
            $"same_{type.Kind}{(type.IsList ? "s" : "")}".ToLowerInvariant(), Shape.Task, type with { IsNullable = true }, [new("value", type with { IsNullable = true })], a => a[0])),
    ];

    public static Connector Find(string name) => All.Concat(Same).First(connector => connector.Name == name);

    public static Connector SameOf(DataType type) => Same.First(connector => connector.Returns!.IsLike(type));

    private static int Small(int value) => value % 100;

    private static string Short(string text) => text.Length > LongestText ? text[..LongestText] : text;

    private static object?[] Range(int length) => [.. Enumerable.Range(1, length).Select(value => (object?)value)];

    private static IEnumerable<int> Integers(object? list) =>
        ((IEnumerable<object?>)list!).Select(value => Convert.ToInt32(value, CultureInfo.InvariantCulture));
}
