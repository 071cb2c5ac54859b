using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Namel3ss.Generator.Analyzers;
using Namel3ss.Generator.CodeFixes;

namespace Namel3ss.Generator.Tests;

/// <summary>An endpoint's handler that ASP.NET's generator of request delegates cannot know.</summary>
public sealed class EndpointAnalyzerTests
{
    private const string Endpoints = "GeneratedRouteBuilderExtensions.g.cs";

    private const string AspNet = """
        namespace Microsoft.AspNetCore.Http
        {
            public interface IResult { }

            public sealed class HttpContext
            {
                public string Body { get; set; } = "";
            }

            public delegate System.Threading.Tasks.Task RequestDelegate(HttpContext context);

            public sealed class Ok<T> : IResult { }

            public static class Results
            {
                public static IResult Ok(object? value) => null!;
            }

            public static class TypedResults
            {
                public static Ok<T> Ok<T>(T value) => new();
            }
        }

        namespace Microsoft.AspNetCore.Builder
        {
            public static class EndpointRouteBuilderExtensions
            {
                public static object MapPost(this object app, string pattern, Microsoft.AspNetCore.Http.RequestDelegate handler) => app;
                public static object MapPost(this object app, string pattern, System.Delegate handler) => app;
            }
        }
        """;

    private const string Generated = """
        #nullable enable
        using System.Threading.Tasks;
        using Namel3ss;

        [System.CodeDom.Compiler.GeneratedCode("Namel3ss.Generator", "1")]
        static partial class Chains
        {
            public static Task<TriageRun> RunTriageAsync(string email) => null!;

            public sealed class TriageRun : ChainRun<ChainSteps, string, string?>
            {
                public TriageRun() : base(default, null!, null!) { }
                protected override string ReadResult() => "";
            }
        }
        """;

    // What the package's targets write, which all generators see, and the user's program.
    private const string Program = """
        #nullable enable
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Namel3ss;

        static partial class Chains { }

        class Program
        {
            void Map(object app)
            {

        """;

    [Theory]
    [InlineData("""app.MapPost("/", {|N3S3033:async (string email) =>|} await Chains.RunTriageAsync(email));""", """app.MapPost("/", async Task<ChainRun> (string email) => await Chains.RunTriageAsync(email));""")]
    [InlineData("""app.MapPost("/", {|N3S3033:(string email) =>|} Chains.RunTriageAsync(email));""", """app.MapPost("/", async Task<ChainRun> (string email) => await Chains.RunTriageAsync(email));""")]
    [InlineData("""app.MapPost("/", {|N3S3033:async (string email) =>|} (await Chains.RunTriageAsync(email)).EnsureOk());""", """app.MapPost("/", async Task<string> (string email) => (await Chains.RunTriageAsync(email)).EnsureOk());""")]
    [InlineData("""app.MapPost("/", {|N3S3033:async (string email) =>|} { var run = await Chains.RunTriageAsync(email); return run.ToJson(); });""", """app.MapPost("/", async Task<string> (string email) => { var run = await Chains.RunTriageAsync(email); return run.ToJson(); });""")]
    [InlineData("""app.MapPost("/", {|N3S3033:async (string email) =>|} TypedResults.Ok(await Chains.RunTriageAsync(email)));""", """app.MapPost("/", async Task<IResult> (string email) => TypedResults.Ok(await Chains.RunTriageAsync(email)));""")]
    [InlineData("""app.MapPost("/", {|N3S3033:(string email) =>|} Chains.RunTriageAsync(email).Result.ToJson());""", """app.MapPost("/", string (string email) => Chains.RunTriageAsync(email).Result.ToJson());""")]
    [InlineData("""app.MapPost("/", {|N3S3033:static async (string email) =>|} await Chains.RunTriageAsync(email)).MapPost("/", {|N3S3033:async (string email) =>|} (await Chains.RunTriageAsync(email)).Status);""", """app.MapPost("/", static async Task<ChainRun> (string email) => await Chains.RunTriageAsync(email)).MapPost("/", async Task<ChainStatus> (string email) => (await Chains.RunTriageAsync(email)).Status);""")]
    [InlineData("""app.MapPost("/", {|N3S3033:async () =>|} await Helper()); static Task<Chains.TriageRun> Helper() => Chains.RunTriageAsync("");""", """app.MapPost("/", async Task<ChainRun> () => await Helper()); static Task<Chains.TriageRun> Helper() => Chains.RunTriageAsync("");""")]
    [InlineData("""app.MapPost("/", async {|N3S3033:Task<Chains.TriageRun>|} (string email) => await Chains.RunTriageAsync(email));""", """app.MapPost("/", async Task<ChainRun> (string email) => await Chains.RunTriageAsync(email));""")]
    [InlineData("""app.MapPost("/", {|N3S3033:async (HttpContext context) =>|} { context.Body = (await Chains.RunTriageAsync("")).ToJson(); });""", """app.MapPost("/", async context => { context.Body = (await Chains.RunTriageAsync("")).ToJson(); });""")]
    [InlineData("""app.MapPost("/", {|N3S3033:async Task (HttpContext context) =>|} { ChainRun run = await Chains.RunTriageAsync(""); context.Body = run.ToJson(); });""", """app.MapPost("/", async context => { ChainRun run = await Chains.RunTriageAsync(""); context.Body = run.ToJson(); });""")]
    public async Task A_lambda_that_other_generators_cannot_know_is_reported_and_mended(string source, string mended) => await Verify(source, mended);

