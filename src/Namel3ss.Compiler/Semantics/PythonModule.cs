using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// A Python file of the project: where it lies, and the names that it defines at its top level, by which a
/// misspelt function is found at build time.
/// </summary>
/// <param name="RelativePath">Below the project, with <c>/</c>; the same below the output folder.</param>
/// <param name="Names">Top-level functions, classes, assignments and imports.</param>
/// <param name="Functions">The functions among them.</param>
/// <param name="IsOpen">It has names that reading alone cannot tell (<c>from x import *</c>): nothing is called unknown.</param>
public sealed record PythonModule(
    string RelativePath, EquatableArray<string> Names, EquatableArray<string> Functions, bool IsOpen)
{
    /// <summary>Where the file lies, for diagnostics.</summary>
    public string Path { get; init; } = RelativePath;

    public static PythonModule Read(string relativePath, string text) => PythonModuleReader.Read(relativePath, text);
}

/// <summary>The Python files of one name, in the order of their paths: a step names a file, and of its folders no more than it needs.</summary>
/// <param name="Name">Without a folder.</param>
public sealed record PythonNamesakes(string Name, EquatableArray<PythonModule> Modules) : INamed
{
    /// <summary>All files of a project.</summary>
    public static NameTable<PythonNamesakes> Of(IEnumerable<PythonModule> modules) => modules
        .OrderBy(module => module.RelativePath, StringComparer.Ordinal)
        .GroupBy(module => NameOf(module.RelativePath), StringComparer.Ordinal)
        .Select(group => new PythonNamesakes(group.Key, group.ToEquatableArray()))
        .ToNameTable();

    public static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
