using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Namel3ss.Compiler.Tests.Semantics;
using Namel3ss.Compiler.Tests.Syntax;

namespace Namel3ss.Compiler.Tests.Emit;

/// <summary>
/// Every shape of generated code, reviewed as C#. Each also compiles beside its connectors, warnings and documentation
/// included, and is the same however the lines of the <c>.ai</c> file end.
/// </summary>
public partial class ShapeTests
{
    private const string GuideConnectors = """
        public record Sentiment(double Score);
        public record Summary(string Text);
        sentiment_analyzer: Task<Sentiment> (string source = "all", CancellationToken token = default)
        aggregator [TakesPermit = false]: Summary (IReadOnlyList<Sentiment> sentiments)
        entity_extractor: Task<string> (CancellationToken token)
        topic_detector: Task<string> (CancellationToken token)
        summarizer: Task<string> (IReadOnlyList<object> findings, CancellationToken token)
        gpt4: Task<string> (string prompt = "", CancellationToken token = default)
        claude: Task<string> (string prompt = "", CancellationToken token = default)
        gemini: Task<string> (string prompt = "", CancellationToken token = default)
        pinecone_retriever: Task<IReadOnlyList<string>> (string query, int top_k = 5, CancellationToken token = default)
        github_retriever: Task<IReadOnlyList<string>> (string query, CancellationToken token)
        web_scraper: Task<string> (string query, CancellationToken token)
        """;

    private static readonly (string, string)[] Python = [("consensus_calculator.py", "def consensus_calculator(responses, **rest):\n    return 1\n")];

    public static TheoryData<string> GuideChains => [.. GuideFiles.Names];

    [Theory]
    [MemberData(nameof(GuideChains))]
    public void Guide(string file) => AssertShape(
        new Project(Connectors.Of(GuideConnectors), Python), GuideFiles.Read(file), Path.GetFileNameWithoutExtension(file), path: file);

    /// <summary>What every chain needs belongs in the runtime. Whoever raises a number should know why.</summary>
    [Theory]
    [InlineData("customer_feedback_analysis.ai", 63)]
    [InlineData("multi_model_consensus.ai", 63)]
    [InlineData("parallel_analysis.ai", 63)]
    [InlineData("rag_parallel_retrieval.ai", 64)]
    [InlineData("long_analysis.ai", 39)]
    public void The_code_of_the_guides_chains_stays_thin(string file, int lines)
    {
        string text = new Project(Connectors.Of(GuideConnectors), Python).Emit(GuideFiles.Read(file), file);

        Assert.Equal(lines, text.Split('\n').Count(line => line.Length > 0));
    }

    [Fact]
    public void Chat_models() => AssertShape(
        Project.Of("""
            public sealed record Verdict(bool IsUrgent, string Reason);
            word: Task<string> ()
            maybe: Task<string?> ()
            """),
        """
        llm fast:
            client: "open\"ai"
            model: llama3.1:8b
            temperature: 0.2
            max_tokens: 500
            system: "Be brief.\nVery."
            max_concurrent: 10
            fallback: ["3d"]
        llm "3d":
        chain triage:
            inputs:
                message: text
            step urgency:
                kind: llm
                target: fast
                system: "Speak of {{ message }}."
                prompt: "How urgent is {{ message }}?"
                returns: Verdict?
                stop_on_error: false
            step word:
            step summary:
                target: "3d"
                depends_on: [urgency, word]
        """);

    [Fact]
    public void Returns() => AssertShape(
        Project.Of("""
            public sealed class Instance { /// <summary/>
                [Connector("instance")] public Task<int> M(string a = "") => throw null!; }
            public sealed class Closed : IDisposable { /// <summary/>
                [Connector("closed")] public int M() => 1; /// <summary/>
                [Connector("closed_later")] public Task<int> L(CancellationToken token) => throw null!; public void Dispose() { } }
            public sealed class ClosedAsync : IAsyncDisposable { /// <summary/>
                [Connector("closed_async")] public ValueTask<int> M() => throw null!; /// <summary/>
                [Connector("closed_async_nothing")] public Task N() => throw null!; /// <summary/>
                [Connector("closed_async_now")] public int O() => 1; /// <summary/>
                [Connector("closed_async_stream")] public IAsyncEnumerable<int> P() => throw null!; ValueTask IAsyncDisposable.DisposeAsync() => default; }
            task: Task<int> ()
            task_of_reference: Task<string> ()
            task_of_nullable: Task<int?> ()
            value_task: ValueTask<string> (CancellationToken token)
            no_value: Task ()
            no_value_task: ValueTask (StepContext context)
            now: string ()
            now_inline [Inline = true]: int ()
            nothing: void ()
            stream: IAsyncEnumerable<string> (int limit = 5)
            tuple: (int Count, string? Name) ()
            deep: Dictionary<string, List<(Guid, int?[])?>> ()
            arrays: Task<string?[]?[]> ()
            any: dynamic ()
            """),
        "chain c:\n" + string.Concat(new[]
        {
            "task", "task_of_reference", "task_of_nullable", "value_task", "no_value", "no_value_task", "now", "now_inline", "nothing", "stream",
            "tuple", "deep", "arrays", "any", "instance", "closed", "closed_later", "closed_async", "closed_async_nothing", "closed_async_now",
            "closed_async_stream",
        }.Select(name => $"    step {name}:\n        depends_on: []\n")));

    [Fact]
    public void Output_of_several() => AssertShape(Flow, """
        chain c:
            output: [fast, slow]
            timeout: 1.5m
            step fast:
                target: word
                stop_on_error: false
            step slow:
                target: word
        """);

