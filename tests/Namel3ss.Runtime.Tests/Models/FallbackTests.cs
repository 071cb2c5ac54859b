using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using OpenAI;

namespace Namel3ss.Runtime.Tests.Models;

/// <summary>Who is asked when a model fails, when, and with which permits.</summary>
public sealed class FallbackTests
{
    private static readonly FakeClient Failing = new((call, _, _) => throw new InvalidOperationException($"no {call}"));

    private static LlmInfo Model(string name, params LlmInfo[] fallback) => new(name) { MaxConcurrent = 1, Fallback = fallback.Length == 0 ? null : () => fallback };

    private static ChainOptions Options(Lab lab, params (string Name, IChatClient Client)[] clients) =>
        lab.Options() with { ChatClients = clients.ToDictionary(client => client.Name, client => client.Client), Timeout = TimeSpan.FromHours(24) };

    /// <summary>Lets the pauses of retries pass until the run has ended.</summary>
    private static async Task<T> PassAsync<T>(Lab lab, Task<T> running)
    {
        // The first timer is the run's own. Each further one is a pause, and only then does time pass: not while a call runs.
        for (var timers = 1; ; timers++)
        {
            await Lab.UntilAsync(() => running.IsCompleted || lab.Time.Timers > timers);
            if (running.IsCompleted)
            {
                return await running;
            }

            lab.Time.AdvanceToTimer();
        }
    }

