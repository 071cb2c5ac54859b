using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>The interface of the chains, and what adds them to a container.</summary>
public class ServicesTests
{
    private const string Caller = """
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;

        static class Caller
        {
            static IServiceCollection Add(IServiceCollection services) => services.AddNamel3ss(options => options.EnableParallelSteps = true).AddChains();

            static Task<Shop.Chains.FeedbackRun> Run(Shop.IChains chains) => chains.RunFeedbackAsync();
        }
        """;

    [Fact]
    public void Chains_are_added_and_injected()
    {
        GeneratorRun run = Guide.Project.WithSource(Caller, "Caller.cs").Generate();

        Assert.Empty(run.CSharpErrors);
        Assert.Equal(Accessibility.Internal, run.Output.GetTypeByMetadataName("Shop.IChains")!.DeclaredAccessibility);
        Assert.Equal(Accessibility.Internal, Extensions(run, "Chains").DeclaredAccessibility);
    }

    [Fact]
    public void A_public_class_of_chains_has_a_public_interface()
    {
        GeneratorRun run = Guide.Project.WithSource("namespace Shop; public static partial class Chains;", "Chains.cs").WithSource(Caller, "Caller.cs").Generate();

        Assert.Empty(run.CSharpErrors);
        Assert.Equal(Accessibility.Public, run.Output.GetTypeByMetadataName("Shop.IChains")!.DeclaredAccessibility);
        Assert.Equal(Accessibility.Public, Extensions(run, "Chains").DeclaredAccessibility);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Big.Shop", "Big.Shop.")]
    [InlineData("class.my-shop", "class.my_shop.")]
    public void Names_follow_those_of_the_class(string rootNamespace, string expected)
    {
        GeneratorRun run = Guide.Project
            .WithProperty("RootNamespace", rootNamespace)
            .WithProperty("Namel3ssClassName", "Flows")
            .Generate();

        Assert.Empty(run.CSharpErrors);
        Assert.NotNull(run.Output.GetTypeByMetadataName(expected + "IFlows"));
        Assert.Equal("AddFlows", Assert.Single(Extensions(run, "Flows").GetMembers().OfType<IMethodSymbol>(), method => method.IsStatic).Name);
    }

    [Fact]
    public void What_the_targets_declare_for_other_generators_is_a_part_of_the_same_types()
    {
        GeneratorRun run = Guide.Project
            .WithSource("namespace @Shop { static partial class @Chains { } partial interface IChains { } }", "obj/Shop.Namel3ss.g.cs")
            .WithSource("namespace Shop; public static partial class Chains;", "Chains.cs")
            .WithSource(Caller, "Caller.cs")
            .Generate();

        Assert.Empty(run.CSharpErrors);
    }

    [Fact]
    public void A_project_without_chains_gets_nothing() =>
        Assert.Equal(["Namel3ss.Connectors.g.cs"], new TestProject().WithSource(Guide.Connectors).Generate().HintNames);

    [Fact]
    public void A_broken_chain_has_its_method_in_the_interface_all_the_same()
    {
        GeneratorRun run = Guide.Project
            .WithFile("feedback.ai", Guide.Chain("feedback").Replace("sentiment_analyzer", "nobody", StringComparison.Ordinal))
            .WithSource(Caller, "Caller.cs")
            .Generate();

        Assert.Empty(run.CSharpErrors);
    }

    [Fact]
    public void An_unrelated_edit_emits_nothing_anew()
    {
        GeneratorRun run = Guide.Project.WithSource(Caller, "Caller.cs").Generate();
        GeneratorRun edited = run.Edit(run.Project.WithSource(Caller + "\nclass More { }", "Caller.cs"));

        Assert.All(edited.Reasons(Stages.EmitServices), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(edited.Reasons(Stages.Services), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edit_of_an_option_leaves_the_interface_and_what_adds_the_chains()
    {
        GeneratorRun run = Guide.Project.Generate();
        GeneratorRun edited = run.Edit(run.Project.WithFile("feedback.ai", Guide.Chain("feedback", "email")));

        Assert.All(edited.Reasons(Stages.EmitServices), reason => Assert.NotEqual(IncrementalStepRunReason.Modified, reason));
        Assert.Same(ServicesFile(run), ServicesFile(edited));
    }

    [Fact]
    public void An_edit_of_the_inputs_writes_the_interface_anew_and_no_other_file()
    {
        TestProject project = Guide.Project.WithFile("other.ai", Guide.Chain("other"));
        GeneratorRun run = project.Generate();
        GeneratorRun edited = run.Edit(project.WithFile("other.ai", Guide.Chain("other").Replace("    timeout", "    inputs:\n        word: text\n    timeout", StringComparison.Ordinal)));

        Assert.Contains("RunOtherAsync(string word, ", ServicesFile(edited).ToString(), StringComparison.Ordinal);
        Assert.Equal(["feedback"], run.ChainFiles.Where(old => edited.ChainFiles.Any(file => ReferenceEquals(file.SourceText, old.SourceText))).Select(file => file.HintName.Split('.')[0]));
        Assert.Empty(edited.CSharpErrors);
    }

    /// <summary>A type that a file names is an alias of that file, and another file may mean another type by its name.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    public void Inputs_of_types_that_files_name_are_in_the_interface(string rootNamespace)
    {
        GeneratorRun run = Guide.Project
            .WithProperty("RootNamespace", rootNamespace)
            .WithFile("first.ai", Guide.Chain("first").Replace("    timeout", "    inputs:\n        day: System.DateOnly\n    timeout", StringComparison.Ordinal))
            .WithFile("second.ai", Guide.Chain("second").Replace("    timeout", "    inputs:\n        links: list<System.Uri>\n    timeout", StringComparison.Ordinal))
            .WithSource($$"""
                using System.Threading.Tasks;
                {{(rootNamespace.Length > 0 ? $"using {rootNamespace};" : "")}}

                static class Caller
                {
                    static async Task Run(IChains chains)
                    {
                        await chains.RunFeedbackAsync();
                        await chains.RunFirstAsync(new System.DateOnly(2026, 11, 24));
                        await chains.RunSecondAsync([new System.Uri("https://example.org")]);
                    }
                }
                """, "Caller.cs")
            .Generate();

        Assert.Empty(run.CSharpErrors);
    }

    private static Microsoft.CodeAnalysis.Text.SourceText ServicesFile(GeneratorRun run) =>
        run.Result.GeneratedSources.Single(source => source.HintName == "Namel3ss.Services.g.cs").SourceText;

    private static INamedTypeSymbol Extensions(GeneratorRun run, string name) =>
        run.Output.GetTypeByMetadataName($"Microsoft.Extensions.DependencyInjection.{name}ServiceCollectionExtensions")!;
}
