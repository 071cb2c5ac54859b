using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Namel3ss.Generator.Analyzers;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>Spans of diagnostics, marked where they stand, in the analyzer driver that the C# team maintains.</summary>
public class MarkupTests
{
    [Fact]
    public Task A_parallel_step_with_depends_on_is_marked_at_parallel() => VerifyAsync(
        """
        chain feedback:
            timeout: 120
            step first:
                target: sentiment_analyzer
                options:
                    source: "a"
            step second:
                target: sentiment_analyzer
                {|N3S3001:parallel: true|}
                depends_on: [first]
                options:
                    source: "b"
        """);

    [Fact]
    public Task An_unknown_connector_is_marked_at_its_name() => VerifyAsync(
        """
        chain feedback:
            timeout: 120
            step first:
                target: {|N3S2001:sentiment_analyser|}
        """);

    [Fact]
    public Task A_file_without_mistakes_has_no_marks() => VerifyAsync(Guide.Chain("feedback"));

    private static Task VerifyAsync(string chains)
    {
        var test = new CSharpAnalyzerTest<ChainFileAnalyzer, DefaultVerifier>
        {
            TestCode = Guide.Connectors,
            // The framework's assemblies come with a package: nothing is downloaded while tests run.
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestState = { AdditionalFiles = { ("/0/feedback.ai", chains) } },
        };
        test.TestState.AdditionalReferences.AddRange(Net100.References.All);
        test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(ConnectorAttribute).Assembly.Location));
        return test.RunAsync();
    }
}
