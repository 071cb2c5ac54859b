using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Namel3ss.Generator;
using Namel3ss.Generator.Analyzers;

namespace Namel3ss.Docs.Tests;

/// <summary>Compiles the examples of a page as one project, by the real generator.</summary>
internal static class ExampleCompiler
{
    // Those of a web project with ImplicitUsings, and xunit's of a test project: a page writes what a reader has to.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        global using Xunit;
        global using Namel3ss;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    // What this test itself runs with: the framework, ASP.NET, the runtime of chains, xunit.
    private static readonly List<PortableExecutableReference> References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path))
        .ToList();

    /// <summary>Everything from warnings up that compiler, generator and analyzers say, as a build would print it.</summary>
    /// <param name="blocks">The blocks; those of other languages are left out.</param>
    /// <param name="behind">C# that the examples call without showing it.</param>
    public static async Task<IReadOnlyList<string>> CompileAsync(IEnumerable<Block> blocks, string behind)
    {
        var trees = new List<SyntaxTree> { Parse(Usings, "usings.cs"), Parse(behind, "behind.cs") };
        var files = new List<AdditionalText>();
        foreach (Block block in blocks)
        {
            switch (block.Info.Split(' ')[0])
            {
                case "csharp":
                    trees.Add(Parse(Wrap(block), $"line{block.Line}.cs"));
                    break;
                case "ai":
                    files.Add(new ExampleFile($"/shop/{FileName(block, "feedback.ai", ".ai")}", block.Text));
                    break;
                case "python":
                    files.Add(new ExampleFile($"/shop/{FileName(block, "score.py", ".py")}", block.Text));
                    break;
            }
        }

        var compilation = CSharpCompilation.Create("Shop", trees, References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ChainGenerator().AsSourceGenerator()], files, Parsing, new ProjectProperties());
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out var reported);
        var advice = await output
            .WithAnalyzers([new ConnectorAnalyzer(), new DroppedRunAnalyzer(), new ResultAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return reported.Concat(output.GetDiagnostics()).Concat(advice)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString().Replace("/shop/", "", StringComparison.Ordinal))
            .ToList();
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path, Encoding.UTF8);

    /// <summary>A first line that is a comment with a file name gives the block that name; without one, it has the line's.</summary>
    private static string FileName(Block block, string nameOfOne, string ending)
    {
        string first = block.Text.Split('\n')[0].TrimStart('#', ' ').Split(' ', ',')[0];
        return first.EndsWith(ending, StringComparison.Ordinal) ? first : block.Info.Contains(' ', StringComparison.Ordinal) ? nameOfOne : $"line{block.Line}{ending}";
    }

    /// <summary>Statements go into a method, methods alone into a class; whole types stay as they are.</summary>
    private static string Wrap(Block block)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(block.Text, options: Parsing);
        string usings = string.Concat(unit.Usings.Select(line => line.ToFullString()));
        var statements = unit.Members.OfType<GlobalStatementSyntax>().ToList();
        var methods = statements.Where(statement => statement.Statement is LocalFunctionStatementSyntax).Cast<MemberDeclarationSyntax>()
            .Concat(unit.Members.OfType<MethodDeclarationSyntax>()).ToList();
        if (statements.Count == 0 && methods.Count == 0)
        {
            return block.Text;
        }

        string types = Text(unit.Members.Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax));
        string body = Text(unit.Members.Where(member => member is GlobalStatementSyntax or MethodDeclarationSyntax));
        return methods.Count == Math.Max(statements.Count, methods.Count)
            ? $"{usings}namespace Shop {{ {types} static class Methods{block.Line} {{ {body} }} }}"
            : $"{usings}namespace Shop {{ {types} static class Program{block.Line} {{ static async Task RunAsync(string[] args) {{ {body}\nawait Task.CompletedTask; }} }} }}";
    }

    private static string Text(IEnumerable<SyntaxNode> nodes) => string.Concat(nodes.Select(node => node.ToFullString()));

    private sealed class ExampleFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8, SourceHashAlgorithm.Sha256);
    }

    /// <summary>What a project says by its name alone; that analyzers do not run has the generator report everything.</summary>
    private sealed class ProjectProperties : AnalyzerConfigOptionsProvider
    {
        private static readonly Properties Of = new(new Dictionary<string, string>
        {
            ["build_property.RootNamespace"] = "Shop",
            ["build_property._Namel3ssProjectDirectory"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("/shop")),
            ["build_property.RunAnalyzers"] = "false",
        });

        private static readonly Properties None = new([]);

        public override AnalyzerConfigOptions GlobalOptions => Of;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => None;

        private sealed class Properties(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override IEnumerable<string> Keys => values.Keys;

            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
