namespace Namel3ss.Compiler.Semantics;

/// <summary>What a step calls and what that gives, as far as it is known before what it reads is.</summary>
/// <param name="Text">The target as results name it.</param>
/// <param name="ValueType">The type of one run; null if it has no value.</param>
/// <param name="IsForEach">It runs once per item of a list.</param>
/// <param name="Meant">The connector that a name which there is not most likely means.</param>
/// <param name="ItemMayBeAbsent">An item may end without a value although the chain goes on.</param>
/// <param name="Llm">The chat model that it asks.</param>
/// <param name="Chain">The chain that it calls, with types as this file names them.</param>
internal sealed record StepTarget(
    string Kind,
    string Text,
    TypeModel? ValueType,
    bool IsKnown,
    bool IsForEach,
    bool ItemMayBeAbsent,
    ConnectorModel? Connector = null,
    (string ModulePath, string Name)? Function = null,
    ConnectorModel? Meant = null,
    string? Llm = null,
    ChainSignature? Chain = null);
