using System.Text.RegularExpressions;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Diagnostics;

/// <summary>The pages that diagnostics link to: docs/diagnostics.</summary>
public partial class DiagnosticPageTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Diagnostics", "Pages");

    public static TheoryData<string> Ids => [.. DiagnosticCatalog.All.Select(descriptor => descriptor.Id)];

    public static TheoryData<string> IdsOfTheParser =>
        [.. ReadingDiagnostics.All.Concat(ChainDiagnostics.All).Select(descriptor => descriptor.Id)];

    [Fact]
    public void Every_page_is_of_a_diagnostic()
    {
        IEnumerable<string?> pages = Directory.GetFiles(Folder, "N3S*.md").Select(Path.GetFileNameWithoutExtension);

        Assert.Empty(pages.Except(DiagnosticCatalog.All.Select(descriptor => descriptor.Id)));
    }

    [Fact]
    public void Every_id_is_given_once() =>
        Assert.Equal(DiagnosticCatalog.All.Count, DiagnosticCatalog.All.Select(descriptor => descriptor.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_page(string id)
    {
        DiagnosticDescriptor descriptor = DiagnosticCatalog.All.Single(candidate => candidate.Id == id);
        string[] lines = Page(id).Split('\n');

        Assert.Equal($"# {id}: {descriptor.Title}", lines[0]);
        Assert.Equal($"**Severity:** {descriptor.Severity}", lines[2]);
    }

    [Theory]
    [MemberData(nameof(IdsOfTheParser))]
    public void The_wrong_example_has_the_mistake_and_the_right_one_has_none(string id)
    {
        string[] examples = [.. Example().Matches(Page(id)).Select(match => match.Groups[1].Value)];
        if (examples.Length == 0)
        {
            // Too much text for a page: the caps; and what no page, which is UTF-8, can show.
            Assert.Contains(id, new[] { "N3S0001", "N3S0005", "N3S1008", "N3S0033" });
            return;
        }

        Assert.Equal(2, examples.Length);
        Assert.Equal([id], Diagnose(examples[0]));
        Assert.Empty(Diagnose(examples[1]));
    }

    private static IEnumerable<string> Diagnose(string source)
    {
        SyntaxTree tree = Parser.Parse(new SourceFile("a.ai", "a.ai", source));
        return Suppressions.Apply(tree, tree.Diagnostics).Select(diagnostic => diagnostic.Id);
    }

    private static string Page(string id) =>
        File.ReadAllText(Path.Combine(Folder, id + ".md")).Replace("\r\n", "\n", StringComparison.Ordinal);

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