    [Theory]
    [InlineData("""app.MapPost("/", {|N3S3033:(string email) =>|} { return Chains.RunTriageAsync(email); });""")]
    [InlineData("""app.MapPost("/", {|N3S3033:Handle|}); static Task<Chains.TriageRun> Handle(string email) => Chains.RunTriageAsync(email);""")]
    public async Task A_handler_whose_fix_takes_more_than_a_type_is_reported(string source) => await Verify(source, source);

    [Theory]
    [InlineData("""app.MapPost("/", async Task<ChainRun> (string email) => await Chains.RunTriageAsync(email));""")]
    [InlineData("""app.MapPost("/", async (string email) => Results.Ok(await Chains.RunTriageAsync(email)));""")]
    [InlineData("""app.MapPost("/", async (string email) => { ChainRun run = await Chains.RunTriageAsync(email); return run; });""")]
    [InlineData("""app.MapPost("/", async (string email) => { string json = (await Chains.RunTriageAsync(email)).ToJson(); return json; });""")]
    [InlineData("""app.MapPost("/", async (string email) => { (await Chains.RunTriageAsync(email)).EnsureOk(); });""")]
    [InlineData("""app.MapPost("/", Handle); static async Task<ChainRun> Handle(string email) => await Chains.RunTriageAsync(email);""")]
    [InlineData("""app.MapPost("/", async context => { context.Body = (await Chains.RunTriageAsync("")).ToJson(); });""")]
    [InlineData("""app.MapPost("/", async (HttpContext context, string email) => { context.Body = (await Chains.RunTriageAsync(email)).ToJson(); });""")]
    [InlineData("""app.MapPost("/", Handle); static async Task Handle(HttpContext context) => context.Body = (await Chains.RunTriageAsync("")).ToJson();""")]
    [InlineData("""app.MapPost("/", (string email) => email);""")]
    [InlineData("""Of(""); void Of<T>(T value) => app.MapPost("/", async (string email) => { (await Chains.RunTriageAsync(email)).EnsureOk(); return value; });""")]
    [InlineData("""Other(async (string email) => await Chains.RunTriageAsync(email)); static void Other(System.Delegate handler) { }""")]
    public async Task A_handler_that_they_know_is_left_alone(string source) => await Verify(source, source);

    [Fact]
    public async Task Without_the_generator_of_request_delegates_there_is_nothing_to_say()
    {
        const string Source = """app.MapPost("/", async (string email) => await Chains.RunTriageAsync(email));""";
        await Verify(Source, Source, hasEndpoints: false);
    }

    [Theory]
    [InlineData(
        """app.MapPost("/", {|#0:async (string email) =>|} await Chains.RunTriageAsync(email));""",
        """app.MapPost("/", async Task<ChainRun> (string email) => await Chains.RunTriageAsync(email));""",
        "What this lambda returns follows from 'RunTriageAsync', which ASP.NET's generator of request delegates does not see: the code that it writes for the endpoint does not compile. Write the type before the parameters: async Task<ChainRun> (…) => ….")]
    [InlineData(
        """app.MapPost("/", async {|#0:Task<Chains.TriageRun>|} (string email) => await Chains.RunTriageAsync(email));""",
        """app.MapPost("/", async Task<ChainRun> (string email) => await Chains.RunTriageAsync(email));""",
        "'Chains.TriageRun' is a class that ASP.NET's generator of request delegates and that of System.Text.Json do not see: the first request to any endpoint fails, since there is no JSON metadata for it. Write Task<ChainRun> instead.")]
    [InlineData(
        """app.MapPost("/", {|#0:async (HttpContext context) =>|} { context.Body = (await Chains.RunTriageAsync("")).ToJson(); });""",
        """app.MapPost("/", async context => { context.Body = (await Chains.RunTriageAsync("")).ToJson(); });""",
        "ASP.NET's generator of request delegates does not see 'RunTriageAsync' and takes this lambda for another kind of handler than the compiler does: what it writes for the endpoint does not compile (CS9144). Leave out the type of the parameter: async context => ….")]
    public async Task The_text_names_the_cause_and_what_to_write(string source, string mended, string message) => await Verify(
        source, mended, hasEndpoints: true, new DiagnosticResult("N3S3033", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(message));

    [Fact]
    public void The_fix_answers_the_analyzer() =>
        Assert.Equal(EndpointCodeFix.DiagnosticId, Assert.Single(new EndpointAnalyzer().SupportedDiagnostics).Id);

    private static async Task Verify(string source, string mended, bool hasEndpoints = true, params DiagnosticResult[] expected)
    {
        var test = new CSharpCodeFixTest<EndpointAnalyzer, EndpointCodeFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            CompilerDiagnostics = CompilerDiagnostics.Errors,
        };
        foreach (var (state, text) in new[] { ((SolutionState)test.TestState, source), (test.FixedState, mended) })
        {
            state.AdditionalReferences.AddRange(Basic.Reference.Assemblies.Net100.References.All);
            state.AdditionalReferences.Add(typeof(ChainRun).Assembly);
            state.Sources.Add(("Program.cs", Program + text + "\n    }\n}\n"));
            state.Sources.Add(("AspNet.cs", "#nullable enable\n" + AspNet));
            state.Sources.Add(("obj/Namel3ss.Generator/Namel3ss.Generator.ChainGenerator/triage.g.cs", Generated));
            if (hasEndpoints)
            {
                state.Sources.Add(($"obj/{Endpoints}", ""));
            }
        }

        test.TestState.ExpectedDiagnostics.AddRange(expected);
        await test.RunAsync();
    }
}
