using System.Globalization;
using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Docs.Tests;

/// <summary>
/// The pages say what is true: each block marked <c>ai</c> or <c>csharp</c> compiles together with the others of its
/// page, and each one marked <c>ai wrong</c> gives what the <c>console</c> block below it shows.
/// </summary>
public sealed class DocumentationTests
{
    public static TheoryData<string> Pages { get; } =
        [
            "README.md", "docs/dependency-injection.md", "docs/getting-started.md", "docs/language.md", "docs/models.md", "docs/runtime.md",
            "docs/telemetry.md", "docs/testing.md",
            "src/Namel3ss.Generator/README.md", "src/Namel3ss.Runtime/README.md", "src/Namel3ss.Runtime.Testing/README.md",
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Examples_compile_without_a_warning(string path)
    {
        MarkdownPage page = MarkdownPage.Read(path);

        IReadOnlyList<string> diagnostics = await ExampleCompiler.CompileAsync(page.Blocks.Where(block => !IsWrong(block)), Behind(path));

        Assert.Contains(page.Blocks, block => block.Info is "ai" or "csharp");
        Assert.True(diagnostics.Count == 0, string.Join('\n', diagnostics));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Mistakes_give_the_diagnostics_that_the_page_shows(string path)
    {
        IReadOnlyList<Block> blocks = MarkdownPage.Read(path).Blocks;
        // Without the code that calls the page's chains.
        List<Block> context = blocks
            .Where(block => block.Info == "python" || (block.Info == "csharp" && block.Text.Contains("[Connector(", StringComparison.Ordinal)))
            .ToList();
        for (int i = 0; i < blocks.Count; i++)
        {
            if (IsWrong(blocks[i]))
            {
                Assert.Equal("console", blocks[i + 1].Info);
                string reported = string.Join('\n', await ExampleCompiler.CompileAsync([blocks[i], .. context], Behind(path)));
                Assert.True(blocks[i + 1].Text.TrimEnd() == reported, $"The mistake of line {blocks[i].Line} gives:\n{reported}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/diagnostics/README.md")]
    [InlineData("docs/expressions.md")]
    [InlineData("docs/limits.md")]
    [InlineData("docs/python.md")]
    [InlineData("docs/upgrading.md")]
    [InlineData("samples/Consensus/README.md")]
    [InlineData("samples/CustomerFeedback/README.md")]
    [InlineData("samples/RagRetrieval/README.md")]
    [InlineData("samples/RepositoryReview/README.md")]
    [InlineData("samples/WebApi/README.md")]
    public void Links_lead_somewhere(string path)
    {
        string folder = Path.GetDirectoryName(path)!;

        Assert.All(MarkdownPage.Read(path).Links, link =>
        {
            string target = link.File.Length == 0 ? path : Path.Combine(folder, link.File);
            Assert.True(Path.Exists(Repository.PathOf(target)), $"{path} links to {link.File}, which does not exist.");
            Assert.True(link.Heading is null || MarkdownPage.Read(target).Headings.Contains(link.Heading), $"{path} links to '{link.Heading}' of {target}, which has no such heading.");
        });
    }

    [Fact]
    public void The_index_lists_every_diagnostic_with_severity_and_title()
    {
        IEnumerable<string> listed = Repository.Read("docs/diagnostics/README.md").Split('\n')
            .Where(line => line.StartsWith("| [N3S", StringComparison.Ordinal));

        Assert.Equal(
            DiagnosticCatalog.All.OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(rule => string.Create(
                CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {rule.Severity} | {rule.Title} |")),
            listed);
    }

    private static bool IsWrong(Block block) => block.Info == "ai wrong";

    private static string Behind(string path)
    {
        string file = $"tests/Namel3ss.Docs.Tests/Behind/{Path.GetFileNameWithoutExtension(path)}.cs";
        return File.Exists(Repository.PathOf(file)) ? Repository.Read(file) : "";
    }
}
