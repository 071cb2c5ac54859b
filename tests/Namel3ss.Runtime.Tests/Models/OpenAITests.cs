using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using OpenAI;

namespace Namel3ss.Runtime.Tests.Models;

public sealed record Verdict(bool IsUrgent, string Reason);

/// <summary>Steps that ask OpenAI's own client, which talks to a server in this process.</summary>
public sealed class OpenAITests
{
    private static readonly LlmInfo Model = new("gpt") { Model = "gpt-4o-mini", Temperature = 0.5f, MaxTokens = 100, System = "Be brief.", Location = "models.ai:1" };

    private static IChatClient Client(ModelServer server) => new OpenAIClient(
        new ApiKeyCredential("key"),
        // Its own retries aside: they would hide what the chain does.
        new OpenAIClientOptions { Endpoint = new Uri($"{server.Url}/v1"), RetryPolicy = new ClientRetryPolicy(0) })
        .GetChatClient("default-model").AsIChatClient();

    [Fact]
    public async Task What_the_declaration_says_goes_over_the_wire_and_the_answer_comes_back()
    {
        await using var server = await ModelServer.StartAsync(context => ModelServer.OpenAIAsync(context, "Hello!"));

        var run = await ModelChain.AskAsync(Model, new Lab().Options(Client(server)));

        Assert.Equal("Hello!", run.Result);
        var request = Assert.Single(server.Requests);
        Assert.Equal("gpt-4o-mini", request.GetProperty("model").GetString());
        Assert.Equal(0.5, request.GetProperty("temperature").GetDouble());
        Assert.Contains(["max_tokens", "max_completion_tokens"], name => request.TryGetProperty(name, out var most) && most.GetInt32() == 100);
        Assert.Equal(
            [("system", "Be brief."), ("user", "Hi")],
            request.GetProperty("messages").EnumerateArray().Select(message => (message.GetProperty("role").GetString()!, Content(message))));
        Assert.Equal(new TokenUsage(12, 5, 17), run.Usage);
        Assert.Equal("gpt", run.First.AnsweredBy);
    }

    [Fact]
    public async Task The_schema_of_the_type_goes_over_the_wire_and_the_answer_is_a_value_of_it()
    {
        await using var server = await ModelServer.StartAsync(context => ModelServer.OpenAIAsync(context, """{"is_urgent":true,"reason":"It burns."}"""));

        var run = await ModelChain.AskAsync<Verdict>(ModelChain.Info<Verdict>(Model), new Lab().Options(Client(server)));

        Assert.Equal(new Verdict(true, "It burns."), run.Result);
        var format = Assert.Single(server.Requests).GetProperty("response_format");
        Assert.Equal("json_schema", format.GetProperty("type").GetString());
        Assert.Equal("boolean", format.GetProperty("json_schema").GetProperty("schema").GetProperty("properties").GetProperty("is_urgent").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Too_many_requests_is_a_failed_step_that_knows_how_long_the_provider_asks_to_wait()
    {
        await using var server = await ModelServer.StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = "7";
            return ModelServer.WriteAsync(context, 429, """{"error":{"message":"Rate limit reached","type":"requests"}}""");
        });

        var run = await ModelChain.AskAsync(Model, new Lab().Options(Client(server)));

        Assert.Equal(ChainStatus.Error, run.Status);
        Assert.Contains("Rate limit reached", run.Error, StringComparison.Ordinal);
        Assert.Equal("7", Assert.IsType<ClientResultException>(run.Exception).Data["Retry-After"]);
        Assert.Null(run.First.AnsweredBy);
        Assert.Null(run.Usage);
    }

