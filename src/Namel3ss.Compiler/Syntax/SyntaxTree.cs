using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// A parsed file: its structure as it is written, with every mistake of reading. Nothing here knows of C#.
/// </summary>
public sealed record SyntaxTree(
    SourceFile File,
    EquatableArray<ChainSyntax> Chains,
    EquatableArray<LlmSyntax> Llms,
    EquatableArray<SuppressionSyntax> Suppressions,
    EquatableArray<Diagnostic> Diagnostics)
{
    /// <summary>A tree is a function of its file, so files decide equality.</summary>
    public bool Equals(SyntaxTree? other) => other is not null && File.Equals(other.File);

    public override int GetHashCode() => File.GetHashCode();
}

/// <summary><c># n3-disable N3S3001</c>: the ids apply to <see cref="Line"/> (from zero).</summary>
public sealed record SuppressionSyntax(TextSpan Span, string Id, int Line);

/// <summary>A name as it stands; <see cref="Text"/> is empty where one is missing (reported already).</summary>
public sealed record NameSyntax(TextSpan Span, string Text, bool IsQuoted);

/// <summary><c>chain NAME:</c> with its keys and, in file order, what it runs.</summary>
/// <param name="Span">From the keyword to the end of the last line of the chain that holds text.</param>
/// <param name="Inputs">Null if there is no <c>inputs:</c>; parameters are lifted then.</param>
/// <param name="IsBroken">Something in it could not be read: it compiles to members that only keep callers compiling.</param>
public sealed record ChainSyntax(
    TextSpan Span,
    NameSyntax Name,
    EquatableArray<InputSyntax>? Inputs,
    EquatableArray<PropertySyntax> Properties,
    EquatableArray<StatementSyntax> Body,
    bool IsBroken)
{
    /// <summary>Lines of it do not stand in the blocks that they were meant for: what binding could say of it follows from that.</summary>
    public bool IsMisplaced { get; init; }

    public PropertySyntax? Find(string key) => Properties.FirstOrDefault(property => property.Key == key);
}

/// <summary>What stands in a block of a chain: a step today; branches and loops are of this kind too.</summary>
/// <param name="Span">From its first character to the end of its last line that holds text (comments left out).</param>
/// <param name="HeadSpan">Its first line alone, <c>step NAME:</c>.</param>
public abstract record StatementSyntax(TextSpan Span, TextSpan HeadSpan);

/// <summary><c>step NAME:</c> with its keys.</summary>
public sealed record StepSyntax(
    TextSpan Span,
    TextSpan HeadSpan,
    NameSyntax Name,
    EquatableArray<PropertySyntax> Properties)
    : StatementSyntax(Span, HeadSpan)
{
    public PropertySyntax? Find(string key) => Properties.FirstOrDefault(property => property.Key == key);
}

/// <summary>A typed parameter of a chain: <c>limit: integer = 10</c>.</summary>
/// <param name="Default">Null if the input is required.</param>
public sealed record InputSyntax(TextSpan Span, NameSyntax Name, TypeSyntax? Type, ValueSyntax? Default);

/// <summary><c>llm NAME:</c> with its keys.</summary>
public sealed record LlmSyntax(TextSpan Span, NameSyntax Name, EquatableArray<PropertySyntax> Properties, bool IsBroken)
{
    public PropertySyntax? Find(string key) => Properties.FirstOrDefault(property => property.Key == key);
}

/// <summary><c>if</c>, <c>elif</c>s and <c>else</c>.</summary>
public sealed record IfSyntax(TextSpan Span, TextSpan HeadSpan, EquatableArray<BranchSyntax> Branches) : StatementSyntax(Span, HeadSpan);

/// <param name="Condition">Null for <c>else</c>.</param>
public sealed record BranchSyntax(
    TextSpan Span, TextSpan HeadSpan, ExpressionSyntax? Condition, EquatableArray<StatementSyntax> Body);

/// <summary><c>for item in EXPR:</c></summary>
public sealed record ForSyntax(
    TextSpan Span, TextSpan HeadSpan, NameSyntax Variable, ExpressionSyntax Items, EquatableArray<StatementSyntax> Body)
    : StatementSyntax(Span, HeadSpan);

/// <summary><c>while EXPR:</c> with <c>max_iterations</c>.</summary>
/// <param name="MaxIterations">Zero if it is missing or wrong, which is reported already.</param>
public sealed record WhileSyntax(
    TextSpan Span, TextSpan HeadSpan, ExpressionSyntax Condition, int MaxIterations, EquatableArray<StatementSyntax> Body)
    : StatementSyntax(Span, HeadSpan);

/// <summary><c>key: value</c> of a chain or a step, the value read as its key wants it.</summary>
public sealed record PropertySyntax(TextSpan Span, TextSpan KeySpan, string Key, ValueSyntax Value);
