using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>Roslyn takes all output of a generator away for one exception: each stage says of its own that it failed, and the rest goes on.</summary>
public class StageTests
{
    /// <summary>Where the pipeline only puts values together.</summary>
    private static readonly string[] WithoutCode = [Stages.Project, Stages.Services];

    /// <summary>No two stages say the same.</summary>
    private static readonly ConcurrentDictionary<string, string> Said = new(StringComparer.Ordinal);

    public static TheoryData<string> All =>
        [.. typeof(Stages).GetFields(BindingFlags.Static | BindingFlags.Public).Select(stage => (string)stage.GetValue(null)!).Except(WithoutCode)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_bug_in_a_stage_is_told_and_takes_no_other_file_away(string stage)
    {
        bool isOfFile = false;
        var generator = new ChainGenerator(new StageRunner((running, path) =>
        {
            if (running == stage && (path is null || path.Contains("bad", StringComparison.Ordinal)))
            {
                isOfFile = path is not null;
                throw new InvalidOperationException("Boom.");
            }
        }));
        GeneratorRun run = Guide.Project
            .WithSource("namespace Shop; public partial class Chains;", "Chains.cs")
            .WithFile("bad.ai", Guide.Chain("bad"))
            .WithFile("bad.py", "def f():\n    return 1\n")
            .Generate(generator);

        Assert.Null(run.Result.Exception);
        Diagnostic[] bugs = [.. run.Diagnostics.Where(found => found.Id == "N3S2068")];
        Assert.NotEmpty(bugs);
        Assert.All(bugs, bug =>
        {
            Assert.Contains(" failed (InvalidOperationException: Boom.)", bug.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Assert.Equal(isOfFile, bug.Location.GetLineSpan().Path is { } path && path.StartsWith("/shop/bad.", StringComparison.Ordinal));
        });
        Assert.Equal(stage, Said.GetOrAdd(Assert.Single(bugs.Select(bug => bug.GetMessage(CultureInfo.InvariantCulture)).Distinct()), stage));
        Assert.Contains(run.ChainFiles, file => file.SourceText.ToString().Contains("RunFeedbackAsync", StringComparison.Ordinal));
    }

    /// <summary>A lambda of the pipeline puts values together, or calls the runner, which lets no exception out.</summary>
    [Fact]
    public void The_pipeline_calls_no_code_that_may_fail_but_by_the_runner()
    {
        string pipeline = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pipeline", "ChainGenerator.cs"));
        LambdaExpressionSyntax[] lambdas =
        [
            .. CSharpSyntaxTree.ParseText(pipeline, TestProject.LatestCSharp).GetRoot().DescendantNodes().OfType<LambdaExpressionSyntax>(),
        ];
        string[] calls =
        [
            .. lambdas.SelectMany(lambda => lambda.DescendantNodes().OfType<InvocationExpressionSyntax>()).Select(call => call.Expression.ToString())
                .Where(call => !call.StartsWith("_run.", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal),
        ];

        Assert.True(lambdas.Length > 40);

        // What decides by a name alone, and what hands over to Roslyn.
        Assert.Equal(["AddFile", "AddSource", "Declaration.IsCandidate", "FileSeverities.Of", "ProjectFile.IsChains", "ProjectFile.IsPython", "Report"], calls);
        Assert.All(
            typeof(StageRunner).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly),
            method => Assert.Contains(method.ReturnType.GetGenericTypeDefinition(), new[] { typeof(Outcome<>), typeof(ProjectOutcome<>) }));
    }
}
