namespace Namel3ss.Package.Tests;

/// <summary>A program without a runtime: <c>PublishAot</c>. Where there is no toolchain to link it, what the trimmer says of the same code.</summary>
public class NativeTests : IClassFixture<PackageFeed>
{
    private static readonly string[] Linkers = ["clang", "gcc"];
    private static readonly string[] Trimmed = ["--self-contained", "-p:PublishAot=false", "-p:PublishTrimmed=true", "-p:JsonSerializerIsReflectionEnabledByDefault=false"];

    private static bool CanLink => OperatingSystem.IsWindows() || (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => Linkers.Any(linker => File.Exists(Path.Combine(folder, linker))));

    [Fact]
    public async Task A_native_program_asks_models_calls_connectors_and_writes_JSON_without_a_warning()
    {
        Workspace app = PackageFeed.CreateWorkspace("desk")
            .Write("desk.csproj", Workspace.Project("<PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization>", """<PackageReference Include="System.ClientModel" Version="1.16.0" />"""))
            .Write("triage.ai",
                """
                llm fast:
                    system: "You sort mails."

                chain triage:
                    inputs:
                        message: text
                        words: list<text>
                    step urgency:
                        kind: llm
                        target: fast
                        prompt: "How urgent is this? {{ message }}"
                        returns: Urgency
                        timeout: 30s
                        retry: 1
                    step lengths:
                        target: words.length
                        for_each: words
                        as: word
                        max_parallel: 2
                        options:
                            word: {{ word }}
                    step reply:
                        kind: template
                        text: "{{ urgency.level }} after {{ count(words) }} words, {{ json(urgency) }}"

                chain ask:
                    step answer:
                        target: fast
                        prompt: "Well?"
                        retry:
                            attempts: 1
                            delay: 1ms

                """)
            .Write("Program.cs",
                """
                using System.ClientModel;
                using System.ClientModel.Primitives;
                using System.Diagnostics.CodeAnalysis;
                using System.Text.Json.Serialization;
                using Microsoft.Extensions.AI;

                var run = await Chains.RunTriageAsync("Fire!", ["now", "here"], new ChainOptions
                {
                    EnableParallelSteps = true,
                    ChatClients = new Dictionary<string, IChatClient> { ["fast"] = new Model() },
                    JsonSerializerOptions = DeskJson.Default.Options,
                });
                Console.WriteLine(run.EnsureOk());
                Console.WriteLine(string.Join(' ', run.Steps.Lengths.Values()));
                Console.WriteLine(run.ToJson());
                Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(run, DeskJson.Default.ChainRun) == run.ToJson());
                foreach (var (status, wait) in new[] { (503, null), (429, "3600"), (401, null) })
                {
                    var clients = new Dictionary<string, IChatClient> { ["fast"] = new Model(() => new ClientResultException(new Refusal(status, wait))) };
                    var refused = await Chains.RunAskAsync(new ChainOptions { ChatClients = clients });
                    Console.WriteLine($"{status}: {refused.Status} after {refused.Steps.Answer.Attempts} attempts");
                }

                public enum Level { Low, High }

                public sealed record Urgency(Level Level, string Reason);

                [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
                [JsonSerializable(typeof(Urgency))]
                [JsonSerializable(typeof(ChainRun))]
                internal sealed partial class DeskJson : JsonSerializerContext;

                public sealed class Words
                {
                    [Connector("words.length")]
                    public Task<int> LengthAsync(string word) => Task.FromResult(word.Length);
                }

                // What the client of OpenAI makes its exceptions of.
                internal sealed class Refusal(int status, string? wait) : PipelineResponse
                {
                    public override int Status => status;

                    public override string ReasonPhrase => "Refused";

                    public override Stream? ContentStream { get; set; }

                    public override BinaryData Content { get; } = BinaryData.FromString("{}");

                    protected override PipelineResponseHeaders HeadersCore { get; } = new Waiting(wait);

                    public override BinaryData BufferContent(CancellationToken cancellationToken = default) => Content;

                    public override ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default) => new(Content);

                    public override void Dispose()
                    {
                    }
                }

                internal sealed class Waiting(string? wait) : PipelineResponseHeaders
                {
                    public override bool TryGetValue(string name, [NotNullWhen(true)] out string? value) => (value = name == "Retry-After" ? wait : null) is not null;

                    public override bool TryGetValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
                    {
                        values = null;
                        return false;
                    }

                    public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();
                }

                internal sealed class Model(Func<Exception>? error = null) : IChatClient
                {
                    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
                        error is not null ? throw error() : Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "{\"level\":\"High\",\"reason\":\"It burns.\"}")));

                    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

                    public object? GetService(Type serviceType, object? serviceKey) => null;

                    public void Dispose()
                    {
                    }
                }
                """);

        DotnetResult publish = (await app.RunAsync(["publish", "--output", "published", .. CanLink ? [] : Trimmed])).Succeeded();
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(CanLink, File.Exists(Path.Combine(app.Folder, "published/desk.dll")));

        string[] lines = (await Dotnet.RunProgramAsync(Path.Combine(app.Folder, "published/desk"), app.Folder)).Succeeded().Lines;
        Assert.Equal("High after 2 words, {\"level\":\"High\",\"reason\":\"It burns.\"}", lines[0]);
        Assert.Equal("3 4", lines[1]);
        Assert.StartsWith("{\"status\":\"ok\",\"result\":\"High after 2 words", lines[2], StringComparison.Ordinal);
        Assert.Equal("True", lines[3]);
        // What a provider's exception knows of the answer is seen here too: that a status may pass, that a pause is too long to wait for.
        Assert.Equal(["503: Error after 2 attempts", "429: Error after 1 attempts", "401: Error after 1 attempts"], lines[4..]);
    }
}
