using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Project;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

public class OptionsTests
{
    private static readonly TestProject Silent = Guide.Project.WithProperty("RunAnalyzers", "false");

    [Theory]
    [InlineData("Shop", "Shop")]
    [InlineData("my-app", "my_app")]
    [InlineData("My App.Web", "My_App.Web")]
    [InlineData("3d.event", "_3d.@event")]
    [InlineData("a..b", "a._.b")]
    [InlineData("Магазин", "Магазин")]
    [InlineData("x;}class Evil{", "x__class_Evil_")]
    public void A_root_namespace_that_is_no_identifier_is_made_one(string root, string expected)
    {
        GeneratorRun run = Guide.Project.WithProperty("RootNamespace", root).Generate();

        Assert.Empty(run.CSharpErrors);
        INamedTypeSymbol chains = run.Output.GetTypeByMetadataName(expected.Replace("@", "") + ".Chains")!;
        Assert.NotEmpty(chains.GetMembers("RunFeedbackAsync"));
        Assert.Contains($"global using global::{expected};", Shared(run));
    }

    /// <summary>What the compiler is told of a property ends at # and ;, so the targets hand names over whole, in Base64.</summary>
    [Theory]
    [InlineData("C_App", "C_App.Chains")]
    [InlineData("हिन्दी.event", "हिन्दी.event.Chains")]
    [InlineData("", "Chains")]
    public void Names_that_the_targets_hand_over_are_taken_as_they_are(string handed, string expected)
    {
        GeneratorRun run = Silent
            .WithProperty("RootNamespace", "C")
            .WithProperty("_Namel3ssNamespaceInBase64", Base64(handed + "."))
            .WithProperty("_Namel3ssClassInBase64", Base64("Chains"))
            .Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CSharpErrors);
        Assert.NotEmpty(run.Output.GetTypeByMetadataName(expected)!.GetMembers("RunFeedbackAsync"));
    }

    [Theory]
    [InlineData("Namel3ssNamespace", "Shop.Ai")]
    [InlineData("Namel3ssClassName", "Flows")]
    public void A_name_that_the_targets_refused_is_an_error(string property, string cut)
    {
        GeneratorRun run = Silent
            .WithProperty(property, cut)
            .WithProperty("_Namel3ssNamespaceInBase64", Base64("Shop."))
            .WithProperty("_Namel3ssClassInBase64", Base64("Chains"))
            .Generate();

        Assert.Equal(["N3S2062"], run.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.NotEmpty(run.Output.GetTypeByMetadataName("Shop.Chains")!.GetMembers("RunFeedbackAsync"));
    }

    [Fact]
    public void The_class_may_be_called_like_one_of_its_own()
    {
        GeneratorRun run = Silent.WithProperty("Namel3ssClassName", "Injected").Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CSharpErrors);
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Without_a_root_namespace_the_chains_are_global()
    {
        GeneratorRun run = Guide.Project.WithProperty("RootNamespace", "").Generate();

        Assert.Empty(run.CSharpErrors);
        Assert.NotNull(run.Output.GetTypeByMetadataName("Chains"));
    }

    [Fact]
    public void Namespace_and_class_can_be_named()
    {
        GeneratorRun run = Silent.WithProperty("Namel3ssNamespace", "Shop.Ai").WithProperty("Namel3ssClassName", "Flows").Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CSharpErrors);
        Assert.NotEmpty(run.Output.GetTypeByMetadataName("Shop.Ai.Flows")!.GetMembers("RunFeedbackAsync"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("true", true)]
    [InlineData("enable", true)]
    [InlineData("false", false)]
    [InlineData("Disable", false)]
    public void A_switch_turns_the_global_using_off(string value, bool isThere)
    {
        GeneratorRun run = Silent.WithProperty("Namel3ssImplicitUsings", value).Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Equal(isThere, Shared(run).Contains("global using", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Namel3ssNamespace", "my-app", "a namespace of C#")]
    [InlineData("Namel3ssNamespace", "x { }", "a namespace of C#")]
    [InlineData("Namel3ssClassName", "My Chains", "an identifier")]
    [InlineData("Namel3ssClassName", "class", "an identifier")]
    [InlineData("Namel3ssClassName", "X{}//", "an identifier")]
    [InlineData("Namel3ssClassName", "file", "an identifier")]
    [InlineData("Namel3ssClassName", "required", "an identifier")]
    [InlineData("Namel3ssClassName", "scoped", "an identifier")]
    [InlineData("Namel3ssClassName", "record", "an identifier")]
    [InlineData("Namel3ssClassName", "var", "an identifier")]
    [InlineData("Namel3ssImplicitUsings", "maybe", "true or false")]
    [InlineData("Namel3ssEnableParallelSteps", "maybe", "true or false")]
    [InlineData("Namel3ssMaxConcurrentLlmCalls", "many", "from 1 to 10000")]
    [InlineData("Namel3ssMaxConcurrentLlmCalls", "0", "from 1 to 10000")]
    [InlineData("Namel3ssMaxConcurrentLlmCalls", "10001", "from 1 to 10000")]
    [InlineData("Namel3ssMaxConcurrentLlmCalls", "+50", "from 1 to 10000")]
    [InlineData("Namel3ssMaxConcurrentLlmCalls", "50\0", "from 1 to 10000")]
    [InlineData("Namel3ssMaxConcurrentLlmCalls", "1.5", "from 1 to 10000")]
    [InlineData("Namel3ssMaxConcurrentLlmCalls", "٥٠", "from 1 to 10000")]
    [InlineData("Namel3ssChainTimeoutSeconds", "2m", "a number of seconds")]
    [InlineData("Namel3ssChainTimeoutSeconds", "0", "a number of seconds")]
    [InlineData("Namel3ssChainTimeoutSeconds", "-1", "a number of seconds")]
    [InlineData("Namel3ssChainTimeoutSeconds", "86401", "a number of seconds")]
    [InlineData("Namel3ssChainTimeoutSeconds", "1,5", "a number of seconds")]
    [InlineData("Namel3ssChainTimeoutSeconds", "NaN", "a number of seconds")]
    [InlineData("Namel3ssChainTimeoutSeconds", "0.0001", "from 0.001")]
    [InlineData("Namel3ssChainTimeoutSeconds", ".5", "a number of seconds")]
    [InlineData("Namel3ssChainTimeoutSeconds", "5.", "a number of seconds")]
    public void A_property_with_an_impossible_value_is_an_error_that_names_it(string property, string value, string wanted)
    {
        GeneratorRun run = Silent.WithProperty(property, value).Generate();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("N3S2062", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(property, diagnostic.GetMessage());
        Assert.Contains($"'{value.Replace("\0", "<U+0000>", StringComparison.Ordinal)}'", diagnostic.GetMessage());
        Assert.Contains(wanted, diagnostic.GetMessage());
        Assert.Empty(run.CSharpErrors);
    }

    [Theory]
    [InlineData("Namel3ssEnableParallelSteps", "ON")]
    [InlineData("Namel3ssEnableParallelSteps", "0")]
    [InlineData("Namel3ssMaxConcurrentLlmCalls", "500")]
    [InlineData("Namel3ssChainTimeoutSeconds", "1.5")]
    [InlineData("Namel3ssChainTimeoutSeconds", "86400")]
    [InlineData("Namel3ssChainTimeoutSeconds", "0.001")]
    public void A_good_value_is_no_diagnostic(string property, string value) =>
        Assert.Empty(Silent.WithProperty(property, value).Generate().Diagnostics);

    [Fact]
    public void A_limit_above_500_is_a_warning()
    {
        Diagnostic diagnostic = Assert.Single(Silent.WithProperty("Namel3ssMaxConcurrentLlmCalls", "501").Generate().Diagnostics);

        Assert.Equal("N3S2063", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Fact]
    public void A_project_without_chains_is_told_nothing() => Assert.Empty(
        new TestProject().WithProperty("RunAnalyzers", "false").WithProperty("Namel3ssClassName", "My Chains").Generate().Diagnostics);

    [Theory]
    [InlineData("namespace Shop; public static partial class Chains;", true)]
    [InlineData("namespace Shop { public static partial class Chains { } }", true)]
    [InlineData("namespace Shop; static partial class Chains;", false)]
    [InlineData("namespace Other; public static partial class Chains;", false)]
    [InlineData("namespace Shop; public static class Outer { public static partial class Chains { } }", false)]
    public void The_class_is_public_if_the_user_says_so(string source, bool isPublic)
    {
        GeneratorRun run = Guide.Project.WithSource(source, "Chains.cs").Generate();

        Assert.Empty(run.CSharpErrors);
        Assert.Equal(isPublic, run.Values<Compiler.CompilationOptions>(Stages.Settings).Single().IsPublic);
        Assert.Equal(
            isPublic ? Accessibility.Public : Accessibility.Internal,
            run.Output.GetTypeByMetadataName("Shop.Chains")!.DeclaredAccessibility);
    }

    [Theory]
    [InlineData("namespace Shop.Chains; class X;")]
    [InlineData("namespace Shop { namespace Chains.Inner { class X; } }")]
    public void A_namespace_of_the_full_name_of_the_class_is_an_error(string source)
    {
        GeneratorRun run = Silent.WithSource(source, "Clash.cs").Generate();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("N3S2064", diagnostic.Id);
        Assert.Contains("'Shop.Chains'", diagnostic.GetMessage());
        Assert.Contains("<Namel3ssClassName>", diagnostic.GetMessage());
        Assert.Empty(run.CSharpErrors);
    }

    [Theory]
    [InlineData("Chains")]
    [InlineData("Shop.IChains")]
    public void A_namespace_that_may_hide_the_class_or_its_interface_is_a_warning(string root)
    {
        GeneratorRun run = Silent.WithProperty("RootNamespace", root).Generate();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("N3S2065", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Empty(run.CSharpErrors);
    }

    [Theory]
    [InlineData("/shop/", "/shop/a.ai", "a.ai")]
    [InlineData("/shop/", "/shop/sub/a.ai", "sub/a.ai")]
    [InlineData("/shop/", "/shared/a.ai", "../shared/a.ai")]
    [InlineData("/shop/app/", "/shop/a.ai", "../a.ai")]
    [InlineData("/shop/", "/Shop/a.ai", "../Shop/a.ai")]
    [InlineData("C:/shop/", "c:\\Shop\\sub\\a.ai", "sub/a.ai")]
    [InlineData("C:/shop/", "D:\\a.ai", "D:/a.ai")]
    [InlineData("", "/shop/a.ai", "/shop/a.ai")]
    [InlineData("/shop/", "a.ai", "a.ai")]
    public void A_path_is_told_from_the_projects_folder(string directory, string path, string expected) =>
        Assert.Equal(expected, RelativePath.Of(directory, path));

    private static string Shared(GeneratorRun run) =>
        run.Result.GeneratedSources.Single(source => source.HintName == "Namel3ss.g.cs").SourceText.ToString();
}
