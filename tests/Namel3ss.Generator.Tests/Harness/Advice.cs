using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Namel3ss.Generator.Tests.Harness;

/// <summary>Tests the advice for C# that runs chains, and its fixes, on members of a class beside chains that look as the generator's.</summary>
internal static class Advice
{
    private const string Runs = """
        #nullable enable
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Namel3ss;

        static class Assert
        {
            public static void Equal<T>(T expected, T actual) { }
            public static void NotNull(object? value) { }
            public static void Fail() { }
            public static Task ThrowsAsync<T>(System.Func<Task> run) => Task.CompletedTask;
        }

        // As NSubstitute and FluentAssertions have them.
        static class Mock
        {
            public static T Received<T>(this T mock, int times = 1) => mock;
            public static T DidNotReceive<T>(this T mock) => mock;
            public static object When<T>(this T mock, System.Action<T> call) => null!;
            public static void InOrder(System.Action calls) { }
            public static void InOrder(System.Func<Task> calls) { }
            public static object Awaiting(System.Func<Task> act) => null!;
            public static object Should(this int value) => null!;
        }

        [System.CodeDom.Compiler.GeneratedCode("Namel3ss.Generator", "1")]
        static class Chains
        {
            public static Task<TextRun> RunTextAsync() => null!;
            public static Task<NumberRun> RunNumberAsync() => null!;
            public static Task<PlainRun> RunPlainAsync() => null!;
            public static async Task<TextRun> RunAsyncAsync() { await Task.Yield(); return null!; }
        }

        [System.CodeDom.Compiler.GeneratedCode("Namel3ss.Generator", "1")]
        interface IChains
        {
            Task<TextRun> RunTextAsync(int number = 0, CancellationToken cancellationToken = default);
        }

        sealed class TextRun : ChainRun<Parts, string, string?>
        {
            public TextRun() : base(default, null!, null!) { }
            protected override string ReadResult() => "";
        }

        sealed class Parts : ChainSteps
        {
            public StepRun<string?> Last => null!;
            public StepRun<int?> Count => null!;
            public System.Collections.Generic.IReadOnlyList<StepRun<string?>> Drafts => null!;
            protected override StepRun[] All() => [];
        }

        sealed class PlainRun : ChainRun<Parts>
        {
            public PlainRun() : base(default, null!) { }
        }

        sealed class NumberRun : ChainRun<ChainSteps, int, int?>
        {
            public NumberRun() : base(default, null!, null!) { }
            protected override int ReadResult() => 0;
        }

        class User
        {

        """;

    /// <param name="source">Members of a class, with the places marked.</param>
    /// <param name="mended">The same after all fixes, one by one and at once; what has no fix stays marked.</param>
    /// <param name="expected">Diagnostics with their texts, in the place of marked ones.</param>
    public static Task VerifyAsync<TAnalyzer, TFix>(string source, string mended, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        VerifyAsync<TAnalyzer, TFix>(source, mended, CompilerDiagnostics.Errors, expected);

    /// <param name="compiler">Which of C#'s own diagnostics are looked at.</param>
    /// <inheritdoc cref="VerifyAsync{TAnalyzer, TFix}(string, string, DiagnosticResult[])"/>
    public static async Task VerifyAsync<TAnalyzer, TFix>(
        string source, string mended, CompilerDiagnostics compiler, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        {
            TestCode = Runs + source + "\n}\n",
            FixedCode = Runs + mended + "\n}\n",
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CompilerDiagnostics = compiler,
        };
        foreach (var references in new[] { test.TestState.AdditionalReferences, test.FixedState.AdditionalReferences })
        {
            references.AddRange(Basic.Reference.Assemblies.Net100.References.All);
            references.Add(typeof(ChainRun).Assembly);
        }

        test.TestState.ExpectedDiagnostics.AddRange(expected);
        await test.RunAsync();
    }
}
