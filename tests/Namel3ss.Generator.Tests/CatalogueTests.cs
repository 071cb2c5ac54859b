using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Analyzers;

namespace Namel3ss.Generator.Tests;

/// <summary>
/// The catalogue, the release files and the pages say the same. Roslyn's release tracking (RS2000 and its kin) reads
/// descriptors from source, and ours are made from the catalogue; so this does its work.
/// </summary>
public partial class CatalogueTests
{
    private static readonly string Folder = AppContext.BaseDirectory;

    [Fact]
    public void Every_diagnostic_is_in_exactly_one_release_file_as_it_is()
    {
        string[] expected = [.. Compiler.Compilation.Descriptors
            .Select(descriptor => $"{descriptor.Id} | Namel3ss.{descriptor.Category} | {descriptor.Severity} | {descriptor.Title}")
            .Order(StringComparer.Ordinal)];
        string[] rows = [.. Released().Order(StringComparer.Ordinal)];

        Assert.True(
            expected.SequenceEqual(rows),
            $"AnalyzerReleases.Unshipped.md lacks\n{string.Join('\n', expected.Except(rows))}\nand has too much\n{string.Join('\n', rows.Except(expected))}");
    }

    [Fact]
    public void An_id_is_given_once_and_tells_its_stage()
    {
        string[] ids = [.. Compiler.Compilation.Descriptors.Select(descriptor => descriptor.Id)];

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^N3S[0-3][0-9]{3}$", id));
    }

    [Fact]
    public void Every_diagnostic_has_a_page_and_every_page_a_diagnostic() => Assert.Equal(
        Compiler.Compilation.Descriptors.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Folder, "diagnostics"), "N3S*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_page_says_title_and_severity()
    {
        foreach (Compiler.Diagnostics.DiagnosticDescriptor descriptor in Compiler.Compilation.Descriptors)
        {
            string page = File.ReadAllText(Path.Combine(Folder, "diagnostics", descriptor.Id + ".md"));
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains($"**Severity:** {descriptor.Severity}", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_analyzers_may_report_everything_and_errors_stay_errors()
    {
        DiagnosticDescriptor[] supported = [.. new ChainFileAnalyzer().SupportedDiagnostics];

        Assert.Equal(Compiler.Compilation.Descriptors.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal), supported.Select(descriptor => descriptor.Id));
        Assert.All(supported, descriptor => Assert.Equal(
            descriptor.DefaultSeverity == DiagnosticSeverity.Error,
            descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)));
    }

    private static IEnumerable<string> Released() =>
        from name in new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
        from line in File.ReadLines(Path.Combine(Folder, name))
        let row = Row().Match(line)
        where row.Success
        select string.Join(" | ", row.Groups.Values.Skip(1).Select(cell => cell.Value.Trim()));

    [GeneratedRegex(@"^(N3S\d+)\s*\|([^|]*)\|([^|]*)\|(.*)$")]
    private static partial Regex Row();
}
