using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using OllamaSharp;

namespace Namel3ss.Runtime.Tests.Models;

/// <summary>Steps that ask Ollama's client, which talks to a server in this process.</summary>
public sealed class OllamaTests
{
    private static readonly LlmInfo Model = new("local") { Model = "llama3.1:8b", Temperature = 0.5f };

    [Fact]
    public async Task An_answer_comes_back_with_its_tokens()
    {
        await using var server = await ModelServer.StartAsync(context => ModelServer.OllamaAsync(context, "Hello!"));
        using var client = new OllamaApiClient(new Uri(server.Url));

        var run = await ModelChain.AskAsync(Model, new Lab().Options(client));

        Assert.Equal("Hello!", run.Result);
        Assert.Equal("llama3.1:8b", Assert.Single(server.Requests).GetProperty("model").GetString());
        Assert.Equal(new TokenUsage(7, 4, 11), run.Usage);
    }

    [Fact]
    public async Task The_schema_is_the_format_and_a_fence_around_the_answer_does_not_matter()
    {
        await using var server = await ModelServer.StartAsync(context =>
            ModelServer.OllamaAsync(context, "```json\n{\"is_urgent\": false, \"reason\": \"None.\"}\n```"));
        using var client = new OllamaApiClient(new Uri(server.Url));

        var run = await ModelChain.AskAsync<Verdict>(ModelChain.Info<Verdict>(Model), new Lab().Options(client));

        Assert.Equal(new Verdict(false, "None."), run.Result);
        Assert.True(Assert.Single(server.Requests).GetProperty("format").GetProperty("properties").TryGetProperty("is_urgent", out _));
    }

    [Theory]
    [InlineData(500, """{"error":"out of memory"}""")]
    [InlineData(404, """{"error":"model 'llama3.1:8b' not found"}""")]
    [InlineData(200, "{\"model\":\n")]
    public async Task What_goes_wrong_is_a_failed_step(int status, string body)
    {
        await using var server = await ModelServer.StartAsync(context => ModelServer.WriteAsync(context, status, body));
        using var client = new OllamaApiClient(new Uri(server.Url));
        var lab = new Lab(1);

        var run = await ModelChain.AskAsync(Model, lab.Options(client));

        Assert.Equal((ChainStatus.Error, StepStatus.Failed), (run.Status, run.First.Status));
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Fact]
    public async Task A_dropped_connection_is_a_failed_step()
    {
        await using var server = await ModelServer.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var client = new OllamaApiClient(new Uri(server.Url));

        Assert.Equal(StepStatus.Failed, (await ModelChain.AskAsync(Model, new Lab().Options(client))).First.Status);
    }
}
