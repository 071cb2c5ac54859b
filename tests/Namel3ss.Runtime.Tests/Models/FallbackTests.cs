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

        await Assert.ThrowsAsync<OperationCanceledException>(() => running);
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
