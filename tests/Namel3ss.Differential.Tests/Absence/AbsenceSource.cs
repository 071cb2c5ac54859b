using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Absence;

/// <summary>Where a value comes from that may be absent or null.</summary>
/// <param name="Chain">The chain in which the readers read it.</param>
/// <param name="Runs">The arguments of each run, and what the readers then see, one value after another.</param>
internal sealed record AbsenceSource(
    string Name, Func<DataType, Func<Expression, IReadOnlyList<Node>>, ChainModel> Chain, Func<IReadOnlyList<object>, IReadOnlyList<AbsenceRun>> Runs)
{
    /// <summary>Each reader is a step, for each item of a list.</summary>
    public bool IsForEach { get; init; }

    /// <summary>It gives lists too: there are none of lists.</summary>
    public bool GivesLists { get; init; } = true;

    public static IReadOnlyList<AbsenceSource> All { get; } =
    [
        new("input", (kind, read) => Make([new("x", OrNull(kind))], read(new Variable("x"))), values => [.. OrNull(values).Select(value => new AbsenceRun([("x", value)], [value]))]),
        new("step", (kind, read) => Make([new("there", DataType.Boolean), new("given", OrNull(kind))], [Same(kind, "given", new Variable("there")), .. read(new StepValue("x"))]),
            IfThere),
        new("branch", (kind, read) => Make(
                [new("there", DataType.Boolean), new("given", OrNull(kind))],
                [new If([new Branch(new Variable("there"), [Same(kind, "given")])]), .. read(new StepValue("x"))]),
            IfThere),
        new("item", (kind, read) => Make([new("items", ListOf(kind))], [new For("x", new Variable("items"), read(new Variable("x")))]), Items) { GivesLists = false },
        new("item of for_each", (kind, read) => Make([new("items", ListOf(kind))], read(new Variable("x"))), Items) { GivesLists = false, IsForEach = true },
        new("carried", (kind, read) => Make(
                [new("items", ListOf(kind))], [new For("given", new Variable("items"), [.. read(new StepValue("x")), Same(kind, "given")])]),
            values => [new AbsenceRun([("items", (object?[])[.. OrNull(values), null])], [null, .. OrNull(values)])]) { GivesLists = false },
    ];

    public override string ToString() => Name;

    private static ChainModel Make(IReadOnlyList<Input> inputs, IReadOnlyList<Node> body) => new("absence", inputs, body, null, IsForDataflowOnly: false);

    private static Step Same(DataType kind, string given, Expression? condition = null) =>
        new("x", new ConnectorCall(Connectors.SameOf(kind), [new Option("value", new Variable(given))])) { Condition = condition, DependsOn = [] };

    private static DataType OrNull(DataType kind) => kind with { IsNullable = true };

    private static DataType ListOf(DataType kind) => kind with { IsList = true, HasNullableItems = true };

    private static IReadOnlyList<object?> OrNull(IReadOnlyList<object> values) => [null, .. values, null];

    private static IReadOnlyList<AbsenceRun> Items(IReadOnlyList<object> values) => [new([("items", (object?[])[.. OrNull(values)])], [.. OrNull(values)])];

    private static IReadOnlyList<AbsenceRun> IfThere(IReadOnlyList<object> values) =>
    [
        new([("there", false), ("given", values[0])], [null]),
        .. OrNull(values).Select(value => new AbsenceRun([("there", true), ("given", value)], [value])),
    ];
}

/// <param name="Seen">What the readers see, one value after another.</param>
internal sealed record AbsenceRun((string Name, object? Value)[] Arguments, object?[] Seen);
