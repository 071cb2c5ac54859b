using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A file whose names and types are known: all that scheduling and emitting need, and every diagnostic of it.</summary>
public sealed record BoundFile(
    string SymbolPath,
    string RelativePath,
    string? Checksum,
    EquatableArray<BoundTypeAlias> Aliases,
    EquatableArray<BoundChain> Chains,
    EquatableArray<BoundLlm> Llms,
    EquatableArray<Diagnostic> Diagnostics);

/// <summary>A C# type that a <c>.ai</c> file names: emitted once, so that a wrong one is one C# error at its place.</summary>
/// <param name="IsKnown">The host has found it.</param>
public sealed record BoundTypeAlias(string Name, string Type, LineSpan Lines, bool IsKnown)
{
    /// <summary>What the names begin with; a number follows.</summary>
    public const string Prefix = "__Type";
}

/// <summary>A chat model that the file declares; what is null is not written.</summary>
/// <param name="Line">From one.</param>
public sealed record BoundLlm(
    string Name,
    string? Client,
    string? Model,
    double? Temperature,
    int? MaxTokens,
    string? System,
    int? MaxConcurrent,
    EquatableArray<string> Fallback,
    int Line);

/// <param name="Steps">All steps in file order, those of blocks too; <paramref name="Body"/> says when they run.</param>
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
    EquatableArray<BoundStatement> Body,
    EquatableArray<StepOutput> Outputs,
    bool IsBroken,
    bool HasUnknownParameters,
    bool IsInternal)
{
    /// <summary>The type of the chain's value; null if it has none.</summary>
    public TypeModel? ResultType => Outputs.Count == 0 ? null : Outputs[0].Type;

    /// <summary>Steps that some runs do not reach although nothing stops them.</summary>
    public bool HasBranches => Body.Any(statement => statement is not BoundStepStatement);

    /// <summary>A run may end well without the chain's value.</summary>
    public bool ResultMayBeAbsent { get; init; }

    /// <summary>The chain whose value it gives as its own, if it does.</summary>
    public string? ResultOf { get; init; }

    /// <summary>Its own file says what is wrong with it; a chain may also be broken because one that it calls is.</summary>
    public bool HasErrors { get; init; }

    /// <summary>Some of it could not be read.</summary>
    public bool IsUnread { get; init; }

    /// <summary>A mistake may hide parameters or make some up: what its callers give it is not measured by them.</summary>
    public bool HasDoubtfulParameters { get; init; }

    /// <summary>The types that the heads of its branches and loops write as JSON, as far as they are known.</summary>
    public EquatableArray<TypeModel> Json { get; init; }

    /// <summary>When the steps run beside each other, they wait only for what they need.</summary>
    public bool IsDataflow { get; init; }
}

/// <summary>A step that gives the chain its value.</summary>
/// <param name="Step">The first of the steps that share its name.</param>
/// <param name="List">How its list is read, if it runs several times.</param>
public sealed record StepOutput(int Step, TypeModel Type, ListReading List);

/// <summary>A parameter of the chain's method.</summary>
/// <param name="Name">In C#, not yet escaped.</param>
/// <param name="Source">In the file.</param>
/// <param name="Default">Null if the parameter is required.</param>
/// <param name="IsLate">The default is no constant of C#: null stands for it.</param>
public sealed record BoundParameter(string Name, TypeModel Type, string Source, BoundExpression? Default = null, bool IsLate = false);