    [Fact]
    public async Task The_milliseconds_that_OpenAI_says_are_more_exact()
    {
        await using var server = await ModelServer.StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = "1";
            context.Response.Headers["retry-after-ms"] = "250";
            return ModelServer.WriteAsync(context, 429, "{}");
        });

        var run = await ModelChain.AskAsync(Model, new Lab().Options(Client(server)));

        Assert.Equal(TimeSpan.FromMilliseconds(250), run.Exception!.Data["Retry-After"]);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("999999999999999999999999")]
    public async Task A_wait_that_cannot_be_meant_does_not_hide_the_providers_error(string milliseconds)
    {
        await using var server = await ModelServer.StartAsync(context =>
        {
            context.Response.Headers["retry-after-ms"] = milliseconds;
            return ModelServer.WriteAsync(context, 429, """{"error":{"message":"Rate limit reached","type":"requests"}}""");
        });

        var run = await ModelChain.AskAsync(Model, new Lab().Options(Client(server)));

        Assert.IsType<ClientResultException>(run.Exception);
        Assert.Contains("Rate limit reached", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"is_urgent":"perhaps","reason":"?"}""", "'is_urgent' is \"perhaps\", not true or false")]
    [InlineData("""{"is_urgent":true}""", "'reason' is missing")]
    [InlineData("""{"is_urgent":true,"rea""", "the answer has broken JSON: it breaks off (line 1, column 23)")]
    public async Task An_answer_that_does_not_fit_is_a_failed_step_that_says_why_and_quotes_it(string answer, string misfit)
    {
        await using var server = await ModelServer.StartAsync(context => ModelServer.OpenAIAsync(context, answer));

        var run = await ModelChain.AskAsync<Verdict>(ModelChain.Info<Verdict>(Model), new Lab().Options(Client(server)));

        var error = Assert.IsType<ChatModelException>(run.Exception);
        Assert.Equal($"What the chat model 'gpt' answered does not fit Verdict: {misfit}. It answered: {answer}", error.Message);
        Assert.Equal(17, run.Usage!.TotalTokens);
        Assert.Equal(ChatFinishReason.Stop, run.First.FinishReason);
    }

    [Theory]
    [InlineData("""{"finish_reason":"stop","message":{"role":"assistant","content":null,"refusal":"I cannot help with that."}}""", "refused to answer: I cannot help with that.")]
    [InlineData("""{"finish_reason":"stop","message":{"role":"assistant","content":null}}""", "gave no answer.")]
    [InlineData("""{"finish_reason":"content_filter","message":{"role":"assistant","content":"Mix the"}}""", "was stopped by the provider's filter of contents (finish reason: content_filter). It answered: Mix the")]
    [InlineData("""{"finish_reason":"length","message":{"role":"assistant","content":"1. 2."}}""", "was cut short; a higher max_tokens, of the llm or of the provider, lets it finish (finish reason: length). It answered: 1. 2.")]
    [InlineData("""{"finish_reason":"tool_calls","message":{"role":"assistant","content":"I look.","tool_calls":[{"id":"1","type":"function","function":{"name":"look","arguments":"{}"}}]}}""", "asked for the tool 'look', which nobody runs, in place of an answer (finish reason: tool_calls). It answered: I look.")]
    [InlineData("", "gave no answer that its client can read: there is none in the response, which may be an error that was sent as an answer. The client says: Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')")]
    [InlineData("""{"finish_reason":"odd","message":{"role":"assistant","content":"Hi"}}""", "did not finish (finish reason: odd, which its client does not know).")]
    public async Task What_is_no_answer_is_a_failed_step_in_the_providers_words_that_names_the_model(string choice, string words)
    {
        await using var server = await ModelServer.StartAsync(context => ModelServer.WriteAsync(
            context, 200, $$"""{"id":"1","object":"chat.completion","created":1700000000,"model":"gpt","choices":[{{(choice.Length == 0 ? "" : choice.Insert(1, "\"index\":0,"))}}]}"""));

        var run = await ModelChain.AskAsync(Model, new Lab().Options(Client(server)));

        Assert.Equal($"Step 's0' failed: The chat model 'gpt' {words}", run.Error?.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_model_is_held_to_the_schema_where_that_leaves_nothing_open()
    {
        await using var server = await ModelServer.StartAsync(context => ModelServer.OpenAIAsync(context, """{"is_urgent":true,"reason":"It burns."}"""));
        var options = new Lab().Options(Client(server));

        await ModelChain.AskAsync<Verdict>(ModelChain.Info<Verdict>(Model), options);
        await ModelChain.AskAsync<Answers.Node>(ModelChain.Info<Answers.Node>(Model), options);
        await ModelChain.AskAsync<Dictionary<string, string>>(ModelChain.Info<Dictionary<string, string>>(Model), options);
        await ModelChain.AskAsync(Model, options);

        var formats = server.Requests.Select(request => request.TryGetProperty("response_format", out var format) ? format.GetProperty("json_schema") : default).ToArray();
        Assert.Equal(
            [true, true, false, false],
            formats.Select(format => format.ValueKind == JsonValueKind.Object && format.TryGetProperty("strict", out var strict) && strict.GetBoolean()));
        Assert.False(formats[1].GetProperty("schema").GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public async Task A_malformed_response_is_a_failed_step()
    {
        await using var server = await ModelServer.StartAsync(context => ModelServer.WriteAsync(context, 200, """{"id":"1","choices":["""));

        var run = await ModelChain.AskAsync(Model, new Lab().Options(Client(server)));

        Assert.Equal((ChainStatus.Error, StepStatus.Failed), (run.Status, run.First.Status));
    }

    [Fact]
    public async Task A_dropped_connection_is_a_failed_step_and_gives_the_permits_back()
    {
        await using var server = await ModelServer.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        var lab = new Lab(1);
        var model = new LlmInfo("gpt") { MaxConcurrent = 1 };

        var run = await ModelChain.AskAsync(model, lab.Options(Client(server)));

        Assert.Equal((ChainStatus.Error, StepStatus.Failed), (run.Status, run.First.Status));
        Assert.Equal((0, 0), (lab.Limiter.InUse, model.Limit!.InUse));
    }

    [Fact]
    public async Task A_slow_answer_is_cut_off_by_the_timeout_and_the_provider_sees_it()
    {
        var asked = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        await using var server = await ModelServer.StartAsync(async context =>
        {
            context.RequestAborted.UnsafeRegister(_ => aborted.TrySetResult(), null);
            asked.SetResult();
            await aborted.Task;
        });
        var lab = new Lab();

        var running = ModelChain.AskAsync(Model, lab.Options(Client(server)));
        await asked.Task.WaitAsync(Lab.Patience);
        lab.Time.Advance(TimeSpan.FromSeconds(60));
        var run = await running.WaitAsync(Lab.Patience);

        Assert.Equal((ChainStatus.Timeout, StepStatus.Cancelled), (run.Status, run.First.Status));
        await aborted.Task.WaitAsync(Lab.Patience);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Fact]
    public async Task The_provider_never_sees_more_calls_at_once_than_the_model_may_have()
    {
        var (running, most) = (0, 0);
        var two = new TaskCompletionSource();
        await using var server = await ModelServer.StartAsync(async context =>
        {
            var now = Interlocked.Increment(ref running);
            lock (two)
            {
                most = Math.Max(most, now);
            }

            if (now == 2)
            {
                two.TrySetResult();
            }

            await two.Task;
            Interlocked.Decrement(ref running);
            await ModelServer.OpenAIAsync(context, "ok");
        });
        var lab = new Lab(50);
        var model = new LlmInfo("gpt") { MaxConcurrent = 2 };

        var run = await ModelChain.AskAsync(model, lab.Options(Client(server)), 9);

        Assert.True(run.IsOk, run.Error);
        Assert.Equal(2, most);
        Assert.Equal(9, server.Requests.Count);
        Assert.Equal(new TokenUsage(9 * 12, 9 * 5, 9 * 17), run.Usage);
        Assert.Equal((0, 0), (lab.Limiter.InUse, model.Limit!.InUse));
    }

    private static string Content(JsonElement message)
    {
        var content = message.GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString()! : content[0].GetProperty("text").GetString()!;
    }
}
