using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Namel3ss.Generator.Analyzers;
using Namel3ss.Generator.CodeFixes;

namespace Namel3ss.Generator.Tests;

/// <summary>Runs that become JSON in a project without reflection.</summary>
public sealed class RunJsonAnalyzerTests
{
    private const string Program = """
        #nullable enable
        using System.Collections.Generic;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using Namel3ss;

        public enum Level { Low, High }
        public sealed record Decision(Level Level, List<Reason> Reasons);
        public sealed record Reason(string Text);
        public sealed record Page<T>(T Value);

        public sealed class PlainRun : ChainRun<PlainSteps>
        {
            public PlainRun() : base(default, null!) { }
        }

        public sealed class PlainSteps : ChainSteps
        {
            public StepRun<string?> Text => null!;
            public StepRun<double?> Number => null!;
            public StepRuns<IReadOnlyList<string>?> Words => null!;
            public StepRun Nothing => null!;
            protected override StepRun[] All() => [];
        }

        public sealed class DecisionRun : ChainRun<DecisionSteps>
        {
            public DecisionRun() : base(default, null!) { }
        }

        public sealed class DecisionSteps : ChainSteps
        {
            public StepRun<Decision?> Decide => null!;
            public StepRuns<Level?> Levels => null!;
            protected override StepRun[] All() => [];
        }

        public sealed class OuterRun : ChainRun<OuterSteps>
        {
            public OuterRun() : base(default, null!) { }
        }

        public sealed class OuterSteps : ChainSteps
        {
            public SubChainRun<DecisionRun, Page<int>?> Inner => null!;
            public SubChainRuns<OuterRun> Again => null!;
            protected override StepRun[] All() => [];
        }

        namespace Microsoft.AspNetCore.Http
        {
            public static class TypedResults
            {
                public static object Ok<T>(T value) => new();
            }
        }

        namespace Microsoft.AspNetCore.Builder
        {
            public static class EndpointRouteBuilderExtensions
            {
                public static object MapGet(this object app, string pattern, System.Delegate handler) => app;
            }
        }

        """;

    private const string User = """

        class User
        {
            object M(PlainRun plain, DecisionRun run, OuterRun outer, JsonSerializerOptions options)
            {

        """;

    [Theory]
    [InlineData("return JsonSerializer.{|N3S2078:Serialize|}(plain, options);", "return JsonSerializer.Serialize<ChainRun>(plain, options);")]
    [InlineData("return JsonSerializer.{|N3S2078:Serialize<PlainRun>|}(plain, options);", "return JsonSerializer.Serialize<ChainRun>(plain, options);")]
    [InlineData("return Microsoft.AspNetCore.Http.TypedResults.{|N3S2078:Ok|}(plain);", "return Microsoft.AspNetCore.Http.TypedResults.Ok<ChainRun>(plain);")]
    public async Task A_run_written_by_its_own_class_is_reported_and_mended(string source, string mended) => await Verify("", source, mended);

    [Theory]
    [InlineData("", "return {|N3S2079:run|}.ToJson();")]
    [InlineData("[JsonSerializable(typeof(Reason))]", "return {|N3S2079:run|}.ToJson();")]
    [InlineData("[JsonSerializable(typeof(Level)), JsonSerializable(typeof(Page<string>))]", "return {|N3S2079:run|}.ToJson() + {|N3S2079:outer|}.ToJson();")]
    [InlineData("[JsonSerializable(typeof(Decision))]", "return run.ToJson() + {|N3S2079:outer|}.ToJson();")]
    [InlineData("", "return JsonSerializer.Serialize<ChainRun>({|N3S2079:run|}, options);")]
    [InlineData("", "return Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(options, \"/\", ChainRun () => {|N3S2079:run|});")]
    public async Task A_run_whose_values_have_no_metadata_is_reported(string types, string source) => await Verify(types, source, source);

    [Theory]
    [InlineData("", "return plain.ToJson();")]
    [InlineData("[JsonSerializable(typeof(Decision))]", "return run.ToJson();")]
    [InlineData("[JsonSerializable(typeof(Page<Decision[]>)), JsonSerializable(typeof(Page<int>))]", "return outer.ToJson();")]
    [InlineData("[JsonSerializable(typeof(ChainRun))]", "return JsonSerializer.Serialize<ChainRun>(plain, options);")]
    [InlineData("", "ChainRun any = run; return any.ToJson();")]
    [InlineData("", "return run.Steps.Decide.Status;")]
    public async Task What_has_metadata_or_cannot_be_known_is_left_alone(string types, string source) => await Verify(types, source, source);

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    public async Task With_reflection_there_is_nothing_to_say(string reflection)
    {
        const string Source = "return JsonSerializer.Serialize(plain, options) + run.ToJson();";
        await Verify("", Source, Source, reflection);
    }

    [Theory]
    [InlineData(
        "return JsonSerializer.{|#0:Serialize|}(plain, options);",
        "return JsonSerializer.Serialize<ChainRun>(plain, options);",
        "N3S2078",
        "'PlainRun' is a class that the generator of System.Text.Json does not see, and without reflection there is no JSON metadata for it: this fails once the chain has run. Write the run as its base class, Serialize<ChainRun>(…), which takes [JsonSerializable(typeof(ChainRun))] on your JsonSerializerContext.")]
    [InlineData(
        "return {|#0:outer|}.ToJson();",
        "return {|#0:outer|}.ToJson();",
        "N3S2079",
        "The values of 'OuterRun' cannot all be written: without reflection they need JSON metadata, which no JsonSerializerContext of the project has, and this fails once the chain has run. Add [JsonSerializable(typeof(Decision))], [JsonSerializable(typeof(Level))], [JsonSerializable(typeof(Page<int>))], and give the context's options as JsonSerializerOptions of ChainOptions or Namel3ssOptions.")]
    public async Task The_text_names_what_to_write(string source, string mended, string id, string message) => await Verify(
        "", source, mended, "false", new DiagnosticResult(id, DiagnosticSeverity.Warning).WithLocation(0).WithMessage(message));

    [Fact]
    public void The_fix_answers_the_analyzer() =>
        Assert.Equal([OwnClassCodeFix.DiagnosticId, "N3S2079"], new RunJsonAnalyzer().SupportedDiagnostics.Select(diagnostic => diagnostic.Id));

    private static async Task Verify(string types, string source, string mended, string reflection = "false", params DiagnosticResult[] expected)
    {
        var test = new CSharpCodeFixTest<RunJsonAnalyzer, OwnClassCodeFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CompilerDiagnostics = CompilerDiagnostics.Errors,
        };
        foreach (var (state, text) in new[] { ((SolutionState)test.TestState, source), (test.FixedState, mended) })
        {
            state.AdditionalReferences.AddRange(Basic.Reference.Assemblies.Net100.References.All);
            state.AdditionalReferences.Add(typeof(ChainRun).Assembly);
            state.Sources.Add($"{Program}{types}\npublic abstract class Json() : JsonSerializerContext(null);\n{User}{text}\n}}\n}}\n");
            state.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.JsonSerializerIsReflectionEnabledByDefault = {reflection}\n"));
        }

        test.TestState.ExpectedDiagnostics.AddRange(expected);
        test.FixedState.ExpectedDiagnostics.AddRange(mended == source ? expected : []);
        await test.RunAsync();
    }
}
