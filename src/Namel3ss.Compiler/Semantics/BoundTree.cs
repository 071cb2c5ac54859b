using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A file whose names and types are known: all that scheduling and emitting need, and every diagnostic of it.</summary>
public sealed record BoundFile(
    string Path,
    string RelativePath,
    string? Checksum,
    EquatableArray<BoundTypeAlias> Aliases,
    EquatableArray<BoundChain> Chains,
    EquatableArray<Diagnostic> Diagnostics);

/// <summary>A C# type that a <c>.ai</c> file names: emitted once, so that a wrong one is one C# error at its place.</summary>
public sealed record BoundTypeAlias(string Name, string Type, LineSpan Lines);

/// <param name="IsBroken">It has errors: only its members are emitted, so that callers compile.</param>
/// <param name="HasUnknownParameters">A broken chain whose parameters could not all be told.</param>
/// <param name="IsInternal">A type in its signature is not public although the class of the chains is.</param>
public sealed record BoundChain(
    string Name,
    string CSharpName,
    string Description,
    TimeSpan? Timeout,
    EquatableArray<BoundParameter> Parameters,
    EquatableArray<BoundStep> Steps,
    EquatableArray<int> Outputs,
    bool IsBroken,
    bool HasUnknownParameters,
    bool IsInternal)
{
    /// <summary>The type of the chain's value; null if it has none.</summary>
    public TypeModel? ResultType => Outputs.Count == 0 ? null : Steps[Outputs[0]].ValueType;
}

/// <summary>A parameter of the chain's method.</summary>
public sealed record BoundParameter(string Name, TypeModel Type);

/// <param name="PropertyName">Its name in the class of the chain's steps.</param>
/// <param name="Kind">For results and telemetry: <c>connector</c>, <c>python</c>.</param>
/// <param name="Lines">The whole step in the file.</param>
/// <param name="Head">Its first line.</param>
/// <param name="Parallel">Where <c>parallel: true</c> stands, if it does.</param>
/// <param name="ValueType">Null if the step has no value.</param>
/// <param name="MayBeAbsent">It can end without a value although the chain goes on.</param>
/// <param name="Requires">Steps that may be absent and without whose value this one is skipped.</param>
public sealed record BoundStep(
    string Name,
    string PropertyName,
    string Kind,
    string Target,
    LineSpan Lines,
    LineSpan Head,
    BoundCall? Call,
    TypeModel? ValueType,
    Location? Parallel,
    bool StopOnError,
    bool MayBeAbsent,
    EquatableArray<int> Requires)
{
    public bool IsParallel => Parallel is not null;
}

/// <summary>What a step calls.</summary>
public abstract record BoundCall;

public sealed record BoundConnectorCall(ConnectorModel Connector, EquatableArray<BoundArgument> Arguments) : BoundCall;

/// <param name="ModulePath">The Python file, below the output folder.</param>
/// <param name="Dependencies">The <c>depends_on</c> steps that have values, in the order listed.</param>
/// <param name="Previous">The node before, which fills a parameter if nothing else does.</param>
public sealed record BoundPythonCall(
    string ModulePath,
    string Function,
    TypeModel Returns,
    EquatableArray<BoundOption> Options,
    EquatableArray<int> Dependencies,
    int? Previous) : BoundCall;

/// <summary>An option of a Python call: its value is JSON already.</summary>
public sealed record BoundOption(string Name, string Json);

/// <param name="Name">The C# parameter.</param>
/// <param name="IsNamed">An optional parameter before it was left out.</param>
public sealed record BoundArgument(string Name, bool IsNamed, BoundExpression Value);