    [Fact]
    public void Skip() => AssertShape(Flow, """
        chain c:
            step risky:
                target: word
                continue_on_error: true
            step maybe:
            step both:
                target: two
                options:
                    a: "x"
                depends_on: [risky]
            step all:
                target: join
                depends_on: [risky, maybe]
        """);

    [Fact]
    public void Lifted_parameters() => AssertShape(Flow, """
        chain c:
            step a:
                target: search
                parallel: true
            step b:
                target: search
                parallel: true
            step event:
                target: keyword
        """);

    [Fact]
    public void Python_step() => AssertShape(new Project(Connectors.Of("public record Data(int X);\nnumber: Task<int?> (string class_name)\nany: dynamic ()"), Python), """
        chain c:
            step number:
            step any:
            step consensus:
                kind: python
                target: consensus_calculator
                depends_on: [number, any]
                returns: list<Shop.Data>?
                options:
                    weights: [1, 0.5]
                    "odd key": "</script>\u2028"
            step next:
                kind: python
                target: consensus_calculator.consensus_calculator
                returns: "System.Collections.Generic.Dictionary<string, int?[]>"
        """);

    [Fact]
    public void Literals() => AssertShape(Project.Of("""
        public enum Level { Low }
        public record Window(int From, byte To) { public string? Label { get; init; } }
        t: int (string text, Level level, Window window, List<Window> windows, Guid? id, IReadOnlyDictionary<string, object?> rest)
        """), """
        chain c:
            step t:
                options:
                    text: |
                        several
                        lines
                    level: low
                    window:
                        from: 1
                        to: 2
                        label: a
                    windows:
                        - from: 3
                          to: 4
                    id: null
                    list: [1, a, [true]]
                    map:
                        a: null
        """);

    [Fact]
    public void Broken() => AssertShape(Flow, """
        chain unknown_call:
            step word:
            step search:
            step wrd:
            step word:
            output: [word, wrd]
        chain known_parameters:
            step search:
                stop_on_error: maybe
        chain whole:
            step word:
        """, isRight: false);

    /// <summary>What one file alone can say of the interface, because its aliases are in it.</summary>
    [Fact]
    public void Inputs_of_written_types() => AssertShape(Project.Of("public enum Level { Low, High }\nword: string (Level level)"), """
        chain c:
            inputs:
                days: list<System.DateOnly>
                level: Level = high
            step word:
        chain d:
            step word:
                options:
                    level: low
        """);

    [Fact]
    public void Empty() => AssertShape(Flow, "chain c:\n    timeout: 60\n", isRight: false);

    [Fact]
    public void Shared_file()
    {
        Snapshot.Match(Compilation.EmitShared(new("Shop"), globalUsing: true).Text);
        Snapshot.Match(Compilation.EmitShared(new("", "Flows"), globalUsing: true).Text, "global");
        Assert.Empty(Flow.Connectors.Compile(Flow.Options, Flow.Emit("chain c:\n    step word:\n")));
    }

    [Fact]
    public void Services()
    {
        const string source = """
            chain orders:
                step first:
                    target: count
                    parallel: true
                step second:
                    target: count
                    parallel: true
                step total:
                    target: total
                    depends_on: [first, second]
                step made:
                    target: make
                step sent:
                    target: send
                    options:
                        text: a
            """;
        var project = Project.Of("""
            /// <summary>Of the container.</summary>
            public class Store(IServiceProvider services)
            {
                /// <summary>Asynchronous.</summary>
                [Connector("count")]
                public Task<int> CountAsync(CancellationToken token) => throw new Exception(services.ToString());
                /// <summary>Over time.</summary>
                [Connector("total")]
                public IAsyncEnumerable<int> Total(IReadOnlyList<int> counts) => throw null!;
            }
            internal class Maker
            {
                internal Maker() { }
                [Connector("make")]
                internal int Make() => 1;
            }
            internal interface ISender
            {
                [Connector("send")]
                ValueTask SendAsync(string text, [Microsoft.Extensions.DependencyInjection.FromKeyedServices("a\"b")] IDisposable keyed, [Microsoft.Extensions.DependencyInjection.FromKeyedServices(1L)] IDisposable? optional);
            }
            """);

        AssertShape(project, source);
        Snapshot.Match(project.EmitServices(source), "added");
    }

    private static readonly Project Flow = Project.Of("""
        word: Task<string> ()
        maybe: Task<int?> ()
        search: Task<string> (string query, int limit = 10)
        keyword: Task<string> (string @event, DateTime? from)
        two: Task<string> (string a, string b)
        nothing: Task ()
        join: Task<string> (IReadOnlyList<object> parts)
        """);

    private static void AssertShape(
        Project project, string source, string parameter = "", string path = "a.ai", bool isRight = true, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        string text = project.Emit(source, path);
        if (isRight && !path.StartsWith("dont_", StringComparison.Ordinal))
        {
            Assert.DoesNotContain(project.Bind((path, source))[0].Diagnostics, diagnostic => diagnostic.Severity == Compiler.Diagnostics.DiagnosticSeverity.Error);
        }

        Assert.Empty(CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp12)).GetDiagnostics());
        Assert.Empty(project.Connectors.Compile(project.Options, text, project.EmitServices(source, path)));
        foreach (string variant in Variants.Of(source))
        {
            Assert.Equal(text, project.Emit(variant, path));
        }

        Snapshot.Match(text, parameter, method: method);
    }
}
