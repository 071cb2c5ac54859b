using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

public class ContractTests
{
    private static readonly TestProject Project = new TestProject()
        .WithProperty("RunAnalyzers", "false")
        .WithFile("feedback.ai", Guide.Chain("feedback"));

    [Fact]
    public void Without_the_runtime_there_is_one_clear_error_and_no_code()
    {
        GeneratorRun run = (Project with { References = [] }).Generate();

        AssertOnlyError(run, "N3S2060", "Namel3ss.Runtime");
    }

    [Theory]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"Namel3ss.ContractVersion\", \"999\")]", "has version 999", "update Namel3ss.Generator,")]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"Namel3ss.ContractVersion\", \"0\")]", "has version 0", "update Namel3ss.Runtime,")]
    [InlineData("", "has none", "update Namel3ss.Runtime,")]
    public void A_runtime_of_another_contract_says_which_package_to_update(string attribute, string has, string cure)
    {
        string runtime = attribute + "namespace Namel3ss { public sealed class ConnectorAttribute(string name) : System.Attribute { public string Name => name; } }";
        CSharpCompilation compilation = (new TestProject { References = [], AssemblyName = "Namel3ss.Runtime" }).WithSource(runtime).Compile();
        GeneratorRun run = (Project with { References = [compilation.ToMetadataReference()] }).Generate();

        AssertOnlyError(run, "N3S2061", has);
        Assert.Contains(cure, run.Diagnostics[0].GetMessage());
    }

    [Fact]
    public void An_older_C_sharp_is_one_clear_error_and_no_code()
    {
        GeneratorRun run = (Project.WithSource("class Anything { }") with { ParseOptions = TestProject.LatestCSharp.WithLanguageVersion(LanguageVersion.CSharp11) }).Generate();

        AssertOnlyError(run, "N3S2069", "C# 11");
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Latest)]
    public void Generated_code_compiles_as_the_oldest_C_sharp_that_is_promised(LanguageVersion version)
    {
        TestProject project = Guide.Project with { ParseOptions = TestProject.LatestCSharp.WithLanguageVersion(version) };

        Assert.Empty(project.Generate().CSharpErrors);
    }

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Enable)]
    public void Generated_code_compiles_without_a_warning(NullableContextOptions nullable)
    {
        TestProject project = Guide.Project;
        project = project with { Options = project.Options.WithNullableContextOptions(nullable) };

        // Generated files are silent of warnings, of what they might say of themselves too.
        Microsoft.CodeAnalysis.Compilation output = project.Generate().Output;
        foreach (SyntaxTree tree in output.SyntaxTrees)
        {
            string text = tree.ToString().Replace("#pragma warning disable //", "#pragma warning disable CS1591 //", StringComparison.Ordinal);
            output = output.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text, System.Text.Encoding.UTF8)));
        }

        Assert.Empty(output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
    }

    private static void AssertOnlyError(GeneratorRun run, string id, string message)
    {
        Diagnostic diagnostic = Assert.Single(run.Diagnostics, reported => reported.Severity == DiagnosticSeverity.Error && reported.Id.StartsWith("N3S206", StringComparison.Ordinal));
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage());
        Assert.Empty(run.HintNames);
        Assert.Empty(run.CSharpErrors);
    }
}
