namespace Namel3ss.Compiler;

/// <summary>What the project says about its generated code.</summary>
/// <param name="RootNamespace">A valid namespace, or empty for the global one.</param>
/// <param name="ClassName">The class that gets the chains.</param>
/// <param name="IsPublic">The user declared that class public.</param>
public sealed record CompilationOptions(string RootNamespace, string ClassName = "Chains", bool IsPublic = false);
