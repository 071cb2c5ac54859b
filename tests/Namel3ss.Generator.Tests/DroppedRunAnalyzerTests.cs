using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Namel3ss.Generator.Analyzers;
using Namel3ss.Generator.CodeFixes;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>A run that nobody looks at.</summary>
public sealed class DroppedRunAnalyzerTests
{
    [Theory]
    [InlineData("async Task M() { await {|N3S3031:Chains.RunTextAsync()|}; }", "async Task M() { (await Chains.RunTextAsync()).EnsureOk(); }")]
    [InlineData("async Task M() { await {|N3S3031:Chains.RunPlainAsync()|}; }", "async Task M() { (await Chains.RunPlainAsync()).EnsureOk(); }")]
    [InlineData("async Task M(IChains chains) { await {|N3S3031:chains.RunTextAsync()|}; }", "async Task M(IChains chains) { (await chains.RunTextAsync()).EnsureOk(); }")]
    [InlineData("async Task M() { await {|N3S3031:Chains.RunTextAsync()|}.ConfigureAwait(false); }", "async Task M() { (await Chains.RunTextAsync().ConfigureAwait(false)).EnsureOk(); }")]
    [InlineData("async Task M(CancellationToken stop) { await {|N3S3031:Chains.RunTextAsync()|}.WaitAsync(stop); }", "async Task M(CancellationToken stop) { (await Chains.RunTextAsync().WaitAsync(stop)).EnsureOk(); }")]
    [InlineData("async Task M() => await {|N3S3031:Chains.RunTextAsync()|};", "async Task M() => (await Chains.RunTextAsync()).EnsureOk();")]
    [InlineData("async Task M() { var run = await {|N3S3031:Chains.RunTextAsync()|}; }", "async Task M() { (await Chains.RunTextAsync()).EnsureOk(); }")]
    [InlineData("void M() { {|N3S3031:Chains.RunTextAsync()|}.GetAwaiter().GetResult(); }", "void M() { Chains.RunTextAsync().GetAwaiter().GetResult().EnsureOk(); }")]
    [InlineData("void M() { {|N3S3031:Chains.RunTextAsync()|}.Wait(); }", "void M() { Chains.RunTextAsync().Result.EnsureOk(); }")]
    [InlineData("async Task M() { try { await {|N3S3031:Chains.RunTextAsync()|}; } catch (ChainFailedException) { } }", "async Task M() { try { (await Chains.RunTextAsync()).EnsureOk(); } catch (ChainFailedException) { } }")]
    [InlineData("async Task M(IChains chains) => await Parallel.ForEachAsync(new[] { 1 }, async (number, stop) => await {|N3S3031:chains.RunTextAsync(number, stop)|});", "async Task M(IChains chains) => await Parallel.ForEachAsync(new[] { 1 }, async (number, stop) => (await chains.RunTextAsync(number, stop)).EnsureOk());")]
    [InlineData("void M() => new System.Collections.Generic.List<int>().ForEach(async _ => await {|N3S3031:Chains.RunTextAsync()|});", "void M() => new System.Collections.Generic.List<int>().ForEach(async _ => (await Chains.RunTextAsync()).EnsureOk());")]
    [InlineData("async Task M() { await {|N3S3031:Chains.RunTextAsync()|}; await {|N3S3031:Chains.RunPlainAsync()|}; }", "async Task M() { (await Chains.RunTextAsync()).EnsureOk(); (await Chains.RunPlainAsync()).EnsureOk(); }")]
    public async Task A_run_that_is_dropped_is_reported_and_mended(string source, string mended) => await Verify(source, mended);

    [Theory]
    [InlineData("void M(IChains chains) { {|N3S3031:chains.RunTextAsync()|}; }")]
    [InlineData("void M(IChains chains) => new System.Collections.Generic.List<int>().ForEach(number => {|N3S3031:chains.RunTextAsync(number)|});")]
    [InlineData("void M() { var run = {|N3S3031:Chains.RunTextAsync()|}; }")]
    [InlineData("async Task M() { TextRun run; run = await {|N3S3031:Chains.RunTextAsync()|}; await Task.Yield(); }")]
    [InlineData("async Task M() { var run = await {|N3S3031:Chains.RunTextAsync()|}; run = await {|N3S3031:Chains.RunTextAsync()|}; }")]
    [InlineData("async Task M() { await Task.WhenAll({|N3S3031:Chains.RunTextAsync()|}, {|N3S3031:Chains.RunNumberAsync()|}); }")]
    [InlineData("async Task M() { await Task.WhenAll({|N3S3031:Chains.RunTextAsync()|}, {|N3S3031:Chains.RunTextAsync()|}); }")]
    [InlineData("async Task M() { await Task.WhenAll(new Task[] { {|N3S3031:Chains.RunTextAsync()|} }); }")]
    [InlineData("async Task M(IChains chains) { await Task.WhenAll(new[] { 1, 2 }.Select(number => {|N3S3031:chains.RunTextAsync(number)|})); }")]
    [InlineData("async Task M(IChains chains) { await Task.WhenAll(new[] { 1, 2 }.Select(async number => { await Task.Yield(); return await {|N3S3031:chains.RunTextAsync(number)|}; })); }")]
    public async Task A_run_that_is_dropped_where_no_fix_is_sure_is_reported(string source) => await Verify(source, source);

