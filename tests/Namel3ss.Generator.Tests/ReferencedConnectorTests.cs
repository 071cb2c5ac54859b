using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

public class ReferencedConnectorTests
{
    private const string Library = """
        using Namel3ss;
        namespace Lib;
        public static class Outer
        {
            public static class Scorer
            {
                [Connector("sentiment_analyzer")] public static int Score(string source) => 0;
                [Connector("hidden")] internal static int Hide() => 0;
            }
        }
        class Closed { [Connector("closed")] public static int Close() => 0; }
        """;

    private static readonly TestProject Consumer = new TestProject()
        .WithProperty("RunAnalyzers", "false")
        .WithFile("feedback.ai", Guide.Chain("feedback"));

    [Fact]
    public void A_public_connector_of_a_referenced_assembly_can_be_called()
    {
        GeneratorRun run = Reference(Library).Generate();

        ConnectorModel model = Assert.Single(run.Connectors.Connectors);
        Assert.Equal("global::Lib.Outer.Scorer", model.Owner);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CSharpErrors);
    }

    [Fact]
    public async Task The_analyzer_knows_it_too() => Assert.Empty(await Reference(Library).WithProperty("RunAnalyzers", "").AnalyzeAsync());

    [Fact]
    public void One_that_shares_its_name_with_the_projects_own_is_an_error_that_names_both()
    {
        GeneratorRun run = Reference(Library).WithSource(Guide.Connectors).Generate();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("N3S2051", diagnostic.Id);
        Assert.Equal("/shop/Code.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("Outer.Scorer.Score (in Lib) and for SentimentAnalyzer.AnalyzeAsync", diagnostic.GetMessage());
    }

    [Fact]
    public void A_project_without_public_connectors_is_not_marked() => Assert.DoesNotContain(
        "Namel3ss.Connectors.g.cs",
        new TestProject().WithSource("using Namel3ss; static class Owner { [Connector(\"c\")] internal static void Call() { } }").Generate().HintNames);

    private static TestProject Reference(string library)
    {
        Microsoft.CodeAnalysis.Compilation output = (new TestProject { AssemblyName = "Lib" }).WithSource(library).Generate().Output;
        using var stream = new MemoryStream();
        Assert.True(output.Emit(stream).Success);
        return Consumer with { References = Consumer.References.Add(MetadataReference.CreateFromImage(stream.ToArray())) };
    }
}
