using Namel3ss.Compiler;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Generator.Project;

/// <summary>What the project file says, read and checked.</summary>
/// <param name="Directory">The project's folder, with <c>/</c> and a final one; empty if unknown.</param>
/// <param name="Namespace">Where the chains go, sanitised and escaped.</param>
/// <param name="ClassName">The class of the chains, without <c>@</c>.</param>
/// <param name="GlobalUsing">Whether the generator adds a global using of <paramref name="Namespace"/>.</param>
/// <param name="AnalyzersRun">Whether the analyzers of this package run: they report then, and the generator is silent.</param>
/// <param name="Problems">Properties with values that they cannot have.</param>
internal sealed record ProjectOptions(
    string Directory,
    string Namespace,
    string ClassName,
    bool GlobalUsing,
    bool AnalyzersRun,
    EquatableArray<Diagnostic> Problems)
{
    /// <summary>Of a project of which nothing is known.</summary>
    public static ProjectOptions Default { get; } = new("", "", "Chains", GlobalUsing: false, AnalyzersRun: true, default);

    /// <summary>The class with its namespace, as names of types are compared.</summary>
    public string QualifiedClassName => Namespace.Length == 0 ? ClassName : $"{Namespace.Replace("@", "")}.{ClassName}";

    public CompilationOptions ToCompilationOptions(bool isPublic) => new(Namespace, ClassName, isPublic);
}
