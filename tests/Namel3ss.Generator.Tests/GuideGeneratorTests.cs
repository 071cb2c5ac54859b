using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace Namel3ss.Generator.Tests;

/// <summary>The guide's chain through Roslyn's own test kit for generators: a project that builds without a word.</summary>
public sealed class GuideGeneratorTests
{
    [Fact]
    public async Task A_project_with_the_guides_chain_compiles_and_calls_it_by_its_typed_name()
    {
        var test = new CSharpSourceGeneratorTest<ChainGenerator, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck,
            TestState =
            {
                Sources =
                {
                    """
                    using System.Collections.Generic;
                    using System.Threading;
                    using System.Threading.Tasks;
                    using Namel3ss;

                    namespace Shop;

                    public record Sentiment(string Source);

                    public static class Connectors
                    {
                        [Connector("sentiment_analyzer")]
                        public static Task<Sentiment> AnalyzeAsync(string source, CancellationToken cancellationToken) => Task.FromResult(new Sentiment(source));

                        [Connector("aggregator")]
                        public static int Count(IReadOnlyList<Sentiment> sentiments) => sentiments.Count;

                        public static async Task<int> RunAsync()
                        {
                            Chains.CustomerFeedbackAnalysisRun run = await Chains.RunCustomerFeedbackAnalysisAsync();
                            int? result = run.Result;
                            return result ?? run.EnsureOk();
                        }
                    }
                    """,
                },
                AdditionalFiles = { ("/0/customer_feedback_analysis.ai", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Guide", "customer_feedback_analysis.ai"))) },
                AnalyzerConfigFiles =
                {
                    ("/.globalconfig", "is_global = true\nbuild_property.RootNamespace = Shop\nbuild_property.ProjectDir = /0/\nbuild_property.RunAnalyzers = false\n"),
                },
            },
        };
        test.TestState.AdditionalReferences.AddRange(Basic.Reference.Assemblies.Net100.References.All);
        test.TestState.AdditionalReferences.Add(typeof(ChainRun).Assembly);
        test.TestState.AdditionalReferences.Add(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly);
        await test.RunAsync();
    }

    [Fact]
    public void The_generated_code_needs_no_using_of_the_project()
    {
        Harness.GeneratorRun run = new Harness.TestProject()
            .WithSource("public static class Own { [Namel3ss.Connector(\"twice\")] public static int Twice(int value) => value * 2; }")
            .WithFile("lists.ai", """
                chain lists:
                    inputs:
                        numbers: list<integer>
                    step doubled:
                        target: twice
                        for_each: numbers
                        options:
                            value: "{{ item }}"
                    step text:
                        kind: template
                        text: "{{ json(doubled) }}"
                """)
            .Generate();

        Assert.Empty(run.CSharpErrors);
    }
}
