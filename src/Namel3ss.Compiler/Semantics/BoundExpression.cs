using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A value that a call is given, typed.</summary>
public abstract record BoundExpression;

/// <summary>The step's cancellation token.</summary>
public sealed record BoundToken : BoundExpression;

/// <summary>The step's <c>StepContext</c>.</summary>
public sealed record BoundContext : BoundExpression;

/// <summary>A keyed service of the container.</summary>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Key">As C#.</param>
/// <param name="IsOptional">Null if the container has none.</param>
public sealed record BoundService(string Type, string Key, bool IsOptional) : BoundExpression;

/// <summary>A parameter of the chain.</summary>
public sealed record BoundParameterValue(string Name) : BoundExpression;

/// <summary>A variable of a loop.</summary>
public sealed record BoundVariable(string Name) : BoundExpression;

/// <summary>The value of a step that ran before.</summary>
public sealed record BoundStepValue(int Step, StepAccess Access, StepPlace Place = default) : BoundExpression;

/// <summary>Which of the times that a step ran is meant.</summary>
/// <param name="Loop">The innermost loop around both the step and its reader; null if there is none.</param>
/// <param name="IsBefore">The last finished iteration of that loop, not this one.</param>
/// <param name="List">All times it ran, in that iteration if there is such a loop.</param>
public readonly record struct StepPlace(int? Loop, bool IsBefore, ListReading List);

/// <summary>What a list of results takes in.</summary>
public enum ListReading
{
    /// <summary>It is no list but one value.</summary>
    None,

    /// <summary>The values that are there.</summary>
    Values,

    /// <summary>An item for each time, null where there is no value.</summary>
    ValuesOrNull,
}

/// <summary>The values of several steps as one list.</summary>
public sealed record BoundStepList(EquatableArray<BoundStepValue> Items) : BoundExpression
{
    /// <summary>Of a single step's list: there is no list if there is no value.</summary>
    public bool IsNullIfAbsent { get; init; }
}

public enum StepAccess
{
    /// <summary>The value, which is there.</summary>
    Value,

    /// <summary>The value or null.</summary>
    OrNull,

    /// <summary>In a list: the value if there is one.</summary>
    IfPresent,

    /// <summary>In a list: the items of the value.</summary>
    Spread,

    /// <summary>In a list: the items of the value, if there is one.</summary>
    SpreadIfPresent,

    /// <summary>In a list: the items of the value that are not null, if there is one.</summary>
    SpreadPresent,
}

/// <summary>Text; emitted as a C# string literal that gives the same text back, whatever it holds.</summary>
public sealed record BoundText(string Text) : BoundExpression;

public sealed record BoundChar(char Value) : BoundExpression;

/// <summary>A word of C# that needs no type: <c>true</c>, <c>null</c>, a number with its suffix, a call of a known constructor.</summary>
/// <param name="CSharp">Built by the binder from checked parts alone; never text of the file.</param>
public sealed record BoundConstant(string CSharp) : BoundExpression;

/// <summary>A value that C# makes from a text by a constructor, as of <c>Guid</c> and <c>Uri</c>.</summary>
public sealed record BoundConversion(string Prefix, string Text, string Suffix) : BoundExpression;

/// <summary>A list; without an item type its C# type follows from where it stands.</summary>
public sealed record BoundList(EquatableArray<BoundExpression> Items, string? ElementType = null) : BoundExpression;

public sealed record BoundObject(
    string Type, EquatableArray<BoundArgument> Arguments, EquatableArray<BoundArgument> Members) : BoundExpression;

public sealed record BoundDictionary(EquatableArray<BoundEntry> Entries) : BoundExpression;

public sealed record BoundEntry(string Key, BoundExpression Value);

/// <summary>An expression of the file, emitted so that its start maps to where it stands.</summary>
public sealed record BoundMapped(LineSpan Lines, BoundExpression Value) : BoundExpression;

/// <summary>A constant of C# behind a type that the file names: <c>Urgency.Critical</c>.</summary>
public sealed record BoundStatic(string Type, string Member) : BoundExpression;

/// <param name="Name">The member in C#.</param>
/// <param name="IsConditional"><c>?.</c></param>
public sealed record BoundMember(BoundExpression Target, string Name, bool IsConditional) : BoundExpression;

/// <summary><c>x[i]</c> of what is not JSON.</summary>
/// <param name="IsConditional">Null if the target is.</param>
/// <param name="IndexMayBeNull">Null if the index is.</param>
public sealed record BoundIndex(BoundExpression Target, BoundExpression Index, bool IsConditional, bool IndexMayBeNull) : BoundExpression;

/// <summary>A call of the runtime's operators.</summary>
public sealed record BoundOperation(string Method, EquatableArray<BoundExpression> Operands) : BoundExpression
{
    /// <summary>It throws for some values of its operands.</summary>
    public bool CanFail { get; init; }

    /// <summary>Of <c>==</c> and <c>!=</c>: an operand is never null.</summary>
    public bool HasValue { get; init; }
}

/// <summary>A value that may be null by its C# type, where it is known not to be.</summary>
public sealed record BoundNotNull(BoundExpression Value) : BoundExpression;

/// <summary>A value that a step needs: its guard has found that it is not null.</summary>
public sealed record BoundNeeded(BoundExpression Value) : BoundExpression;

/// <summary><c>and</c>, <c>or</c>; the operands are conditions.</summary>
public sealed record BoundLogic(string Operator, BoundExpression Left, BoundExpression Right) : BoundExpression;

public sealed record BoundNot(BoundExpression Operand) : BoundExpression;

/// <summary><c>??</c>; the left one can be null.</summary>
public sealed record BoundCoalesce(BoundExpression Left, BoundExpression Right) : BoundExpression;

public sealed record BoundIsNull(BoundExpression Operand, bool IsNegated) : BoundExpression;

/// <summary>A value as text, as a template shows it.</summary>
/// <param name="KeepsNull">Null stays null and is not empty: the text goes where it may be null.</param>
public sealed record BoundTextOf(BoundExpression Value, bool KeepsNull = false) : BoundExpression;

/// <summary>A value as a JsonElement.</summary>
public sealed record BoundJsonElementOf(BoundExpression Value) : BoundExpression;

/// <summary>A value as JSON text.</summary>
/// <param name="KeepsNull">Null stays null and is not the JSON <c>null</c>.</param>
public sealed record BoundJsonOf(BoundExpression Value, bool KeepsNull = false) : BoundExpression;

/// <summary>Texts, one after another.</summary>
public sealed record BoundConcatenation(EquatableArray<BoundExpression> Parts) : BoundExpression;
