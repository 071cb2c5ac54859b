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
        ["README.md", "docs/getting-started.md", "docs/language.md", "docs/runtime.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_compile_without_a_warning(string path)
    {
        MarkdownPage page = MarkdownPage.Read(path);

        IReadOnlyList<string> diagnostics = ExampleCompiler.Compile(page.Blocks.Where(block => !IsWrong(block)), Behind(path));

        Assert.Contains(page.Blocks, block => block.Info == "ai");
        Assert.Empty(diagnostics);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Mistakes_give_the_diagnostics_that_the_page_shows(string path)
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
                IReadOnlyList<string> reported = ExampleCompiler.Compile([blocks[i], .. context], Behind(path));
                Assert.Equal(blocks[i + 1].Text.TrimEnd().Split('\n'), reported);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("docs/diagnostics/README.md")]
    public void Links_to_files_lead_somewhere(string path)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(path))!;

        Assert.All(MarkdownPage.Read(path).FileLinks, target =>
            Assert.True(Path.Exists(Path.GetFullPath(target, folder)), $"{path} links to {target}, which does not exist."));
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
