using System.Text;
using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>What Windows writes in another way, as far as it can be held elsewhere: paths and ends of lines.</summary>
public sealed class WindowsTests
{
    private const string Texts = """
        chain texts:
            inputs:
                name: text
            step letter:
                kind: template
                text: |
                    Dear {{ name }},

                    thank you.
            step note:
                kind: template
                text: >
                    One line
                    of two.
            step count:
                kind: python
                target: words.count
                options:
                    text: {{ letter }}
        """;

    [Theory]
    [InlineData(@"C:\shop", @"C:\shop\flows\feedback.ai")]
    [InlineData(@"C:\shop", @"c:\Shop\flows/feedback.ai")]
    [InlineData(@"\\server\share\shop", @"\\server\share\shop\flows\feedback.ai")]
    public void A_file_is_named_by_its_place_in_the_project_on_every_drive(string folder, string path)
    {
        GeneratorRun there = Generate(folder, path, Guide.Chain("feedback"));
        GeneratorRun here = Generate("/shop", "/shop/flows/feedback.ai", Guide.Chain("feedback"));

        Assert.Empty(there.CSharpErrors);
        Assert.Equal(here.HintNames, there.HintNames);
        Assert.Equal(Code(here).Replace("/shop/flows/feedback.ai", path), Code(there));
        Assert.Contains($"\"{path}\"", Code(there), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_on_another_drive_is_compiled_like_any_other()
    {
        GeneratorRun run = Generate(@"C:\shop", @"D:\shared\feedback.ai", Guide.Chain("feedback"));

        Assert.Empty(run.CSharpErrors);
        Assert.Contains("RunFeedbackAsync", Code(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void The_ends_of_a_files_lines_change_nothing_and_generated_code_has_its_own(string end)
    {
        GeneratorRun there = Generate("/shop", "/shop/texts.ai", Texts.ReplaceLineEndings(end), end);
        GeneratorRun here = Generate("/shop", "/shop/texts.ai", Texts.ReplaceLineEndings("\n"), "\n");

        Assert.Empty(here.CSharpErrors);
        Assert.Equal(WithoutChecksum(here), WithoutChecksum(there));
        Assert.All(there.Result.GeneratedSources, file => Assert.DoesNotContain('\r', file.SourceText.ToString()));
    }

    private static GeneratorRun Generate(string folder, string path, string text, string endOfPython = "\n") => (Guide.Project with
    {
        Files =
        [
            new TestFile(path, text),
            new TestFile($"{folder}/words.py", $"def count(text):{endOfPython}    return len(text){endOfPython}"),
        ],
    }).WithProperty("_Namel3ssProjectDirectory", Convert.ToBase64String(Encoding.UTF8.GetBytes(folder))).Generate();

    private static string Code(GeneratorRun run) => string.Concat(run.ChainFiles.Select(file => file.SourceText.ToString()));

    // The debugger finds the file's version by it, line ends included.
    private static IEnumerable<string> WithoutChecksum(GeneratorRun run) =>
        Code(run).Split('\n').Where(line => !line.StartsWith("#pragma checksum", StringComparison.Ordinal));
}
