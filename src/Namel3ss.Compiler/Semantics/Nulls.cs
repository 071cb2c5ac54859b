namespace Namel3ss.Compiler.Semantics;

/// <summary>Why a value may be null; nothing if it is never null.</summary>
[Flags]
public enum Nulls
{
    Never = 0,

    /// <summary>By what it is: JSON, an item of a loop.</summary>
    OfData = 1,

    /// <summary>A member or an input whose type has a question mark.</summary>
    Declared = 2,

    /// <summary>A branch, an <c>if</c>, a tolerated failure or a method that may give null left the step without a value.</summary>
    Absent = 4,

    /// <summary>It is the value of the iteration before, which the first iteration has not.</summary>
    Before = 8,
}
