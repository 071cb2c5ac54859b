using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A value that a call is given, typed.</summary>
public abstract record BoundExpression;

/// <summary>The step's cancellation token.</summary>
public sealed record BoundToken : BoundExpression;

/// <summary>The step's <c>StepContext</c>.</summary>
public sealed record BoundContext : BoundExpression;

/// <summary>A parameter of the chain.</summary>
public sealed record BoundParameterValue(string Name) : BoundExpression;

/// <summary>The value of a step that ran before.</summary>
public sealed record BoundStepValue(int Step, StepAccess Access) : BoundExpression;

/// <summary>The values of several steps as one list.</summary>
public sealed record BoundStepList(EquatableArray<BoundStepValue> Items) : BoundExpression;

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
