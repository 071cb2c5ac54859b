using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>N3S2087: a reference whose class of chains has the name of the project's own.</summary>
public class NamesakeTests
{
    private const string Message =
        "'Lib', which this project references, has a class 'Shop.Chains' as well. Here the name means this project's, so that the chains of 'Lib' cannot be called. "
        + "Name this one otherwise, by <RootNamespace>, <Namel3ssNamespace> or <Namel3ssClassName>, as in <Namel3ssClassName>OwnChains</Namel3ssClassName>.";

    private const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop\")]";
    private const string Public = "namespace Shop; public static partial class Chains;";

    [Theory]
    [InlineData("", Friend)]
    [InlineData("false", Friend)]
    [InlineData("", Public)]
    public async Task It_is_told_once_what_to_rename(string runAnalyzers, string library)
    {
        TestProject project = Reference(library).WithProperty("RunAnalyzers", runAnalyzers);
        GeneratorRun run = project.Generate();

        Diagnostic found = Assert.Single(run.Diagnostics);
        Assert.Equal(("N3S2087", DiagnosticSeverity.Warning, Message), (found.Id, found.Severity, found.GetMessage()));
        Assert.Equal(Location.None, found.Location);
        Assert.DoesNotContain(await project.AnalyzeAsync(), diagnostic => diagnostic.Id == "N3S2087");
        Assert.DoesNotContain(run.Output.GetDiagnostics(), diagnostic => diagnostic.Id == "CS0436");
    }

    [Theory]
    [InlineData("", "Namel3ssNamespace", "Shop")] // internal, and no friend
    [InlineData(Friend, "Namel3ssNamespace", "Shop.Tests")]
    [InlineData(Friend, "RootNamespace", "ShopTests")]
    [InlineData(Friend, "Namel3ssClassName", "OwnChains")]
    public void A_name_of_its_own_is_none(string library, string property, string value) =>
        Assert.Empty(Reference(library).WithProperty(property, value).Generate().Diagnostics);

    private static TestProject Reference(string library)
    {
        Microsoft.CodeAnalysis.Compilation output = (Guide.Project with { AssemblyName = "Lib" }).WithSource(library, "Library.cs").Generate().Output;
        using var stream = new MemoryStream();
        Assert.True(output.Emit(stream).Success);
        TestProject consumer = new TestProject().WithFile("own.ai", "chain own:\n    step a:\n        kind: template\n        text: \"a\"\n");
        return consumer with { References = consumer.References.Add(MetadataReference.CreateFromImage(stream.ToArray())) };
    }
}