/// <param name="PropertyName">Its name in the class of the chain's steps.</param>
/// <param name="Kind">For results and telemetry: <c>connector</c>, <c>python</c>.</param>
/// <param name="Lines">The whole step in the file.</param>
/// <param name="Head">Its first line.</param>
/// <param name="Parallel">Where <c>parallel: true</c> stands, if it does.</param>
/// <param name="ValueType">Null if the step has no value.</param>
/// <param name="Nulls">Why it may end without a value although the chain goes on.</param>
/// <param name="Needs">Values without which it is skipped; of <c>for_each</c>, as a whole.</param>
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
    Nulls Nulls,
    EquatableArray<BoundNeed> Needs)
{
    public bool IsParallel => Parallel is not null;

    /// <summary>The first of the steps that share its name (branches of one <c>if</c>): theirs is the property.</summary>
    public int Owner { get; init; }

    /// <summary>The innermost loop around it.</summary>
    public int? Loop { get; init; }

    /// <summary>How many loops stand around it.</summary>
    public int LoopDepth { get; init; }

    public BoundForEach? ForEach { get; init; }

    /// <summary>It has a list of results.</summary>
    public bool IsList => Loop is not null || ForEach is not null;

    /// <summary>Its <c>if</c>; of <c>for_each</c>, for each item.</summary>
    public BoundExpression? Condition { get; init; }

    /// <summary>Values without which one item of <c>for_each</c> is skipped.</summary>
    public EquatableArray<BoundNeed> ItemNeeds { get; init; }

    public TimeSpan? Timeout { get; init; }

    public RetrySyntax? Retry { get; init; }

    /// <summary>It names steps in <c>depends_on</c>.</summary>
    public bool HasDependencies { get; init; }

    /// <summary>The types that its expressions write as JSON, as far as they are known.</summary>
    public EquatableArray<TypeModel> Json { get; init; }

    /// <summary>Steps that have to end before it starts when only data decides: those of <c>depends_on</c> and those it reads.</summary>
    public EquatableArray<int> WaitsFor { get; init; }
}

/// <summary>What a step cannot do without: where all of these are null, it is skipped.</summary>
/// <param name="Name">What gets the value, for the name of a local.</param>
public sealed record BoundNeed(string Name, EquatableArray<BoundExpression> AnyOf);

/// <summary>What a step calls.</summary>
public abstract record BoundCall;

public sealed record BoundConnectorCall(ConnectorModel Connector, EquatableArray<BoundArgument> Arguments) : BoundCall;

/// <param name="ModulePath">The Python file, below the output folder.</param>
/// <param name="Variables">Loop variables, as JSON.</param>
/// <param name="Dependencies">The <c>depends_on</c> steps that have values, in the order listed.</param>
/// <param name="Previous">The node before, which fills a parameter if nothing else does.</param>
public sealed record BoundPythonCall(
    string ModulePath,
    string Function,
    TypeModel Returns,
    EquatableArray<BoundOption> Options,
    EquatableArray<BoundOption> Variables,
    EquatableArray<BoundSource> Dependencies,
    BoundSource? Previous) : BoundCall;

/// <summary>A step whose value goes to Python.</summary>
public sealed record BoundSource(string Name, BoundStepValue Value, TypeModel Type);

/// <summary>An option of a Python call: its value is JSON already.</summary>
public sealed record BoundOption(string Name, BoundExpression Json);

/// <summary>A question to a chat model.</summary>
/// <param name="System">Null for what the model's declaration says.</param>
/// <param name="Prompt">Null if the question is made of <paramref name="Sections"/>.</param>
public sealed record BoundLlmCall(
    string Llm, TypeModel Returns, BoundExpression? System, BoundExpression? Prompt, EquatableArray<BoundSection> Sections) : BoundCall;

/// <summary>The value of a step under its name, as text; null if it is absent.</summary>
public sealed record BoundSection(string Name, BoundExpression Text);

/// <summary>A call of another chain.</summary>
/// <param name="CSharpName">The chain's name in C#.</param>
/// <param name="RunType">The class of its runs.</param>
/// <param name="LeavesOut">Parameters with defaults are left out.</param>
/// <param name="IsBroken">The chain has errors, which its own file reports: the call is not compiled.</param>
public sealed record BoundChainCall(
    string CSharpName, TypeModel RunType, EquatableArray<BoundArgument> Arguments, bool HasValue, bool LeavesOut, bool IsBroken) : BoundCall;

/// <summary>A <c>template</c> step: its text.</summary>
public sealed record BoundTemplateCall(BoundExpression Text) : BoundCall;

/// <param name="Name">The C# parameter.</param>
/// <param name="IsNamed">An optional parameter before it was left out.</param>
public sealed record BoundArgument(string Name, bool IsNamed, BoundExpression Value);
