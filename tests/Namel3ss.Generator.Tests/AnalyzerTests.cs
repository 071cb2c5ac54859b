using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>Who reports what, at which severity.</summary>
public class AnalyzerTests
{
    /// <summary>One mistake in a chain (N3S3001: parallel with depends_on), one in a connector, one in a property.</summary>
    private static readonly TestProject ThreeMistakes = Guide.Project
        .WithFile("feedback.ai", Guide.Chain("feedback") +
            """
                step late:
                    target: sentiment_analyzer
                    parallel: true
                    depends_on: [analyze]
                    options:
                        source: "email"
            """)
        .WithSource("using Namel3ss; static class Owner { [Connector(\"secret\")] static void Call() { } }")
        .WithProperty("Namel3ssClassName", "My Chains");

    private static readonly string[] ThreeIds = ["N3S2054", "N3S2062", "N3S3001"];

    /// <summary>A chain with a warning alone: its timeout is under ten seconds (N3S3006).</summary>
    private static readonly TestProject OneWarning = Guide.Project
        .WithFile("feedback.ai", Guide.Chain("feedback").Replace("timeout: 120", "timeout: 2"));

    [Fact]
    public async Task The_analyzer_reports_while_it_runs_and_the_generator_is_silent()
    {
        Assert.Equal(ThreeIds, (await ThreeMistakes.AnalyzeAsync()).Select(diagnostic => diagnostic.Id));
        Assert.Empty(ThreeMistakes.Generate().Diagnostics);
    }

