using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Generator.Project;

/// <summary>Reads what the project gives the compiler as additional files.</summary>
internal static class ProjectFile
{
    public static bool IsChains(AdditionalText file) => file.Path.EndsWith(".ai", StringComparison.OrdinalIgnoreCase);

    public static bool IsPython(AdditionalText file) => file.Path.EndsWith(".py", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null if the file cannot be opened: the C# compiler says so itself.</summary>
    public static SourceFile? ReadChains(
        AdditionalText file, AnalyzerConfigOptionsProvider properties, string directory, CancellationToken cancellationToken) =>
        file.GetText(cancellationToken) is { } text
            ? new SourceFile(file.Path, PathInProject(file, properties, directory), text.ToString(), Checksum(text))
            : null;

    public static PythonModule? ReadPython(
        AdditionalText file, AnalyzerConfigOptionsProvider properties, string directory, CancellationToken cancellationToken) =>
        file.GetText(cancellationToken) is { } text
            ? PythonModule.Read(PathInProject(file, properties, directory), text.ToString())
            : null;

    /// <summary>What a debugger finds the file's version by; other algorithms than SHA-256 are of old compilers.</summary>
    private static string? Checksum(SourceText text) => text.ChecksumAlgorithm == SourceHashAlgorithm.Sha256
        ? string.Concat(text.GetChecksum().Select(value => value.ToString("x2", CultureInfo.InvariantCulture)))
        : null;

    /// <summary>Where the file lies in the project; of a linked one, where the link says.</summary>
    private static string PathInProject(AdditionalText file, AnalyzerConfigOptionsProvider properties, string directory) =>
        properties.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.Link", out string? link) && link.Length > 0
            ? RelativePath.Normalize(link)
            : RelativePath.Of(directory, file.Path);
}
