using Namel3ss.Generator.Tests.Harness;
using Namel3ss.Generator.Analyzers;
using Namel3ss.Generator.CodeFixes;

namespace Namel3ss.Generator.Tests;

/// <summary>The guide's fourth don't: a result that is read without a look at the status.</summary>
public sealed class ResultAnalyzerTests
{
    [Theory]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return {|N3S3030:run.Result|}; }", "async Task<string?> M() { var run = await Chains.RunTextAsync(); return run.EnsureOk(); }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); return {|N3S3030:run.Result|}!; }", "async Task<string> M() { var run = await Chains.RunTextAsync(); return run.EnsureOk(); }")]
    [InlineData("async Task<int> M() => {|N3S3030:(await Chains.RunNumberAsync()).Result|}.Value;", "async Task<int> M() => (await Chains.RunNumberAsync()).EnsureOk();")]
    [InlineData("async Task<int> M() { var run = await Chains.RunTextAsync(); return {|N3S3030:run.Result|}!.Length; }", "async Task<int> M() { var run = await Chains.RunTextAsync(); return run.EnsureOk().Length; }")]
    [InlineData("async Task M() { var a = await Chains.RunTextAsync(); var b = await Chains.RunTextAsync(); if (a.IsOk) { System.Console.WriteLine({|N3S3030:b.Result|}); } }", "async Task M() { var a = await Chains.RunTextAsync(); var b = await Chains.RunTextAsync(); if (a.IsOk) { System.Console.WriteLine(b.EnsureOk()); } }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); var text = {|N3S3030:run.Result|}; return text!; }", "async Task<string> M() { var run = await Chains.RunTextAsync(); var text = run.EnsureOk(); return text!; }")]
    [InlineData("async Task<object> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); return runs.Select(r => {|N3S3030:r.Result|}).ToList(); }", "async Task<object> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); return runs.Select(r => r.EnsureOk()).ToList(); }")]
    [InlineData("async Task<string?> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); return {|N3S3030:runs[0].Result|}; }", "async Task<string?> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); return runs[0].EnsureOk(); }")]
    [InlineData("async Task M() { var run = await Chains.RunTextAsync(); System.Console.WriteLine({|N3S3030:run.Result|}); System.Console.WriteLine(run.Elapsed); }", "async Task M() { var run = await Chains.RunTextAsync(); System.Console.WriteLine(run.EnsureOk()); System.Console.WriteLine(run.Elapsed); }")]
    [InlineData("string? M() => {|N3S3030:Chains.RunTextAsync().Result.Result|};", "string? M() => Chains.RunTextAsync().Result.EnsureOk();")]
    public async Task A_result_read_blindly_is_reported_and_mended(string source, string mended) =>
        await Advice.VerifyAsync<ResultAnalyzer, EnsureOkCodeFix>(source, mended);

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
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return run switch { { IsOk: true } => run.Result, _ => null }; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); switch (run) { case { Status: ChainStatus.Ok }: return run.Result; default: return null; } }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); switch (run.Status) { case ChainStatus.Ok: return run.Result; default: return null; } }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return run switch { var r when r.IsOk => run.Result, _ => null }; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); if (run is not { IsOk: true }) { return null; } return run.Result; }")]
    [InlineData("async Task<string?> M() { if (await Chains.RunTextAsync() is { Status: ChainStatus.Ok } run) { return run.Result; } return null; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); if (run is { IsOk: true } good) { return good.Result; } return null; }")]
    [InlineData("async Task<string?> M(bool b) { var run = await Chains.RunTextAsync(); return (run, b) switch { ({ IsOk: true }, true) => run.Result, _ => null }; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); var same = run; return same.IsOk ? run.Result : null; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); var ok = run.IsOk; return ok ? run.Result : null; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); ChainRun any = run; return any.IsOk && run.Result!.Length > 3 ? \"long\" : null; }")]
    [InlineData("async Task<string?> M() { var task = Chains.RunTextAsync(); return (await task).IsOk ? (await task).Result : null; }")]
    [InlineData("async Task<string?> M() { TextRun? run = await Chains.RunTextAsync(); return run?.IsOk == true ? run.Result : null; }")]
    [InlineData("async Task<string?> M() { TextRun? run = await Chains.RunTextAsync(); return run.IsOk ? run?.Result : null; }")]
    [InlineData("async Task<string?> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); return runs[0].IsOk ? runs[0].Result : null; }")]
    [InlineData("async Task<object> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); return runs.Where(r => r.IsOk).Select(r => r.Result).ToList(); }")]
    [InlineData("async Task<object> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); return (from r in runs where r.IsOk select r.Result).ToList(); }")]
    [InlineData("async Task<string?> M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); if (!runs.All(r => r.HasResult)) { return null; } return runs[1].Result; }")]
    [InlineData("async Task M() { var runs = await Task.WhenAll(Chains.RunTextAsync(), Chains.RunTextAsync()); foreach (var run in runs.Where(r => r.Status == ChainStatus.Ok)) { System.Console.WriteLine(run.Result); } }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return Good() ? run.Result : null; bool Good() => run.IsOk; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return Good(run) ? run.Result : null; } static bool Good(ChainRun run) => run.IsOk;")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); System.Func<string?> read = () => run.Result; return run.IsOk ? read() : null; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return run.IsOk ? Text(run) : null; string Text(TextRun good) => good.Result!; }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); run.EnsureOk(); return run.Result; }")]
    [InlineData("TextRun _run = null!; bool Good => _run.IsOk; string? M() => Good ? _run.Result : null;")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); var text = run.Result; return text is null ? \"\" : text; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); var text = run.Result; return text ?? \"\"; }")]
    [InlineData("async Task<string> M() { var run = await Chains.RunTextAsync(); string? text; text = run.Result; if (text == null) { return \"\"; } return text; }")]
    [InlineData("async Task<bool> M() { var run = await Chains.RunTextAsync(); return string.IsNullOrEmpty(run.Result); }")]
    [InlineData("async Task M() { var run = await Chains.RunTextAsync(); System.ArgumentNullException.ThrowIfNull(run.Result); }")]
    [InlineData("async Task<int> M() { var run = await Chains.RunNumberAsync(); return run.Result.GetValueOrDefault(); }")]
    [InlineData("async Task M() { var run = await Chains.RunNumberAsync(); Assert.Equal(3, run.Result); }")]
    [InlineData("async Task M() { var run = await Chains.RunTextAsync(); Assert.Equal(ChainStatus.Ok, run.Status); System.Console.WriteLine(run.Result); }")]
    [InlineData("async Task M() { var run = await Chains.RunTextAsync(); try { run.EnsureOk(); } catch (ChainFailedException) { return; } System.Console.WriteLine(run.Result); }")]
    [InlineData("async Task<string?> M() { var run = await Chains.RunTextAsync(); return run.Steps.Last.HasResult ? run.Result : null; }")]
    public async Task Code_that_looks_first_is_left_alone(string source) => await Advice.VerifyAsync<ResultAnalyzer, EnsureOkCodeFix>(source, source);

    [Fact]
    public void The_fixes_answer_the_analyzer() =>
        Assert.Equal(
            [EnsureOkCodeFix.DiagnosticId, UncheckedStepCodeFix.DiagnosticId],
            new ResultAnalyzer().SupportedDiagnostics.Select(diagnostic => diagnostic.Id));
}