    [Theory]
    [InlineData(false, "RunAnalyzers=false")]
    [InlineData(false, "RunAnalyzers=False")]
    [InlineData(false, "RunAnalyzersDuringBuild=false")]
    [InlineData(true, "RunAnalyzers=true;RunAnalyzersDuringBuild=false")]
    [InlineData(true, "RunAnalyzersDuringLiveAnalysis=false")]
    [InlineData(true, "DesignTimeBuild=true;RunAnalyzersDuringBuild=false")]
    [InlineData(false, "DesignTimeBuild=true;RunAnalyzersDuringLiveAnalysis=false")]
    [InlineData(false, "DesignTimeBuild=true;RunAnalyzers=false")]
    [InlineData(false, "IsImplicitlyTriggeredBuild=true")]
    [InlineData(true, "IsImplicitlyTriggeredBuild=true;OptimizeImplicitlyTriggeredBuild=false")]
    [InlineData(true, "IsImplicitlyTriggeredBuild=true;TreatWarningsAsErrors=true")]
    public async Task Exactly_one_of_them_reports(bool isAnalyzer, string properties)
    {
        TestProject project = ThreeMistakes;
        foreach (string[] pair in properties.Split(';').Select(property => property.Split('=')))
        {
            project = project.WithProperty(pair[0], pair[1]);
        }

        var analyzed = (await project.AnalyzeAsync()).Select(diagnostic => diagnostic.Id);
        var generated = project.Generate().Diagnostics.Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal);
        Assert.Equal(isAnalyzer ? ThreeIds : [], analyzed);
        Assert.Equal(isAnalyzer ? [] : ThreeIds, generated);
    }

    [Fact]
    public async Task Both_report_the_same_at_the_same_place()
    {
        var analyzed = await ThreeMistakes.AnalyzeAsync();
        var generated = ThreeMistakes.WithProperty("RunAnalyzers", "false").Generate().Diagnostics;

        Assert.Equal(Shown(generated), Shown(analyzed));
        Assert.Contains(Shown(analyzed), text => text.StartsWith("/shop/feedback.ai: (11,8)-(11,16)", StringComparison.Ordinal) || text.Contains("feedback.ai: (1", StringComparison.Ordinal));
        Assert.All(analyzed, diagnostic => Assert.EndsWith($"/docs/diagnostics/{diagnostic.Id}.md", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal));

        static string[] Shown(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics
            .Select(diagnostic => $"{diagnostic.Location.GetLineSpan()} {diagnostic.Severity} {diagnostic.Id} {diagnostic.GetMessage()}")
            .Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("Warning ", DiagnosticSeverity.Warning)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("silent", DiagnosticSeverity.Hidden)]
    [InlineData("default", DiagnosticSeverity.Warning)]
    public async Task A_key_of_editorconfig_sets_the_severity_in_files_of_its_section(string value, DiagnosticSeverity severity)
    {
        TestProject project = OneWarning.WithFileOption("feedback.ai", "namel3ss_diagnostic.n3s3006.severity", value);

        Assert.Equal(severity, Assert.Single(await project.AnalyzeAsync()).Severity);
        Assert.Equal(severity, Assert.Single(project.WithProperty("RunAnalyzers", "false").Generate().Diagnostics).Severity);
    }

    [Fact]
    public async Task Severity_none_takes_a_diagnostic_away_in_that_file_alone()
    {
        TestProject project = OneWarning
            .WithFile("other.ai", Guide.Chain("other").Replace("timeout: 120", "timeout: 2"))
            .WithFileOption("feedback.ai", "namel3ss_diagnostic.N3S3006.severity", "none");

        Assert.EndsWith("other.ai", Assert.Single(await project.AnalyzeAsync()).Location.GetLineSpan().Path, StringComparison.Ordinal);
        Assert.Single(project.WithProperty("RunAnalyzers", "false").Generate().Diagnostics);
    }

    [Theory]
    [InlineData("namel3ss_diagnostic.n3s3006.severity", "eror", "error, warning, suggestion, silent, none and default")]
    [InlineData("namel3ss_diagnostic.n3s9999.severity", "error", "no such diagnostic")]
    [InlineData("namel3ss_diagnostic.n3s3001.severity", "warning", "errors stay errors")]
    public async Task A_severity_that_means_nothing_is_said_once(string key, string value, string message)
    {
        TestProject project = Guide.Project
            .WithFile("other.ai", Guide.Chain("other"))
            .WithFileOption("feedback.ai", key, value)
            .WithFileOption("other.ai", key, value);

        Diagnostic diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal("N3S2066", diagnostic.Id);
        Assert.Contains(key, diagnostic.GetMessage());
        Assert.Contains(message, diagnostic.GetMessage());
        Assert.Equal(diagnostic.GetMessage(), Assert.Single(project.WithProperty("RunAnalyzers", "false").Generate().Diagnostics).GetMessage());
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress)]
    [InlineData(ReportDiagnostic.Hidden)]
    public async Task An_error_cannot_be_configured_away(ReportDiagnostic report)
    {
        TestProject project = ThreeMistakes;
        project = project with { Options = project.Options.WithSpecificDiagnosticOptions(ThreeIds.Select(id => KeyValuePair.Create(id, report))) };

        Assert.Equal(ThreeIds, (await project.AnalyzeAsync()).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public async Task A_warning_can_be_configured_as_those_of_C_sharp()
    {
        TestProject Configured(ReportDiagnostic report) => OneWarning with
        {
            Options = OneWarning.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create("N3S3006", report)]),
        };

        Assert.Empty(await Configured(ReportDiagnostic.Suppress).AnalyzeAsync());
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Configured(ReportDiagnostic.Error).AnalyzeAsync()).Severity);
        TestProject strict = OneWarning with { Options = OneWarning.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error) };
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await strict.AnalyzeAsync()).Severity);
    }

    [Fact]
    public async Task A_project_without_mistakes_is_told_nothing() => Assert.Empty(await Guide.Project.AnalyzeAsync());

    [Theory]
    [InlineData("[Connector(\"wrap\")] internal static async Task Wrap() => await Shop.Chains.RunFeedbackAsync();", 1)]
    [InlineData("[Connector(\"wrap\")] internal static async Task Wrap() { await Task.Run(() => Shop.Chains.RunFeedbackAsync()); }", 1)]
    [InlineData("[Connector(\"wrap\")] internal static async Task Wrap() { await Inner(); static Task Inner() => Shop.Chains.RunFeedbackAsync(); }", 1)]
    [InlineData("[Connector(\"wrap\")] internal static async Task Wrap([Microsoft.Extensions.DependencyInjection.FromKeyedServices(1)] Shop.IChains chains) => await chains.RunFeedbackAsync();", 1)]
    [InlineData("[Connector(\"wrap\", TakesPermit = false)] internal static async Task Wrap() => await Shop.Chains.RunFeedbackAsync();", 0)]
    [InlineData("internal static async Task Wrap() => await Shop.Chains.RunFeedbackAsync();", 0)]
    [InlineData("[Connector(\"wrap\")] internal static Task Wrap() => Other.RunAsync(); static class Other { internal static Task RunAsync() => Task.CompletedTask; }", 0)]
    public async Task A_connector_that_runs_a_chain_over_its_permit_is_warned_of(string member, int count)
    {
        TestProject project = Guide.Project.WithSource($"using System.Threading.Tasks; using Namel3ss; static class Owner {{ {member} }}");

        var diagnostics = await project.AnalyzeAsync();
        Assert.Equal(count, diagnostics.Length);
        Assert.All(diagnostics, diagnostic =>
        {
            Assert.Equal("N3S2067", diagnostic.Id);
            Assert.Contains("Chains.RunFeedbackAsync", diagnostic.GetMessage());
            Assert.Contains("TakesPermit = false", diagnostic.GetMessage());
        });
    }
}
