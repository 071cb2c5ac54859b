using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Models;

namespace Namel3ss.Runtime.Tests.Limiting;

/// <summary>A chain that starts within a call (of a connector, of a model's tool) never waits for permits that wait for it.</summary>
public sealed class NestedPermitTests
{
    public static TheoryData<bool, int> ModesAndLimits => new()
    {
        { false, 1 }, { true, 1 }, { false, 2 }, { true, 2 },
    };

    [Theory]
    [MemberData(nameof(ModesAndLimits))]
    public async Task A_connector_that_runs_a_chain_ends_at_any_limit(bool parallel, int limit)
    {
        var lab = new Lab(limit);
        var options = lab.Options(parallel);

        var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => LabChain.RunGroupAsync(3, OuterAsync, options))).WaitAsync(Lab.Patience);

        Assert.All(runs, run => Assert.Equal(ChainStatus.Ok, run.Status));
        Assert.Equal(0, lab.Limiter.InUse);

        async Task<int> OuterAsync(int index, CancellationToken token)
        {
            await Task.Yield();
            return (await LabChain.RunGroupAsync(4, InnerAsync, options, token)).EnsureOk();
        }

        async Task<int> InnerAsync(int index, CancellationToken token)
        {
            await Task.Yield();
            return index;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chains_may_be_nested_as_deep_as_one_likes(bool parallel)
    {
        var lab = new Lab(limit: 1);
        var options = lab.Options(parallel);

        var run = await LabChain.RunGroupAsync(2, (_, token) => DeeperAsync(6, token), options).WaitAsync(Lab.Patience);

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal(0, lab.Limiter.InUse);

        async Task<int> DeeperAsync(int depth, CancellationToken token)
        {
            await Task.Yield();
            return depth == 0 ? 1 : (await LabChain.RunGroupAsync(2, (_, inner) => DeeperAsync(depth - 1, inner), options, token)).EnsureOk();
        }
    }

    [Fact]
    public async Task A_method_that_blocks_on_a_chain_ends_too()
    {
        var lab = new Lab(limit: 1);
        var options = lab.Options();

        var run = await LabChain.RunAsync(
            LabChain.Info(1),
            async (chain, steps) => await chain.RunOnPool(
                steps.Items[0], token => LabChain.RunGroupAsync(2, async (index, _) => { await Task.Yield(); return index; }, options, token).GetAwaiter().GetResult().EnsureOk()),
            options).WaitAsync(Lab.Patience);

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    [Fact]
    public async Task The_calls_of_a_chain_use_the_permit_of_the_call_around_them_one_at_a_time()
    {
        var lab = new Lab(limit: 1);
        var inner = lab.Options();
        var running = LabChain.RunGroupAsync(
            1, async (_, token) => (await LabChain.RunGroupAsync(3, (index, _) => lab.StubbornAsync(LabChain.Name(index)), inner, token)).EnsureOk(), inner);

        foreach (var name in new[] { "a", "b", "c" })
        {
            await lab.StartedAsync();
            Assert.Equal((1, 1, 0), (lab.Running, lab.Limiter.InUse, lab.Limiter.Waiting));
            lab.Complete(name);
        }

        Assert.Equal(ChainStatus.Ok, (await running).Status);
        Assert.Equal((0, 1), (lab.Limiter.InUse, lab.MostRunning));
    }

    [Fact]
    public async Task While_permits_are_free_the_calls_of_a_chain_take_those()
    {
        var lab = new Lab(limit: 4);
        var options = lab.Options();
        var running = LabChain.RunGroupAsync(
            1, async (_, token) => (await LabChain.RunGroupAsync(3, (index, _) => lab.StubbornAsync(LabChain.Name(index)), options, token)).EnsureOk(), options);

        await lab.StartedAsync(3);
        Assert.Equal(4, lab.Limiter.InUse);
        foreach (var name in new[] { "a", "b", "c" })
        {
            lab.Complete(name);
        }

        Assert.Equal(ChainStatus.Ok, (await running).Status);
        Assert.Equal(0, lab.Limiter.InUse);
    }

    /// <summary>Nobody waits for it, but it goes on, as a part of the call.</summary>
    [Fact]
    public async Task A_chain_that_outlives_its_call_keeps_the_permit_until_it_has_ended()
    {
        var lab = new Lab(limit: 1);
        var options = lab.Options();
        Task<LabRun>? left = null;
        var run = await LabChain.RunGroupAsync(
            1,
            (_, _) =>
            {
                left = LabChain.RunGroupAsync(2, (index, _) => lab.StubbornAsync(LabChain.Name(index)), options);
                return Task.FromResult(1);
            },
            options);

        Assert.Equal(ChainStatus.Ok, run.Status);
        Assert.Equal(1, lab.Limiter.InUse);
        await lab.StartedAsync();
        lab.Complete("a");
        await lab.StartedAsync();
        Assert.Equal(1, lab.Limiter.InUse);
        lab.Complete("b");
        Assert.Equal(ChainStatus.Ok, (await left!).Status);
        Assert.Equal(0, lab.Limiter.InUse);
        Assert.Equal(ChainStatus.Ok, (await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), options)).Status);
    }

    [Fact]
    public async Task A_chain_that_starts_after_its_call_has_ended_takes_permits_of_its_own()
    {
        var lab = new Lab(limit: 1);
        var options = lab.Options();
        var late = new TaskCompletionSource();
        Task<LabRun>? left = null;
        await LabChain.RunGroupAsync(
            1,
            (_, _) =>
            {
                left = LaterAsync();
                return Task.FromResult(1);
            },
            options);
        Assert.Equal(0, lab.Limiter.InUse);

        late.SetResult();
        await lab.StartedAsync();
        Assert.Equal(1, lab.Limiter.InUse);
        lab.Complete("a");
        Assert.Equal(ChainStatus.Ok, (await left!).Status);
        Assert.Equal(0, lab.Limiter.InUse);

        async Task<LabRun> LaterAsync()
        {
            await late.Task.ConfigureAwait(false);
            return await LabChain.RunGroupAsync(1, (_, _) => lab.StubbornAsync("a"), options);
        }
    }

    [Fact]
    public async Task A_call_that_was_given_up_keeps_the_permit_it_was_lent()
    {
        var lab = new Lab(limit: 1);
        var options = lab.Options();
        using var cancel = new CancellationTokenSource();
        var running = LabChain.RunGroupAsync(
            1, async (_, token) => (await LabChain.RunGroupAsync(1, (_, _) => lab.StubbornAsync("a"), options, token)).EnsureOk(), options, cancel.Token);
        await lab.StartedAsync();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(1, lab.Limiter.InUse);
        lab.Complete("a");
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Fact]
    public async Task A_tool_asks_the_model_that_calls_it_though_that_takes_one_call_at_a_time()
    {
        var lab = new Lab(limit: 1);
        var model = new LlmInfo("m") { MaxConcurrent = 1 };
        ChainOptions? options = null;
        var asked = 0;
        using var client = new FakeClient(async (call, _, token) =>
        {
            await Task.Yield();
            return Interlocked.Increment(ref asked) > 1 ? "inner" : "outer of " + (await ModelChain.AskAsync(model, options!, cancellationToken: token)).EnsureOk();
        });
        options = lab.Options(client);

        var run = await ModelChain.AskAsync(model, options).WaitAsync(Lab.Patience);

        Assert.Equal("outer of inner", run.EnsureOk());
        Assert.Equal((0, 0), (lab.Limiter.InUse, model.Limit!.InUse));
    }

    /// <summary>The rounds run inside the user's own pipeline, where the runtime can give nothing back.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_within_UseFunctionInvocation_runs_a_chain_at_limit_1(bool parallel)
    {
        var lab = new Lab(limit: 1);
        var model = new LlmInfo("m") { MaxConcurrent = 1 };
        ChainOptions? options = null;
        var tool = AIFunctionFactory.Create(
            async (CancellationToken token) => (await ModelChain.AskAsync(model, options!, count: 2, token)).EnsureOk(), "ask_again");
        using var client = new ChatClientBuilder(new ToolCaller("ask_again"))
            .ConfigureOptions(chat => chat.Tools = [tool])
            .UseFunctionInvocation()
            .Build();
        options = lab.Options(client, parallel);

        var runs = await Task.WhenAll(ModelChain.AskAsync(model, options), ModelChain.AskAsync(model, options)).WaitAsync(Lab.Patience);

        Assert.All(runs, run => Assert.Equal("done", run.EnsureOk()));
        Assert.Equal((0, 0), (lab.Limiter.InUse, model.Limit!.InUse));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task Two_models_whose_tools_ask_each_other_do_not_wait_for_each_other(int limit)
    {
        var lab = new Lab(limit);
        LlmInfo[] models = [new("a") { MaxConcurrent = 1 }, new("b") { MaxConcurrent = 1 }];
        ChainOptions? options = null;
        var depth = new AsyncLocal<int>();
        var clients = models.Select((_, index) => new FakeClient(async (_, _, token) =>
        {
            await Task.Yield();
            if (depth.Value++ == 2)
            {
                return "end";
            }

            return (await ModelChain.AskAsync(models[1 - index], options!, cancellationToken: token)).EnsureOk();
        })).ToArray();
        options = lab.Options() with { ChatClients = new Dictionary<string, IChatClient> { ["a"] = clients[0], ["b"] = clients[1] } };

        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ModelChain.AskAsync(models[i % 2], options))).WaitAsync(Lab.Patience);

        Assert.All(runs, run => Assert.Equal("end", run.EnsureOk()));
        Assert.Equal((0, 0, 0), (lab.Limiter.InUse, models[0].Limit!.InUse, models[1].Limit!.InUse));
        Array.ForEach(clients, client => client.Dispose());
    }

    /// <summary>NAMEL3SS_NESTED_RUNS sets how many runs.</summary>
    [Fact]
    public async Task Whatever_is_nested_the_permits_come_back()
    {
        var runs = int.Parse(Environment.GetEnvironmentVariable("NAMEL3SS_NESTED_RUNS") ?? "2000", System.Globalization.CultureInfo.InvariantCulture);
        var random = new Random(4711);
        for (var done = 0; done < runs; done += 50)
        {
            var lab = new Lab(limit: random.Next(1, 4));
            var seeds = Enumerable.Range(0, 50).Select(_ => random.Next()).ToArray();

            await Task.WhenAll(seeds.Select(seed => RunAsync(lab, new Random(seed), depth: 0, CancellationToken.None))).WaitAsync(Lab.Patience);

            await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
            Assert.Equal(0, lab.Limiter.Waiting);
        }
    }

    private static async Task RunAsync(Lab lab, Random random, int depth, CancellationToken token)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(token);
        var seeds = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next()).ToArray();
        var running = LabChain.RunGroupAsync(seeds.Length, CallAsync, lab.Options(random.Next(2) == 0), cancel.Token);
        if (random.Next(8) == 0)
        {
            await cancel.CancelAsync();
        }

        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // By the line above, here or around it.
        }

        async Task<int> CallAsync(int index, CancellationToken inner)
        {
            var own = new Random(seeds[index]);
            if (own.Next(2) == 0)
            {
                await Task.Yield();
            }

            if (depth < 3 && own.Next(2) == 0)
            {
                var nested = RunAsync(lab, own, depth + 1, inner);
                if (own.Next(6) > 0)
                {
                    await nested;
                }
            }

            return own.Next(10) == 0 ? throw new InvalidOperationException("by chance") : index;
        }
    }

    /// <summary>Asks for its tool once, and is done when it has the result.</summary>
    private sealed class ToolCaller(string tool) : IChatClient
    {
        private int _calls;

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            var isFirst = Interlocked.Increment(ref _calls) <= 2;
            return isFirst
                ? new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent(Guid.NewGuid().ToString("n"), tool)])) { FinishReason = ChatFinishReason.ToolCalls }
                : new ChatResponse(new ChatMessage(ChatRole.Assistant, "done")) { FinishReason = ChatFinishReason.Stop };
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
