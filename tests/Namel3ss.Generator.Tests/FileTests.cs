using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Namel3ss.Compiler;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>Roslyn drops all output of a generator for one bad name or one exception: none of these may bring that about.</summary>
public class FileTests
{
    [Theory]
    [InlineData("a/feedback.ai", "b/feedback.ai")]
    [InlineData("feedback.ai", "Feedback.ai")]
    [InlineData("feedback.ai", "feedback.AI")]
    [InlineData("a b.ai", "a_b.ai")]
    [InlineData("a/b.ai", "a_b.ai")]
    [InlineData("flows/916467/chat.ai", "flows/1171830/chat.ai")]
    public void Files_that_are_nearly_of_one_name_have_outputs_of_their_own(string first, string second)
    {
        GeneratorRun run = Guide.Project
            .WithFile(first, Guide.Chain("first"))
            .WithFile(second, Guide.Chain("second"))
            .Generate();

        Assert.Null(run.Result.Exception);
        Assert.Equal(run.HintNames.Length, run.HintNames.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        AssertChains(run, "First", "Second");
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("it's")]
    [InlineData("say \"hi\"")]
    [InlineData("a*b?c|d<e>f")]
    [InlineData("100%#@!&$`~^=+,;()[]{}")]
    [InlineData("a\nclass Evil { }\n//")]
    [InlineData("a\u2028class Evil { }")]
    [InlineData("a\u0085\u0000\u0007b")]
    [InlineData("ünï-çødé-😀-\ud800")]
    [InlineData(" ")]
    [InlineData("..")]
    [InlineData("con")]
    [InlineData("\\..\\..\\x")]
    [InlineData("very-long-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789")]
    public void An_odd_path_breaks_and_injects_nothing(string stem)
    {
        GeneratorRun run = Guide.Project.WithFile($"/shop/{stem}/{stem}.ai", Guide.Chain("odd")).Generate();

        Assert.Null(run.Result.Exception);
        Assert.Empty(run.CSharpErrors);
        Assert.Null(run.Output.GetTypeByMetadataName("Evil"));
        AssertChains(run, "Odd", "Feedback");
    }

    [Fact]
    public void A_file_outside_the_project_is_compiled_like_any_other() =>
        AssertChains(Guide.Project.WithFile("/elsewhere/shared.ai", Guide.Chain("shared")).Generate(), "Shared", "Feedback");

    [Fact]
    public void A_file_that_is_listed_twice_is_compiled_once()
    {
        TestProject project = Guide.Project;
        project = project with { Files = project.Files.Add(new TestFile("/shop/feedback.ai", Guide.Chain("feedback"))) };
        GeneratorRun run = project.WithProperty("RunAnalyzers", "false").Generate();

        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Diagnostics);
        AssertChains(run, "Feedback");
    }

    [Theory]
    [InlineData("/elsewhere/feedback.ai", "feedback.ai", "/other/feedback.ai", "feedback.ai")]
    [InlineData("/elsewhere/a.ai", "z.ai", "b.ai", "z.ai")]
    [InlineData("/elsewhere/a.ai", "b.ai", "b.ai", null)]
    [InlineData("/elsewhere/a.ai", "../other/c.ai", "/other/c.ai", "../other/c.ai")]
    public void Files_that_are_linked_to_one_place_are_compiled_each(string first, string firstLink, string second, string? secondLink)
    {
        TestProject project = Link(Link(Guide.Project.WithFile(first, Guide.Chain("first")).WithFile(second, Guide.Chain("second")), first, firstLink), second, secondLink);
        GeneratorRun run = project.WithProperty("RunAnalyzers", "false").Generate();

        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Diagnostics);
        AssertChains(run, "First", "Second", "Feedback");

