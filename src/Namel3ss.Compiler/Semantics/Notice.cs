namespace Namel3ss.Compiler.Semantics;

/// <summary>What the author of a C# type, method or member tells those who use it.</summary>
/// <param name="What">What it is about, as messages write it.</param>
/// <param name="State">What it is: <c>obsolete</c>.</param>
/// <param name="Reason">The author's words; empty if there are none.</param>
/// <param name="IsError">Nobody may use it.</param>
public sealed record Notice(string What, string State, string Reason, bool IsError);
