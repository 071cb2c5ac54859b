using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Namel3ss.Generator.Analyzers;
using Namel3ss.Generator.CodeFixes;

namespace Namel3ss.Generator.Tests;

/// <summary>The guide's fourth don't: a result that is read without a look at the status.</summary>
public sealed class ResultAnalyzerTests
{
    private const string Runs = """
        using System.Threading.Tasks;
        using Namel3ss;

        static class Chains
        {
            public static Task<TextRun> RunTextAsync() => null!;
            public static Task<NumberRun> RunNumberAsync() => null!;
        }

        sealed class TextRun : ChainRun<ChainSteps, string, string?>
        {
            public TextRun() : base(default, null!, null!) { }
            protected override string ReadResult() => "";
        }

        sealed class NumberRun : ChainRun<ChainSteps, int, int?>
        {
            public NumberRun() : base(default, null!, null!) { }
            protected override int ReadResult() => 0;
        }

        class User
        {

        """;

    [Theory]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return {|N3S3030:run.Result|}; }", "async Task<string?> M() { var run = await Chains.RunTextAsync(); return run.EnsureOk(); }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return {|N3S3030:run.Result|}!; }", "async Task<string> M() { var run = await Chains.RunTextAsync(); return run.EnsureOk(); }")]
    [InlineData("async Task<int> M() => {|N3S3030:(await Chains.RunNumberAsync()).Result|}.Value;", "async Task<int> M() => (await Chains.RunNumberAsync()).EnsureOk();")]
    [InlineData("async Task<int> M() { var run = await Chains.RunTextAsync(); return {|N3S3030:run.Result|}!.Length; }", "async Task<int> M() { var run = await Chains.RunTextAsync(); return run.EnsureOk().Length; }")]
    [InlineData("async Task M() { var a = await Chains.RunTextAsync(); var b = await Chains.RunTextAsync(); if (a.IsOk) { System.Console.WriteLine({|N3S3030:b.Result|}); } }", "async Task M() { var a = await Chains.RunTextAsync(); var b = await Chains.RunTextAsync(); if (a.IsOk) { System.Console.WriteLine(b.EnsureOk()); } }")]
    public async Task A_result_read_blindly_is_reported_and_mended(string source, string mended) =>
        await Verify(source, mended);

    [Theory]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return run.Status == ChainStatus.Timeout ? null : run.Result; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); if (!run.IsOk) { return null; } return run.Result; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return run.HasResult ? run.Result : null; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return run.Result ?? \"nothing\"; }")]
    [InlineData("async Task<int?> M() { var run = await Chains.RunTextAsync(); return run.Result?.Length; }")]
    [InlineData("async Task<bool> M() { var run = await Chains.RunNumberAsync(); return run.Result is > 3; }")]
    [InlineData("async Task<bool> M() { var run = await Chains.RunNumberAsync(); return run.Result == 3; }")]
    [InlineData("async Task<bool> M() { var run = await Chains.RunNumberAsync(); return run.Result.HasValue; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return run is { IsOk: true, Result: var x } ? x! : \"\"; }")]
    [InlineData("async Task<string> M() => (await Chains.RunTextAsync()).EnsureOk();")]
    [InlineData("string M(TextRun run) => nameof(run.Result);")]
    [InlineData("async Task<int> M() { var task = Task.FromResult(1); await task; return task.Result; }")]
    public async Task Code_that_looks_first_is_left_alone(string source) => await Verify(source, source);

    [Fact]
    public void The_fix_answers_the_analyzer() =>
        Assert.Equal(EnsureOkCodeFix.DiagnosticId, Assert.Single(new ResultAnalyzer().SupportedDiagnostics).Id);

    private static async Task Verify(string source, string mended)
    {
        var test = new CSharpCodeFixTest<ResultAnalyzer, EnsureOkCodeFix, DefaultVerifier>
        {
            TestCode = Runs + source + "\n}\n",
            FixedCode = Runs + mended + "\n}\n",
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CompilerDiagnostics = CompilerDiagnostics.Errors,
        };
        foreach (var references in new[] { test.TestState.AdditionalReferences, test.FixedState.AdditionalReferences })
        {
            references.AddRange(Basic.Reference.Assemblies.Net100.References.All);
            references.Add(typeof(ChainRun).Assembly);
        }

        test.TestState.AdditionalReferences.Clear();
        test.TestState.AdditionalReferences.AddRange(Basic.Reference.Assemblies.Net100.References.All);
        test.TestState.AdditionalReferences.Add(typeof(ChainRun).Assembly);
        await test.RunAsync();
    }
}