        static TestProject Link(TestProject project, string path, string? link) =>
            link is null ? project : project.WithFileOption(path, "build_metadata.AdditionalFiles.Link", link);
    }

    [Fact]
    public void A_linked_file_is_named_by_its_link()
    {
        GeneratorRun run = Guide.Project
            .WithFile("calculator.py", "def calculate(x):\n    return x\n")
            .WithFileOption("calculator.py", "build_metadata.AdditionalFiles.Link", "python\\calculator.py")
            .Generate();

        Assert.Equal("python/calculator.py", run.Values<Compiler.Text.NameTable<Compiler.Semantics.PythonNamesakes>>(Stages.Python).Single().Single().Modules.Single().RelativePath);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_takes_no_other_away()
    {
        TestProject project = Guide.Project;
        GeneratorRun run = (project with { Files = project.Files.Add(new TestFile("/shop/gone.ai", (string?)null)) }).Generate();

        Assert.Null(run.Result.Exception);
        AssertChains(run, "Feedback");
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.4\n\0\u0001binary")]
    [InlineData("chain")]
    [InlineData("\t \tstep :::\n{{{{")]
    [InlineData("chain x:\n  step y:\n    kind: nonsense\n")]
    public void A_broken_file_takes_no_other_away(string text)
    {
        GeneratorRun run = Guide.Project.WithFile("broken.ai", text).Generate();

        Assert.Null(run.Result.Exception);
        Assert.Empty(run.CSharpErrors);
        Assert.Contains("RunFeedbackAsync", string.Concat(run.ChainFiles.Select(file => file.SourceText.ToString())));
    }

    [Fact]
    public void A_broken_chain_still_compiles_for_its_callers()
    {
        GeneratorRun run = Guide.Project
            .WithFile("feedback.ai", Guide.Chain("feedback").Replace("target: sentiment_analyzer", "target: sentimental_analyser"))
            .WithSource("class Caller { object Run() => Shop.Chains.RunFeedbackAsync(); }", "Caller.cs")
            .Generate();

        Assert.Empty(run.CSharpErrors);
    }

    /// <summary>An error in the generated signature would keep all that is wrong in .ai files from being shown.</summary>
    [Theory]
    [InlineData("integer = \"three\"", "'limit' is int, and the text 'three' is none.")]
    [InlineData("boolean = {{ 1 }}", "'limit' is fixed when the project is built")]
    public void A_wrong_default_is_no_error_of_the_generated_method(string input, string message)
    {
        GeneratorRun run = Guide.Project
            .WithFile("search.ai", $"chain search:\n    inputs:\n        limit: {input}\n    step find:\n        kind: template\n        text: \"{{{{ limit }}}}\"\n")
            .WithProperty("RunAnalyzers", "false")
            .Generate();

        Assert.StartsWith(message, Assert.Single(run.Diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.CSharpErrors);
    }

    /// <summary>One mistake, one error: none more at the callers, who write what is right once the mistake is mended.</summary>
    [Theory]
    [InlineData("target: searcher", "query: \"tea\"")] // The connector that was meant says which parameters the chain will have.
    [InlineData("target: search\n        options:\n            limt: 3", "query: \"tea\"")]
    [InlineData("target: search\n        options:\n            qury: tea", "")] // What the option would fill must not be asked of the caller.
    [InlineData("target: search\n        depends_on: [wrd]", "")]
    [InlineData("target: search\n        depends_on: [wrd]", "\"tea\"")]
    [InlineData("target: search\n        parallel: perhaps", "\"tea\", null, default")]
    public void A_mistake_in_a_chain_is_no_error_of_its_callers(string step, string arguments)
    {
        GeneratorRun run = Guide.Project
            .WithSource("class Search { [Namel3ss.Connector(\"search\")] public static string Find(string query, int limit = 5) => query; }", "Search.cs")
            .WithFile("search.ai", $"chain search:\n    step find:\n        {step}\n")
            .WithSource($"class Caller {{ async System.Threading.Tasks.Task<string?> Run() => (await Shop.Chains.RunSearchAsync({arguments})).Result; }}", "Caller.cs")
            .WithProperty("RunAnalyzers", "false")
            .Generate();

        Assert.Single(run.Diagnostics);
        Assert.Empty(run.CSharpErrors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    public async Task A_bug_of_the_compiler_is_an_error_of_that_file_alone(string runAnalyzers)
    {
        var generator = new ChainGenerator(new StageRunner((stage, path) =>
        {
            if (stage == Stages.Emit && path == "/shop/bad.ai")
            {
                throw new InvalidOperationException("Boom.");
            }
        }));
        TestProject project = Guide.Project.WithFile("bad.ai", Guide.Chain("bad")).WithProperty("RunAnalyzers", runAnalyzers);
        GeneratorRun run = project.Generate(generator);

        Assert.Null(run.Result.Exception);
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("N3S2068", diagnostic.Id);
        Assert.Equal("/shop/bad.ai", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("bug in Namel3ss.Generator", diagnostic.GetMessage());
        Assert.Contains("emitting of 'bad.ai'", diagnostic.GetMessage());
        Assert.Contains("InvalidOperationException: Boom.", diagnostic.GetMessage());
        AssertChains(run, "Feedback");
        Assert.DoesNotContain(await project.AnalyzeAsync(), reported => reported.Id == "N3S2068");
    }

    [Fact]
    public void Cancellation_is_no_bug() => Assert.Throws<OperationCanceledException>(() => Outcome.Try<EmittedFile>(
        new Compiler.Text.SourceFile("/a.ai", "a.ai", ""), "emitting", () => throw new OperationCanceledException()));

    [Fact]
    public void Generated_text_has_an_encoding_so_that_it_can_be_in_the_symbols() => Assert.All(
        Guide.Project.Generate().Result.GeneratedSources, source => Assert.Equal(Encoding.UTF8, source.SourceText.Encoding));

    [Fact]
    public void The_symbols_know_the_checksum_of_the_file()
    {
        string checksum = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Guide.Chain("feedback"))));

        Assert.Contains(checksum, Guide.Project.Generate().ChainFiles.Single().SourceText.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What the compiler cannot read as UTF-8 it reads as a code page on Windows, and elsewhere as far as it can.</summary>
    [Theory]
    [InlineData("latin1", "utf-8", "N3S0033 (4,16)-(4,17)")]
    [InlineData("latin1", "latin1", "N3S0033 (4,16)-(4,17)")]
    [InlineData("utf-8", "utf-8", null)]
    [InlineData("utf-16", "utf-16", null)]
    public void Text_that_is_not_UTF_8_is_an_error_at_its_place(string written, string read, string? expected)
    {
        TestProject project = Guide.Project.WithProperty("RunAnalyzers", "false");
        const string Text = "chain greet:\n    step s:\n        kind: template\n        # more\n        text: \"Müller, für{0}\"\n";
        GeneratorRun run = (project with { Files = project.Files.Add(new TestFile("/shop/greet.ai", TestFile.Read(Encoding.GetEncoding(written).GetBytes(string.Format(CultureInfo.InvariantCulture, Text, written == "latin1" ? "" : "\ufffd")), Encoding.GetEncoding(read)))) }).Generate();

        Assert.Equal(
            expected is null ? [] : [expected],
            run.Diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().Span}"));
        Assert.All(run.Diagnostics, diagnostic => Assert.Equal("This character is not UTF-8, so that nobody can tell which it is. Save the file as UTF-8.", diagnostic.GetMessage()));
        AssertChains(run, "Greet", "Feedback");
    }

    /// <summary>Symbols have the checksum of generated code: it must be the same in every folder where paths are mapped.</summary>
    [Theory]
    [InlineData("/shop/", "/home/me/shop/")]
    [InlineData("/build/42/", "/home/ü #1/")]
    public void Mapped_paths_make_the_same_code_in_every_folder(string first, string second)
    {
        Assert.Equal(Generate(first), Generate(second));
        Assert.Contains("\"/_/chains/feedback.ai\"", Generate(first), StringComparison.Ordinal);

        static string Generate(string folder)
        {
            TestProject project = Guide.Project with { Files = [new TestFile(folder + "chains/feedback.ai", Guide.Chain("feedback"))] };
            project = project
                .WithProperty("_Namel3ssProjectDirectory", Convert.ToBase64String(Encoding.UTF8.GetBytes(folder)))
                with { Options = project.Options.WithSourceReferenceResolver(new SourceFileResolver([], folder, [KeyValuePair.Create(folder, "/_/")])) };
            return string.Join("\n", project.Generate().Result.GeneratedSources.Select(source => source.HintName + "\n" + source.SourceText));
        }
    }

    private static void AssertChains(GeneratorRun run, params string[] names)
    {
        Assert.Empty(run.CSharpErrors);
        INamedTypeSymbol chains = run.Output.GetTypeByMetadataName("Shop.Chains")!;
        Assert.All(names, name => Assert.NotEmpty(chains.GetMembers($"Run{name}Async")));
    }
}
