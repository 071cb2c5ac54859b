using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Models;

/// <summary>Whom a step asks, what its answer becomes, and what the result says of it.</summary>
public sealed class ModelTests
{
    private static readonly LlmInfo Model = new("gpt") { Location = "models.ai:1" };

    private static Dictionary<string, IChatClient> Clients(params (string Key, string Answer)[] clients) =>
        clients.ToDictionary(client => client.Key, client => (IChatClient)new FakeClient(client.Answer));

    [Theory]
    [InlineData("openai", "gpt")]
    [InlineData(null, "openai")]
    public async Task The_client_key_counts_and_without_one_the_models_name(string? client, string other)
    {
        var key = client ?? "gpt";
        var options = new Lab().Options() with { ChatClients = Clients((key, "right"), (other, "wrong"), ("default", "wrong")) };

        Assert.Equal("right", (await ModelChain.AskAsync(new LlmInfo("gpt") { Client = client }, options)).Result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("default")]
    public async Task A_model_without_a_client_key_may_take_the_unkeyed_client(string key)
    {
        var options = new Lab().Options() with { ChatClients = Clients((key, "right"), ("other", "wrong")) };

        Assert.Equal("right", (await ModelChain.AskAsync(Model, options)).Result);
    }

    [Fact]
    public async Task The_calls_clients_win_over_its_container_and_that_over_the_process()
    {
        var configuration = Lab.Configure();
        configuration.Configure(options => options.ChatClients = Clients(("gpt", "process")));
        var services = new ServiceCollection();
        services.AddKeyedSingleton<IChatClient>("gpt", new FakeClient("container"));
        services.AddSingleton<IChatClient>(new FakeClient("unkeyed"));
        await using var container = services.BuildServiceProvider();
        var ofProcess = new Lab().Options() with { Configuration = configuration };
        var ofContainer = ofProcess with { Services = container };

        Assert.Equal("process", (await ModelChain.AskAsync(Model, ofProcess)).Result);
        Assert.Equal("container", (await ModelChain.AskAsync(Model, ofContainer)).Result);
        Assert.Equal("unkeyed", (await ModelChain.AskAsync(new LlmInfo("other"), ofContainer)).Result);
        Assert.Equal("call", (await ModelChain.AskAsync(Model, ofContainer with { ChatClients = Clients(("gpt", "call")) })).Result);
    }

    [Fact]
    public async Task A_client_that_returns_no_response_is_named()
    {
        var run = await ModelChain.AskAsync(Model, new Lab().Options(new SilentClient()));

        Assert.Equal("Step 's0' failed: The IChatClient of the chat model 'gpt' returned null in place of a response.", run.Error);
    }

    [Theory]
    [InlineData(ServiceLifetime.Scoped, "gpt")]
    [InlineData(ServiceLifetime.Scoped, null)]
    [InlineData(ServiceLifetime.Transient, "gpt")]
    [InlineData(ServiceLifetime.Singleton, "gpt")]
    public async Task Each_call_asks_a_client_of_its_own_unless_that_is_a_singleton(ServiceLifetime lifetime, string? key)
    {
        var made = new System.Collections.Concurrent.ConcurrentQueue<ScopedClient>();
        var services = new ServiceCollection();
        ScopedClient Make(IServiceProvider _, object? __ = null)
        {
            var client = new ScopedClient();
            made.Enqueue(client);
            return client;
        }

        ((IServiceCollection)services).Add(key is null
            ? new ServiceDescriptor(typeof(IChatClient), provider => Make(provider), lifetime)
            : new ServiceDescriptor(typeof(IChatClient), key, Make, lifetime));
        await using var container = services.BuildServiceProvider(validateScopes: true);

        var run = await ModelChain.AskAsync(Model, new Lab().Options() with { Services = container }, count: 3);

        Assert.True(run.IsOk, run.Error);
        Assert.Equal(lifetime == ServiceLifetime.Singleton ? [(3, 0)] : [(1, 1), (1, 1), (1, 1)], made.Select(client => (client.Asked, client.Disposed)));
    }

    [Fact]
    public async Task A_client_that_outlives_its_attempt_is_disposed_when_its_answer_comes()
    {
        var lab = new Lab();
        var client = new ScopedClient { Gate = new TaskCompletionSource() };
        await using var container = new ServiceCollection().AddScoped<IChatClient>(_ => client).BuildServiceProvider(validateScopes: true);

        var asking = ModelChain.AskAsync(Model, lab.Options() with { Services = container }, retry: null, timeout: 1);
        await client.Entered.Task;
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        var run = await asking;

        Assert.Equal((StepStatus.TimedOut, 0), (run.First.Status, client.Disposed));
        client.Gate.SetResult();
        await client.End.Task;
        Assert.Equal(1, client.Disposed);
    }

    [Fact]
    public async Task A_client_that_the_container_cannot_make_fails_the_step_and_leaves_no_permit()
    {
        var limiter = new ChainLimiter(1);
        await using var container = new ServiceCollection()
            .AddScoped<IChatClient>(_ => throw new InvalidOperationException("no key")).BuildServiceProvider(validateScopes: true);

        var run = await ModelChain.AskAsync(Model, new Lab().Options() with { Services = container, Limiter = limiter });

        Assert.Equal((ChainStatus.Error, "Step 's0' failed: no key"), (run.Status, run.Error));
        Assert.Equal(0, limiter.InUse);
    }

    [Fact]
    public async Task What_it_took_before_it_failed_does_not_hide_why()
    {
        var taken = new AsyncOnly();
        await using var container = new ServiceCollection()
            .AddScoped(_ => taken)
            .AddScoped<IChatClient>(services => services.GetRequiredService<AsyncOnly>().IsDisposed ? null! : throw new InvalidOperationException("no key"))
            .BuildServiceProvider(validateScopes: true);

        var run = await ModelChain.AskAsync(Model, new Lab().Options() with { Services = container });

        Assert.Equal("Step 's0' failed: no key", run.Error);
        await Lab.UntilAsync(() => taken.IsDisposed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scope_that_cannot_be_disposed_does_not_hide_what_the_client_threw(bool fails)
    {
        var client = new FakeClient((_, _, _) => fails ? throw new InvalidOperationException("no answer") : Task.FromResult("Hello!"));
        await using var container = new ServiceCollection()
            .AddScoped(_ => new AsyncOnly(new IOException("it does not close")))
            .AddScoped<IChatClient>(services => services.GetRequiredService<AsyncOnly>().IsDisposed ? null! : client)
            .BuildServiceProvider(validateScopes: true);

        var run = await ModelChain.AskAsync(Model, new Lab().Options() with { Services = container });

        Assert.Equal(fails ? "Step 's0' failed: no answer" : "Step 's0' failed: it does not close", run.Error);
    }

    [Fact]
    public async Task A_dictionary_that_changes_later_does_not_change_the_process()
    {
        var configuration = Lab.Configure();
        var clients = Clients(("gpt", "before"));
        configuration.Configure(options => options.ChatClients = clients);
        clients["gpt"] = new FakeClient("after");

        Assert.Equal("before", (await ModelChain.AskAsync(Model, new Lab().Options() with { Configuration = configuration })).Result);
    }

    [Fact]
    public async Task A_model_that_is_only_a_fallback_needs_its_client_too()
    {
        var model = new LlmInfo("gpt") { Fallback = () => [new LlmInfo("claude") { Location = "models.ai:7" }] };
        var client = new FakeClient("never");

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => ModelChain.AskAsync(
            model, new Lab().Options() with { ChatClients = new Dictionary<string, IChatClient> { ["gpt"] = client } }));

        Assert.Equal(
            "The chat model 'claude' (models.ai:7), which step 's0' of chain 'ask' may ask, has no IChatClient: there is neither one for 'claude' nor "
            + "a default one. Give it as ChatClients[\"claude\"] of ChainOptions or Namel3ssOptions, or add it to the services: "
            + "services.AddKeyedChatClient(\"claude\", …), of the package Microsoft.Extensions.AI.",
            error.Message);
        Assert.Equal(0, client.Calls);
    }

    [Fact]
    public async Task An_empty_answer_that_was_cut_off_is_a_failed_step_and_one_that_was_meant_is_not()
    {
        var filtered = await ModelChain.AskAsync(Model, new Lab().Options(new FakeClient("") { Finish = ChatFinishReason.ContentFilter }));
        Assert.Equal("Step 's0' failed: The chat model 'gpt' was stopped by the provider's filter of contents (finish reason: content_filter).", filtered.Error);

        Assert.Equal("", (await ModelChain.AskAsync(Model, new Lab().Options(new FakeClient("")))).Result);
    }

    [Fact]
    public async Task A_long_answer_that_does_not_fit_is_quoted_in_short()
    {
        var run = await ModelChain.AskAsync<Verdict>(ModelChain.Info<Verdict>(Model), new Lab().Options(new FakeClient(new string('x', 5000))));

        Assert.EndsWith($" It answered: {new string('x', 200)}…", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"value":["a","b"]}""")]
    [InlineData("""["a","b"]""")]
    [InlineData("```\n{\"value\":[\"a\",\"b\"]}\n```")]
    public async Task What_is_no_object_stands_in_one(string answer)
    {
        ChatOptions? asked = null;
        var client = new FakeClient((_, options, _) =>
        {
            asked = options;
            return Task.FromResult(answer);
        });

        var run = await ModelChain.AskAsync<IReadOnlyList<string>>(ModelChain.Info<IReadOnlyList<string>>(Model), new Lab().Options(client));

        Assert.Equal(["a", "b"], run.Result!);
        Assert.Equal(
            """{"type":"object","properties":{"value":{"type":"array","items":{"type":"string"}}},"required":["value"],"additionalProperties":false}""",
            JsonSerializer.Serialize(Assert.IsType<ChatResponseFormatJson>(asked!.ResponseFormat).Schema).Replace("\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_null_answer_is_no_value_of_a_type_without_a_question_mark() => Assert.StartsWith(
        "Step 's0' failed: What the chat model 'gpt' answered does not fit Verdict: the answer is null, which it may not be. It answered: null",
        (await ModelChain.AskAsync<Verdict>(ModelChain.Info<Verdict>(Model), new Lab().Options(new FakeClient("null")))).Error,
        StringComparison.Ordinal);

    [Fact]
    public async Task The_json_of_a_run_says_who_answered_and_what_it_cost()
    {
        var run = await ModelChain.AskAsync(Model, new Lab().Options(new FakeClient("Hello!")), 2);

        var json = JsonDocument.Parse(run.ToJson()).RootElement;
        var step = json.GetProperty("steps")[0];
        Assert.Equal("gpt", step.GetProperty("model").GetString());
        Assert.Equal("""{"input_tokens":3,"output_tokens":2,"total_tokens":6}""", step.GetProperty("usage").GetRawText());
        Assert.Equal("""{"input_tokens":6,"output_tokens":4,"total_tokens":12}""", json.GetProperty("metadata").GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task A_step_that_was_abandoned_keeps_what_it_had_and_what_comes_later_changes_nothing()
    {
        var answer = new TaskCompletionSource<string>();
        var lab = new Lab();
        var model = new LlmInfo("gpt") { MaxConcurrent = 1 };
        var running = ModelChain.AskAsync(model, lab.Options(new FakeClient((_, _, _) => answer.Task)));
        await Lab.UntilAsync(() => lab.Limiter.InUse == 1);
        lab.Time.Advance(TimeSpan.FromSeconds(60));
        var run = await running;
        Assert.Equal((1, 1), (lab.Limiter.InUse, model.Limit!.InUse));

        answer.SetResult("late");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0 && model.Limit.InUse == 0);

        Assert.Equal(ChainStatus.Timeout, run.Status);
        Assert.Null(run.Usage);
        Assert.Null(run.First.AnsweredBy);
        Assert.Null(run.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_that_wait_when_the_chain_ends_give_everything_back(bool isGlobal)
    {
        var lab = new Lab(isGlobal ? 1 : 50);
        var model = new LlmInfo("gpt") { MaxConcurrent = isGlobal ? 3 : 1 };
        var client = new FakeClient(async (_, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        var running = ModelChain.AskAsync(model, lab.Options(client), 4);
        await Lab.UntilAsync(() => client.Calls == 1 && model.Limit!.Waiting + lab.Limiter.Waiting == 3);
        lab.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(ChainStatus.Timeout, (await running).Status);
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0 && model.Limit!.InUse == 0);
        Assert.Equal((1, 0, 0), (client.Calls, model.Limit!.Waiting, lab.Limiter.Waiting));
    }

    [Fact]
    public async Task A_long_wait_for_a_model_names_the_key_to_raise()
    {
        var lab = new Lab();
        var model = new LlmInfo("gpt") { MaxConcurrent = 1 };
        var first = new TaskCompletionSource<string>();
        var client = new FakeClient((call, _, _) => call == 1 ? first.Task : Task.FromResult("second"));
        var running = ModelChain.AskAsync(model, lab.Options(client), 2);
        await Lab.UntilAsync(() => model.Limit!.Waiting == 1);

        lab.Time.Advance(TimeSpan.FromSeconds(31));
        first.SetResult("first");
        await running;

        Assert.Contains(
            "Step 's1' of chain 'ask' has waited 30 seconds for one of 1 permits. Raise max_concurrent of the llm 'gpt' if the provider allows more calls at once.",
            lab.Lines);
    }

    /// <summary>Counts its calls, and its ends.</summary>
    private sealed class AsyncOnly(Exception? error = null) : IAsyncDisposable
    {
        public bool IsDisposed { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            IsDisposed = true;
            if (error is not null)
            {
                throw error;
            }
        }
    }

    private sealed class ScopedClient : IChatClient
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public int Disposed { get; private set; }

        public TaskCompletionSource? Gate { get; init; }

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _asked);
            Entered.TrySetResult();
            await (Gate?.Task ?? Task.CompletedTask);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hi"));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            Disposed++;
            End.TrySetResult();
        }
    }
}
