using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Namel3ss.Generator.Analyzers;
using Namel3ss.Generator.CodeFixes;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>A step's value that is taken for granted: <c>run.Steps.Last.Result!</c>.</summary>
public sealed class UncheckedStepTests
{
    [Theory]
    [InlineData("{|N3S3032:run.Steps.Last.Result|}!")]
    [InlineData("{|N3S3032:run.Steps.Last.Result|}!.Length")]
    [InlineData("{|N3S3032:run.Steps.Count.Result|}!.Value")]
    [InlineData("{|N3S3032:run.Steps.Count.Result|}.Value")]
    [InlineData("{|N3S3032:run.Steps.Drafts[0].Result|}!")]
    [InlineData("({|N3S3032:run.Steps.Last.Result|}!, {|N3S3032:run.Steps.Count.Result|}!.Value, run.Elapsed)")]
    public async Task A_value_taken_for_granted_is_reported_and_mended(string read) => await Verify(
        $$"""
            async Task<object> M()
            {
                var run = await Chains.RunTextAsync();
                return {{read}};
            }
        """,
        $$"""
            async Task<object> M()
            {
                var run = await Chains.RunTextAsync();
                run.EnsureOk();
                return {{read.Replace("{|N3S3032:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)}};
            }
        """);

    [Fact]
    public async Task Several_runs_are_checked_each_once() => await Verify(
        """
            async Task<object> M()
            {
                var a = await Chains.RunTextAsync();
                PlainRun b = await Chains.RunPlainAsync();
                System.Console.WriteLine({|N3S3032:a.Steps.Last.Result|}!);
                return {|N3S3032:a.Steps.Count.Result|}!.Value + {|N3S3032:b.Steps.Last.Result|}!;
            }
        """,
        """
            async Task<object> M()
            {
                var a = await Chains.RunTextAsync();
                a.EnsureOk();
                PlainRun b = await Chains.RunPlainAsync();
                b.EnsureOk();
                System.Console.WriteLine(a.Steps.Last.Result!);
                return a.Steps.Count.Result!.Value + b.Steps.Last.Result!;
            }
        """);

    [Theory]
    [InlineData("async Task<string> M() => {|N3S3032:(await Chains.RunTextAsync()).Steps.Last.Result|}!;")]
    [InlineData("async Task<string> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); return {|N3S3032:runs[0].Steps.Last.Result|}!; }")]
    [InlineData("async Task<object> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); return runs.Select(r => {|N3S3032:r.Steps.Last.Result|}!).ToList(); }")]
    public async Task A_run_without_a_declaration_of_its_own_is_reported(string source) => await Verify(source, source);

    [Theory]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); run.EnsureOk(); return run.Steps.Last.Result!; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); if (!run.IsOk) { return \"\"; } return run.Steps.Last.Result!; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return run.Status == ChainStatus.Ok ? run.Steps.Last.Result! : \"\"; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return run is { IsOk: true } ? run.Steps.Last.Result! : \"\"; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return run.TryGetResult(out _) ? run.Steps.Last.Result! : \"\"; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return run.Steps.Last.HasResult ? run.Steps.Last.Result! : \"\"; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return run.Steps.Last.Status == StepStatus.Ok ? run.Steps.Last.Result! : \"\"; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); Check(run); return run.Steps.Last.Result!; } static void Check(ChainRun run) { }")]
    [InlineData("string M(TextRun run) => run.Steps.Last.Result!;")]
    [InlineData("TextRun _run = null!; string M() => _run.Steps.Last.Result!;")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return run.Steps.Last.Result; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return run.Steps.Last.Result ?? \"\"; }")]
    [InlineData("async Task<int?> M() { var run = await Chains.RunTextAsync(); return run.Steps.Last.Result?.Length; }")]
    [InlineData("async Task<int> M() { var run = await Chains.RunTextAsync(); return run.Steps.Count.Result.GetValueOrDefault(); }")]
    [InlineData("async Task M() { var run = await Chains.RunTextAsync(); Assert.Equal(\"hello\", run.Steps.Last.Result!); }")]
    [InlineData("string M(StepRun<string?> step) => step.Result!;")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return run.Steps.Last.Result is null ? \"\" : run.Steps.Last.Result!; }")]
    [InlineData("async Task<int> M() { var run = await Chains.RunTextAsync(); return run.Steps.Count.Result.HasValue ? run.Steps.Count.Result.Value : 0; }")]
    [InlineData("static async Task<TextRun> RunWell() { var run = await Chains.RunTextAsync(); run.EnsureOk(); return run; } async Task<string> M() => (await RunWell()).Steps.Last.Result!;")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); var last = run.Steps.Last; return last.HasResult ? run.Steps.Last.Result! : \"\"; }")]
    [InlineData("async Task M() { var run = await Chains.RunTextAsync(); Assert.Equal(3, run.Steps.Last.Result!.Length); }")]
    public async Task Code_that_looks_first_or_reckons_with_null_is_left_alone(string source) => await Verify(source, source);

    [Fact]
    public async Task The_text_names_the_step() => await Advice.VerifyAsync<ResultAnalyzer, UncheckedStepCodeFix>(
        "async Task<string> M() {\n    var run = await Chains.RunTextAsync();\n    return {|#0:run.Steps.Last.Result|}!; }",
        "async Task<string> M() {\n    var run = await Chains.RunTextAsync();\n        run.EnsureOk();\n        return run.Steps.Last.Result!; }",
        new DiagnosticResult("N3S3032", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "'run.Steps.Last.Result' is null if the step failed or did not come to its end, and nothing here looks at the run. "
            + "Call EnsureOk() on the run first, which throws then, or look at Status, or at HasResult of the step."));

    private static Task Verify(string source, string mended) => Advice.VerifyAsync<ResultAnalyzer, UncheckedStepCodeFix>(source, mended);
}
