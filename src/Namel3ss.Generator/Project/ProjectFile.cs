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

    /// <summary>
    /// Each file once (a project may list one twice), under a name of its own: two outputs of one name would take all outputs away. Files
    /// that are linked to one place go by where they lie.
    /// </summary>
    public static EquatableArray<SourceFile> Distinct(IEnumerable<SourceFile> files, string directory)
    {
        List<SourceFile> distinct = files.GroupBy(file => file.Path, StringComparer.Ordinal).Select(group => group.First()).ToList();
        foreach (Func<SourceFile, string> name in new Func<SourceFile, string>[] { file => RelativePath.Of(directory, file.Path), file => file.Path })
        {
            HashSet<string> shared = new(
                distinct.GroupBy(file => file.RelativePath, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Key),
                StringComparer.Ordinal);
            distinct = distinct.Select(file => shared.Contains(file.RelativePath) ? file.Under(name(file)) : file).ToList();
        }

        return distinct.ToEquatableArray();
    }

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
