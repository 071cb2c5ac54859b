namespace Namel3ss.Differential.Tests.Model;

/// <summary>A chain as its author thinks of it: what is printed as <c>.ai</c> text and what the interpreter runs.</summary>
/// <param name="Inputs">Its declared inputs; null if what nothing fills becomes a parameter.</param>
/// <param name="Output">Null for none written.</param>
/// <param name="IsForDataflowOnly">A parallel step reads its neighbour, which groups do not allow. A chain that others call has that schedule then, else groups.</param>
/// <param name="Timeout">In seconds; null if it is not written.</param>
internal sealed record ChainModel(
    string Name, IReadOnlyList<Input>? Inputs, IReadOnlyList<Node> Body, IReadOnlyList<string>? Output, bool IsForDataflowOnly, double? Timeout = null)
{
    /// <summary>The steps that its value may come from.</summary>
    public IReadOnlyList<string> Outputs =>
        Output ?? (Ends(Body) is [{ Type: not null } first, ..] ends && ends.All(end => end?.Name == first.Name) ? [first.Name] : []);

    /// <summary>The last step of each way through the block; null for one that has none.</summary>
    private static Step?[] Ends(IReadOnlyList<Node> block) => block switch
    {
        [.., Step last] => [last],
        [.., If last] => [.. last.Branches.SelectMany(branch => Ends(branch.Body)), .. last.Branches[^1].Condition is null ? (Step?[])[] : [null]],
        _ => [null],
    };
}

/// <param name="Default">Null for a required input.</param>
internal sealed record Input(string Name, DataType Type, Literal? Default = null);

/// <summary>What stands in a block. Nodes are compared by identity: two equal ones are two.</summary>
internal abstract class Node;

internal sealed class If(IReadOnlyList<Branch> branches) : Node
{
    public IReadOnlyList<Branch> Branches => branches;
}

/// <param name="Condition">Null for <c>else</c>.</param>
internal sealed record Branch(Expression? Condition, IReadOnlyList<Node> Body);

internal sealed class For(string variable, Expression items, IReadOnlyList<Node> body) : Node
{
    public string Variable => variable;

    public Expression Items => items;

    public IReadOnlyList<Node> Body => body;
}

internal sealed class While(Expression condition, int maxIterations, IReadOnlyList<Node> body) : Node
{
    public Expression Condition => condition;

    public int MaxIterations => maxIterations;

    public IReadOnlyList<Node> Body => body;
}

internal sealed class Step(string name, Call call) : Node
{
    public string Name => name;

    public Call Call => call;

    public bool IsParallel { get; init; }

    /// <summary>Null if the key is not written; it may be empty.</summary>
    public IReadOnlyList<string>? DependsOn { get; init; }

    public Expression? Condition { get; init; }

    public ForEach? ForEach { get; init; }

    public bool StopsOnError { get; init; } = true;

    /// <summary>Further attempts.</summary>
    public int Retries { get; init; }

    /// <summary>Of one attempt, in seconds.</summary>
    public double? Timeout { get; init; }

    public bool HasDependencies => DependsOn is { Count: > 0 };

    public Step With(
        bool? isParallel = null, IReadOnlyList<string>? dependsOn = null, bool dropCondition = false, bool dropForEach = false,
        bool dropRetries = false, Call? call = null) => new(Name, call ?? Call)
        {
            IsParallel = isParallel ?? IsParallel,
            DependsOn = dependsOn ?? DependsOn,
            Condition = dropCondition ? null : Condition,
            ForEach = dropForEach ? null : ForEach,
            StopsOnError = StopsOnError,
            Retries = dropRetries ? 0 : Retries,
            Timeout = Timeout,
        };

    /// <summary>Some of the items of its list, or its one value, may be absent.</summary>
    public bool MayItemBeAbsent => Condition is not null || !StopsOnError || Call.Type is { IsNullable: true };

    /// <summary>The type of its value where it does not stand in a loop; null if it has none.</summary>
    public DataType? Type => Call.Type is not { } type ? null
        : ForEach is null ? type with { IsNullable = false }
        : type with { IsNullable = false, IsList = true, HasNullableItems = MayItemBeAbsent };
}

/// <param name="MaxParallel">Null for one after another.</param>
internal sealed record ForEach(Expression Items, string Variable, int? MaxParallel);

/// <summary>What a step does. New kinds of steps are new calls.</summary>
internal abstract record Call
{
    /// <summary>Null if it gives no value.</summary>
    public abstract DataType? Type { get; }
}

/// <summary>A call with parameters, to be filled by section 7 of the language.</summary>
internal abstract record CallWithArguments(IReadOnlyList<Option> Options) : Call
{
    public abstract IReadOnlyList<Parameter> Parameters { get; }
}

internal sealed record ConnectorCall(Connector Connector, IReadOnlyList<Option> Options) : CallWithArguments(Options)
{
    public override DataType? Type => Connector.Returns;

    public override IReadOnlyList<Parameter> Parameters => Connector.Parameters;
}

internal sealed record ChainCall(CalledChain Callee, IReadOnlyList<Option> Options) : CallWithArguments(Options)
{
    public override DataType? Type => Callee.Type;

    public override IReadOnlyList<Parameter> Parameters => Callee.Parameters;
}

/// <param name="Value">An expression, or a template for a text.</param>
internal sealed record Option(string Name, Expression Value);

internal sealed record TemplateCall(Template Text) : Call
{
    public override DataType Type => DataType.Text;
}
