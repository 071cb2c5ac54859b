using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>What the C# compiler knows of a chain's value in code that reads it: of classes, structs, lists, types without a name.</summary>
public sealed class ResultFlowTests
{
    // No using of the runtime: a run's members need none.
    private const string Shop = """
        namespace Shop;
        public record Letter(string Text);
        public static class C
        {
            [Namel3ss.Connector("letter")] public static Letter Write() => new("");
            [Namel3ss.Connector("number")] public static int Count() => 1;
            [Namel3ss.Connector("pair")] public static (int Count, string? Name) Pair() => (1, null);
            [Namel3ss.Connector("any")] public static dynamic Any() => 1;
            [Namel3ss.Connector("nothing")] public static void Nothing() { }
            [Namel3ss.Connector("numbers")] public static int Number(int of) => of;
        }
        """;

    private const string Chains = """
        chain letter:
            step letter:
        chain number:
            step number:
        chain pair:
            step pair:
        chain any:
            step any:
        chain called:
            step called:
                kind: chain
                target: any
        chain nothing:
            step nothing:
        chain either:
            output: [first, second]
            step first:
                target: number
                stop_on_error: false
            step second:
                target: number
        chain many:
            output: numbers
            inputs:
                whole: list<integer>
            step numbers:
                for_each: whole
                options:
                    of: {{ item }}
        """;

    [Theory]
    [InlineData("Chains.LetterRun run", "if (run.HasResult) { _ = run.Result.Text; }")]
    [InlineData("Chains.LetterRun run", "if (run.TryGetResult(out var letter)) { _ = letter.Text; }")]
    [InlineData("Chains.LetterRun run", "_ = run.EnsureOk().Text; _ = run.EnsureOk(allowPartial: true).Text;")]
    [InlineData("Chains.LetterRun run", "_ = run.Steps.Letter.Result?.Text; Letter? letter = run.Result;")]
    [InlineData("Chains.LetterRun run", "_ = run is { HasResult: true, Result.Text: \"a\" };")]
    [InlineData("Chains.NumberRun run", "if (run.HasResult) { int number = run.Result.Value; }")]
    [InlineData("Chains.NumberRun run", "if (run.TryGetResult(out int number)) { } int? result = run.Result; int sure = run.EnsureOk();")]
    [InlineData("Chains.PairRun run", "if (run.HasResult) { int count = run.Result.Value.Count; } string? name = run.EnsureOk().Name;")]
    [InlineData("Chains.AnyRun run", "_ = run.EnsureOk().Whatever; _ = run.Result?.Whatever;")]
    [InlineData("Chains.CalledRun run", "_ = run.EnsureOk().Whatever; _ = run.Steps.Called.Run?.Result?.Whatever;")]
    [InlineData("Chains.NothingRun run", "run.EnsureOk(); _ = run.Steps.Nothing.Status;")]
    [InlineData("Chains.EitherRun run", "int? result = run.Result; if (run.TryGetResult(out var number)) { int sure = number; }")]
    [InlineData("Chains.ManyRun run", "if (run.HasResult) { int count = run.Result.Count; } int first = run.EnsureOk()[0];")]
    public void A_value_that_was_looked_for_is_there(string parameter, string body) => Assert.Empty(Warnings(parameter, body));

    [Theory]
    [InlineData("Chains.LetterRun run", "_ = run.Result.Text;", "CS8602")]
    [InlineData("Chains.LetterRun run", "if (!run.HasResult) { _ = run.Result.Text; }", "CS8602")]
    [InlineData("Chains.LetterRun run", "run.TryGetResult(out var letter); _ = letter.Text;", "CS8602")]
    [InlineData("Chains.NumberRun run", "int number = run.Result.Value;", "CS8629")]
    [InlineData("Chains.ManyRun run", "_ = run.Result.Count;", "CS8602")]
    [InlineData("Chains.NothingRun run", "_ = run.Result;", "CS1061")]
    public void A_value_that_nobody_looked_for_may_be_missing(string parameter, string body, string id) =>
        Assert.Equal([id], Warnings(parameter, body));

    [Fact]
    public void A_chain_hands_a_dynamic_value_on() => Assert.Empty(new TestProject()
        .WithSource(Shop)
        .WithFile("a.ai", Chains)
        .WithProperty("RunAnalyzers", "false")
        .Generate().Diagnostics.Select(diagnostic => diagnostic.GetMessage()));

    private static IEnumerable<string> Warnings(string parameter, string body) => new TestProject()
        .WithSource(Shop)
        .WithFile("a.ai", Chains)
        .WithSource($"namespace Shop; static class Reader {{ static void Read({parameter}) {{ {body} }} }}", "Reader.cs")
        .Generate().Output.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(diagnostic => diagnostic.Id);
}