    [Fact]
    public async Task The_first_of_the_fallbacks_that_answers_counts_theirs_included()
    {
        var last = Model("last");
        var model = Model("first", Model("second", Model("third")), last);
        var lab = new Lab(1);

        var run = await ModelChain.AskAsync(
            model, Options(lab, ("first", Failing), ("second", Failing), ("third", new FakeClient("Hello!")), ("last", Failing)));

        Assert.Equal("Hello!", run.Result);
        Assert.Equal("third", run.First.AnsweredBy);
        Assert.Equal(3, run.First.Attempts);
        Assert.Equal(["first", "second", "third", "last"], model.Candidates.Select(candidate => candidate.Name));
        Assert.All(model.Candidates, candidate => Assert.Equal(0, candidate.Limit!.InUse));
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Fact]
    public async Task When_all_fail_the_last_failure_is_the_steps()
    {
        var first = new FakeClient((_, _, _) => throw new InvalidOperationException("first"));
        var second = new FakeClient((_, _, _) => throw new InvalidOperationException("second"));

        var run = await ModelChain.AskAsync(Model("a", Model("b")), Options(new Lab(), ("a", first), ("b", second)));

        Assert.Equal("Step 's0' failed: second", run.Error);
        Assert.Null(run.First.AnsweredBy);
        Assert.Equal((1, 1), (first.Calls, second.Calls));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_attempt_can_be_read_with_its_model_and_its_tokens_though_a_later_one_succeeded(bool parallel)
    {
        var lab = new Lab();
        var first = new FakeClient((call, _, _) => call == 1 ? throw new InvalidOperationException("the queue is full") : Task.FromResult("?"));
        var info = new ChainInfo("ask", 60, new StepInfo("s0", "llm", "a") { Llm = Model("a", Model("b")), Retry = new RetryInfo(1), Json = [typeof(Verdict)] });

        var run = await PassAsync(lab, ModelChain.AskAsync<Verdict>(
            info,
            Options(lab, ("a", first), ("b", new FakeClient("""{"is_urgent":true,"reason":"Fire."}"""))) with { EnableParallelSteps = parallel }));

        Assert.Equal(("b", 3), (run.First.AnsweredBy, run.First.Attempts));
        Assert.Equal(
            [("a", StepStatus.Failed, null), ("a", StepStatus.Failed, 6L), ("b", StepStatus.Ok, 6L)],
            run.First.AllAttempts.Select(attempt => (attempt.Model, attempt.Status, attempt.Usage?.TotalTokens)));
        Assert.Equal("the queue is full", run.First.AllAttempts[0].Error);
        Assert.Equal(new TokenUsage(6, 4, 12), run.Usage);
        Assert.Contains("""
            "attempts":[{"model":"a","status":"failed","error":"the queue is full","elapsed_ms":0},{"model":"a","status":"failed","error":"What the chat model 'a' answered
            """.Trim(), run.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tokens_of_an_answer_that_comes_beside_the_next_attempt_are_those_of_its_own()
    {
        var lab = new Lab(2);
        var (slow, last) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        var (first, second) = (new FakeClient((_, _, _) => slow.Task), new FakeClient((_, _, _) => last.Task));
        var running = ModelChain.AskAsync(Model("a", Model("b")), Options(lab, ("a", first), ("b", second)), retry: null, timeout: 5);
        await Lab.UntilAsync(() => first.Calls == 1);
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        await Lab.UntilAsync(() => second.Calls == 1);
        slow.SetResult("late");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 1);
        last.SetResult("Hello!");
        var run = await running;

        Assert.Equal(
            [("a", StepStatus.TimedOut, 6L), ("b", StepStatus.Ok, 6L)],
            run.First.AllAttempts.Select(attempt => (attempt.Model, attempt.Status, attempt.Usage?.TotalTokens)));
        Assert.Equal(12, run.Usage!.TotalTokens);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(429)]
    public async Task A_failure_that_cannot_pass_or_a_pause_that_does_not_fit_asks_the_fallback_at_once(int status)
    {
        var lab = new Lab();
        var first = new FakeClient((_, _, _) =>
        {
            var error = new HttpRequestException("refused", null, (System.Net.HttpStatusCode)status);
            error.Data["Retry-After"] = TimeSpan.FromHours(20);
            throw error;
        });
        var options = Options(lab, ("a", first), ("b", new FakeClient("Hello!"))) with { Timeout = TimeSpan.FromHours(10) };

        var run = await ModelChain.AskAsync(Model("a", Model("b")), options, new RetryInfo(3));

        Assert.Equal(("Hello!", "b", 1, 2), (run.Result, run.First.AnsweredBy, first.Calls, run.First.Attempts));
        Assert.Equal(TimeSpan.Zero, run.Elapsed);
        Assert.Contains("Step 's0' of chain 'ask' failed with System.Net.Http.HttpRequestException; it falls back on the chat model 'b' in place of 'a'", lab.Lines);
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Warning, Assert.Single(lab.Log.GetSnapshot(), record => record.Id == 23).Level);
    }

    [Theory]
    [InlineData(401, "invalid_api_key", 1)]
    [InlineData(400, "context_length_exceeded", 1)]
    [InlineData(404, "model_not_found", 1)]
    [InlineData(429, "insufficient_quota", 1)]
    [InlineData(429, "rate_limit_exceeded", 3)]
    [InlineData(503, "overloaded", 3)]
    public async Task What_OpenAIs_client_throws_is_known(int status, string code, int calls)
    {
        var lab = new Lab();
        await using var server = await ModelServer.StartAsync(context =>
            ModelServer.WriteAsync(context, status, $$"""{"error":{"message":"Sorry.","type":"invalid_request_error","param":null,"code":"{{code}}"} }"""));
        var client = new OpenAIClient(
            new ApiKeyCredential("key"),
            new OpenAIClientOptions { Endpoint = new Uri($"{server.Url}/v1"), RetryPolicy = new ClientRetryPolicy(0) }).GetChatClient("gpt").AsIChatClient();

        await PassAsync(lab, ModelChain.AskAsync(Model("a"), Options(lab, ("a", client)), new RetryInfo(2)));

        Assert.Equal(calls, server.Requests.Count);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(404, 1)]
    [InlineData(500, 3)]
    public async Task What_Ollamas_client_throws_is_known(int status, int calls)
    {
        var lab = new Lab();
        await using var server = await ModelServer.StartAsync(context => ModelServer.WriteAsync(context, status, """{"error":"no such thing"}"""));
        using var client = new OllamaSharp.OllamaApiClient(new Uri(server.Url), "llama3.1:8b");

        await PassAsync(lab, ModelChain.AskAsync(Model("a"), Options(lab, ("a", client)), new RetryInfo(2)));

        Assert.Equal(calls, server.Requests.Count);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(404, 1)]
    [InlineData(429, 3)]
    [InlineData(529, 3)]
    public async Task What_Anthropics_client_throws_is_known(int status, int calls)
    {
        var lab = new Lab();
        await using var server = await ModelServer.StartAsync(context =>
            ModelServer.WriteAsync(context, status, """{"type":"error","error":{"type":"some_error","message":"Sorry."}}"""));
        using var anthropic = new Anthropic.AnthropicClient { ApiKey = "key", BaseUrl = server.Url, MaxRetries = 0 };
        using var client = anthropic.AsIChatClient("claude");

        await PassAsync(lab, ModelChain.AskAsync(Model("a"), Options(lab, ("a", client)), new RetryInfo(2)));

        Assert.Equal(calls, server.Requests.Count);
    }

    [Fact]
    public async Task The_retries_come_before_the_fallback()
    {
        var lab = new Lab();
        var first = new FakeClient((_, _, _) => throw new InvalidOperationException("no"));

        var run = await PassAsync(lab, ModelChain.AskAsync(
            Model("a", Model("b")), Options(lab, ("a", first), ("b", new FakeClient("Hello!"))), new RetryInfo(2)));

        Assert.Equal(("Hello!", "b", 3, 4), (run.Result, run.First.AnsweredBy, first.Calls, run.First.Attempts));
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_goes_on_to_the_fallback_and_its_tokens_count()
    {
        var info = new ChainInfo("ask", 60, ModelChain.Step<Verdict>(Model("a", Model("b")), 0));

        var run = await ModelChain.AskAsync<Verdict>(
            info, Options(new Lab(), ("a", new FakeClient("Perhaps.")), ("b", new FakeClient("""{"is_urgent":true,"reason":"Fire."}"""))));

        Assert.Equal(new Verdict(true, "Fire."), run.Result);
        Assert.Equal("b", run.First.AnsweredBy);
        Assert.Equal(new TokenUsage(6, 4, 12), run.Usage);
    }

    [Fact]
    public async Task Each_attempt_has_the_finish_reason_of_its_own_answer()
    {
        var run = await ModelChain.AskAsync(
            Model("a", Model("b")),
            Options(new Lab(), ("a", new FakeClient("Mix the") { Finish = ChatFinishReason.ContentFilter }), ("b", new FakeClient("whole"))));

        Assert.Equal(("whole", "b", ChatFinishReason.Stop), (run.Result, run.First.AnsweredBy, run.First.FinishReason));
        Assert.Equal(["content_filter", "stop"], run.First.AllAttempts.Select(attempt => attempt.FinishReason?.Value));
        Assert.Contains("\"finish_reason\":\"content_filter\"", run.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_timeout_goes_on_to_the_fallback_while_the_slow_call_keeps_its_permits()
    {
        var lab = new Lab(2);
        var slow = new TaskCompletionSource<string>();
        var model = Model("a", Model("b"));
        var client = new FakeClient((_, _, _) => slow.Task);

        var running = ModelChain.AskAsync(model, Options(lab, ("a", client), ("b", new FakeClient("Hello!"))), retry: null, timeout: 5);
        await Lab.UntilAsync(() => client.Calls == 1);
        lab.Time.Advance(TimeSpan.FromSeconds(5));
        var run = await running;

        Assert.Equal(("Hello!", "b"), (run.Result, run.First.AnsweredBy));
        Assert.Equal((1, 0, 1), (model.Limit!.InUse, model.Candidates[1].Limit!.InUse, lab.Limiter.InUse));
        slow.SetResult("late");
        await Lab.UntilAsync(() => model.Limit.InUse == 0 && lab.Limiter.InUse == 0);
        Assert.Equal(new TokenUsage(3, 2, 6), run.Usage);
        Assert.Equal(0, model.Candidates[1].Limit!.InUse);
    }

    [Fact]
    public async Task A_cancelled_call_goes_nowhere_else()
    {
        var lab = new Lab();
        using var cancellation = new CancellationTokenSource();
        var first = new FakeClient(async (_, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        var second = new FakeClient("never");

        var running = ModelChain.AskAsync(
            Model("a", Model("b")), Options(lab, ("a", first), ("b", second)), retry: null, timeout: null, cancellation.Token);
        await Lab.UntilAsync(() => first.Calls == 1);
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<ChainCanceledException>(() => running);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Equal(0, second.Calls);
    }

    [Fact]
    public async Task Whoever_waits_for_a_fallback_holds_no_global_permit()
    {
        var lab = new Lab(1);
        var model = Model("a", Model("b"));
        var backup = model.Candidates[1].Limit!;
        Assert.True(backup.TryAcquire());

        var running = ModelChain.AskAsync(model, Options(lab, ("a", Failing), ("b", new FakeClient("Hello!"))));
        await Lab.UntilAsync(() => backup.Waiting == 1);
        Assert.Equal((0, 0), (lab.Limiter.InUse, model.Limit!.InUse));
        backup.Release();

        Assert.Equal("Hello!", (await running).Result);
        Assert.Equal((0, 0), (lab.Limiter.InUse, backup.InUse));
    }

    [Fact]
    public async Task A_retry_waits_as_long_as_the_provider_asks()
    {
        var lab = new Lab();
        var times = new List<DateTimeOffset>();
        await using var server = await ModelServer.StartAsync(context =>
        {
            times.Add(lab.Time.GetUtcNow());
            if (times.Count > 1)
            {
                return ModelServer.OpenAIAsync(context, "Hello!");
            }

            context.Response.Headers.RetryAfter = "70";
            return ModelServer.WriteAsync(context, 429, "{}");
        });
        var client = new OpenAIClient(
            new ApiKeyCredential("key"),
            new OpenAIClientOptions { Endpoint = new Uri($"{server.Url}/v1"), RetryPolicy = new ClientRetryPolicy(0) }).GetChatClient("gpt").AsIChatClient();

        var running = ModelChain.AskAsync(Model("a"), Options(lab, ("a", client)), new RetryInfo(1));
        await Lab.UntilAsync(() => times.Count == 1);
        var run = await PassAsync(lab, running);

        Assert.Equal("Hello!", run.Result);
        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(70), $"It waited {times[1] - times[0]}.");
    }
}