    [Theory]
    [InlineData("async Task M() { _ = await Chains.RunTextAsync(); }")]
    [InlineData("void M() { _ = Chains.RunTextAsync(); }")]
    [InlineData("async Task M() { (await Chains.RunTextAsync()).EnsureOk(); }")]
    [InlineData("async Task<TextRun> M() => await Chains.RunTextAsync();")]
    [InlineData("Task<TextRun> M() => Chains.RunTextAsync();")]
    [InlineData("Task M() => Chains.RunTextAsync();")]
    [InlineData("async Task M() { var run = await Chains.RunTextAsync(); System.Console.WriteLine(run.Elapsed); }")]
    [InlineData("async Task M() { var run = await Chains.RunTextAsync(); Look(); void Look() => System.Console.WriteLine(run.Status); }")]
    [InlineData("async Task M() { TextRun run; do { run = await Chains.RunTextAsync(); } while (!run.IsOk); }")]
    [InlineData("async Task M() { var task = Chains.RunTextAsync(); await task; System.Console.WriteLine(task.Result.Status); }")]
    [InlineData("async Task M() { var a = Chains.RunTextAsync(); var b = Chains.RunNumberAsync(); await Task.WhenAll(a, b); System.Console.WriteLine((await a).Status); }")]
    [InlineData("async Task M() { foreach (var run in await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync())) { System.Console.WriteLine(run.Status); } }")]
    [InlineData("async Task M() { var first = await Task.WhenAny(Chains.RunTextAsync(), Chains.RunTextAsync()); System.Console.WriteLine((await first).Status); }")]
    [InlineData("async Task M(IChains chains) { await Task.WhenAll(new[] { 1 }.Select(async number => { var run = await chains.RunTextAsync(number); System.Console.WriteLine(run.Status); })); }")]
    [InlineData("async Task M() { if (await Chains.RunTextAsync() is { IsOk: true }) { System.Console.WriteLine(); } }")]
    [InlineData("async Task M() { Show(await Chains.RunTextAsync()); } static void Show(ChainRun run) { }")]
    [InlineData("async Task M() { await Show(Chains.RunTextAsync()); } static Task Show(Task<TextRun> run) => run;")]
    [InlineData("async Task M() => await Assert.ThrowsAsync<System.OperationCanceledException>(() => Chains.RunTextAsync());")]
    [InlineData("async Task M() => await Assert.ThrowsAsync<System.OperationCanceledException>(async () => await Chains.RunTextAsync());")]
    [InlineData("async Task M() => await Assert.ThrowsAsync<System.OperationCanceledException>(async () => { await Task.Yield(); await Chains.RunTextAsync(); });")]
    [InlineData("void M() { System.Func<Task> act = async () => await Chains.RunTextAsync(); }")]
    [InlineData("System.Func<Task<TextRun>> M() => async () => await Chains.RunTextAsync();")]
    [InlineData("async Task M() { await RunOwnAsync(); } static Task<TextRun> RunOwnAsync() => Chains.RunTextAsync();")]
    [InlineData("async Task M(IChains chains) { try { await chains.RunTextAsync(); Assert.Fail(); } catch (System.OperationCanceledException) { } }")]
    [InlineData("async Task M(IChains chains) { try { await chains.RunTextAsync(); throw new System.Exception(); } catch (System.OperationCanceledException) { } }")]
    [InlineData("async Task M(IChains chains) { await chains.Received().RunTextAsync(); }")]
    [InlineData("void M(IChains chains) { chains.Received(2).RunTextAsync(); }")]
    [InlineData("void M(IChains chains) { chains.DidNotReceive().RunTextAsync(); }")]
    [InlineData("void M(IChains chains) { chains.When(c => c.RunTextAsync()); }")]
    [InlineData("void M(IChains chains) { Mock.InOrder(() => { chains.RunTextAsync(1); chains.RunTextAsync(2); }); }")]
    [InlineData("void M(IChains chains) { Mock.InOrder(async () => { await chains.RunTextAsync(1); await chains.RunTextAsync(2); }); }")]
    [InlineData("void M(IChains chains) { Mock.Awaiting(async () => { await chains.RunTextAsync(); }); }")]
    public async Task A_run_that_somebody_may_see_is_left_alone(string source) => await Verify(source, source);

    /// <summary>C# says it itself, and what its fix makes of it is reported.</summary>
    [Theory]
    [InlineData("async Task M(IChains chains) { {|CS4014:chains.RunTextAsync()|}; await Task.Yield(); }")]
    [InlineData("void M() { {|CS4014:Chains.RunAsyncAsync()|}; }")]
    [InlineData("void M() => {|CS4014:Chains.RunAsyncAsync()|};")]
    [InlineData("void M() => new System.Collections.Generic.List<int>().ForEach(number => {|CS4014:Chains.RunAsyncAsync()|});")]
    [InlineData("async Task M(IChains chains) { await Task.Yield(); L(); void L() { {|N3S3031:chains.RunTextAsync()|}; } }")]
    public async Task What_csharp_reports_is_not_reported_twice(string source) =>
        await Advice.VerifyAsync<DroppedRunAnalyzer, DroppedRunCodeFix>(source, source, CompilerDiagnostics.Warnings);

    [Fact]
    public async Task The_text_names_the_method() => await Advice.VerifyAsync<DroppedRunAnalyzer, DroppedRunCodeFix>(
        "async Task M() { await {|#0:Chains.RunTextAsync()|}; }",
        "async Task M() { (await Chains.RunTextAsync()).EnsureOk(); }",
        new DiagnosticResult("N3S3031", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "Nobody looks at the run that 'RunTextAsync' gives: a timeout or a failure does not throw, and would pass in silence. "
            + "Call EnsureOk() on it, which throws then, look at its Status, or write '_ =' before it if it does not matter how it ends."));

    [Fact]
    public void The_fix_answers_the_analyzer() =>
        Assert.Equal(DroppedRunCodeFix.DiagnosticId, Assert.Single(new DroppedRunAnalyzer().SupportedDiagnostics).Id);

    private static Task Verify(string source, string mended) => Advice.VerifyAsync<DroppedRunAnalyzer, DroppedRunCodeFix>(source, mended);
}
