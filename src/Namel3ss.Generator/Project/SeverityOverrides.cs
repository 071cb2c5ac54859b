using Microsoft.CodeAnalysis.Diagnostics;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Generator.Project;

/// <summary>
/// The severities that <c>.editorconfig</c> sets under <c>[*.ai]</c>, by keys of this package's own: the compiler never
/// applies <c>dotnet_diagnostic.*</c> to a file that is no C#.
/// </summary>
internal sealed record SeverityOverrides(EquatableArray<SeverityOverride> Overrides, EquatableArray<Diagnostic> Problems)
{
    private const string Prefix = "namel3ss_diagnostic.";
    private const string Suffix = ".severity";

    public static SeverityOverrides Read(AnalyzerConfigOptions options, IReadOnlyList<DiagnosticDescriptor> descriptors)
    {
        var overrides = new List<SeverityOverride>();
        var problems = new List<Diagnostic>();
        foreach (string key in options.Keys.Where(IsSeverityKey).OrderBy(key => key, StringComparer.Ordinal))
        {
            if (!options.TryGetValue(key, out string? value))
            {
                continue;
            }

            string id = key.Substring(Prefix.Length, key.Length - Prefix.Length - Suffix.Length).ToUpperInvariant();
            DiagnosticDescriptor? descriptor = descriptors.FirstOrDefault(candidate => candidate.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
            string severity = value.Trim().ToLowerInvariant();
            if (descriptor is null)
            {
                problems.Add(ProjectDiagnostics.UnknownSeverityId(key, " Ids look like N3S3006; docs/diagnostics lists them."));
            }
            else if (severity is not ("error" or "warning" or "suggestion" or "silent" or "none" or "default"))
            {
                problems.Add(ProjectDiagnostics.UnknownSeverity(key, value));
            }
            else if (descriptor.Severity == DiagnosticSeverity.Error && severity is not ("error" or "default"))
            {
                problems.Add(ProjectDiagnostics.SeverityOfError(key, value));
            }
            else if (severity != "default")
            {
                overrides.Add(new SeverityOverride(descriptor.Id, severity));
            }
        }

        return new SeverityOverrides(overrides.ToEquatableArray(), problems.ToEquatableArray());
    }

    /// <summary>The diagnostic as the project wants it; null if it wants none.</summary>
    public Microsoft.CodeAnalysis.Diagnostic? Apply(Diagnostic diagnostic)
    {
        string? severity = Overrides.FirstOrDefault(candidate => candidate.Id == diagnostic.Id)?.Severity;
        return severity switch
        {
            null => RoslynDiagnostics.Create(diagnostic),
            "none" => null,
            "error" => RoslynDiagnostics.Create(diagnostic, Microsoft.CodeAnalysis.DiagnosticSeverity.Error),
            "warning" => RoslynDiagnostics.Create(diagnostic, Microsoft.CodeAnalysis.DiagnosticSeverity.Warning),
            "suggestion" => RoslynDiagnostics.Create(diagnostic, Microsoft.CodeAnalysis.DiagnosticSeverity.Info),
            _ => RoslynDiagnostics.Create(diagnostic, Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden),
        };
    }

    private static bool IsSeverityKey(string key) =>
        key.Length > Prefix.Length + Suffix.Length
        && key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && key.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Id">The diagnostic.</param>
/// <param name="Severity">As <c>.editorconfig</c> writes it.</param>
internal sealed record SeverityOverride(string Id, string Severity);

/// <summary>The severities that hold for one file.</summary>
internal sealed record FileSeverities(string Path, SeverityOverrides Overrides)
{
    public static SeverityOverrides Of(string path, IEnumerable<FileSeverities> files) =>
        files.FirstOrDefault(file => file.Path == path)?.Overrides ?? new SeverityOverrides(default, default);
}
