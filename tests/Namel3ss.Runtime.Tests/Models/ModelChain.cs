using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Models;

/// <summary>A chain whose steps, all in one group, ask one model each, in the shape in which it is generated.</summary>
internal static class ModelChain
{
    public static StepInfo Step<T>(LlmInfo model, int index) => new($"s{index}", "llm", model.Name)
    {
        Llm = model,
        Location = "models.ai:9",
        Json = typeof(T) == typeof(string) ? [] : [typeof(T)],
    };

    public static ChainInfo Info<T>(params LlmInfo[] models) => new("ask", 60, [.. models.Select(Step<T>)]) { HasParallelSteps = models.Length > 1 };

    public static Task<ModelRun<string>> AskAsync(LlmInfo model, ChainOptions options, int count = 1, CancellationToken cancellationToken = default) =>
        AskAsync<string>(Info<string>([.. Enumerable.Repeat(model, count)]), options, cancellationToken);

    public static Task<ModelRun<T>> AskAsync<T>(ChainInfo info, ChainOptions options, CancellationToken cancellationToken = default)
        where T : class => AskAsync(info, options, static (call, token) => call.Prompt("Hi").CallAsync<T>(token), cancellationToken);

    public static async Task<ModelRun<T>> AskAsync<T>(
        ChainInfo info, ChainOptions options, Func<LlmCall, CancellationToken, Task<T>> ask, CancellationToken cancellationToken = default)
        where T : class
    {
        var steps = new ModelSteps<T>(info);
        var chain = Chain.Start(info, steps, options, cancellationToken);
        try
        {
            var calls = steps.Items.Select(step => chain.Run(step, token => ask(chain.Llm(step), token))).ToArray();
            foreach (var call in calls)
            {
                await call;
            }
        }
        catch (Exception error)
        {
            chain.Stop(error);
        }

        return new ModelRun<T>(chain.End(), steps);
    }

    /// <summary>A chain of one step that may do more than ask once.</summary>
    public static Task<ModelRun<string>> AskAsync(
        LlmInfo model, ChainOptions options, RetryInfo? retry, double? timeout = null, CancellationToken cancellationToken = default) =>
        AskAsync<string>(
            new ChainInfo("ask", 60, new StepInfo("s0", "llm", model.Name) { Llm = model, Retry = retry, Timeout = timeout }), options, cancellationToken);

    /// <summary>The lab's options, with one client for every model.</summary>
    public static ChainOptions Options(this Lab lab, IChatClient client, bool parallel = true) =>
        lab.Options(parallel) with { ChatClients = new Dictionary<string, IChatClient> { [""] = client } };
}

internal sealed class ModelRun<T>(in ChainEnd end, ModelSteps<T> steps) : ChainRun<ModelSteps<T>, T, T?>(end, steps, steps.Items[^1])
    where T : class
{
    public StepRun First => Steps.Items[0];

    protected override T ReadResult() => Steps.Items[^1].Value();
}

internal sealed class ModelSteps<T>(ChainInfo info) : ChainSteps
    where T : class
{
    public StepRun<T?>[] Items { get; } = [.. info.Steps.Select((_, index) => new StepRun<T?>(info, index))];

    protected override StepRun[] All() => [.. Items];
}

/// <summary>A client that answers as the test says.</summary>
internal sealed class FakeClient(Func<int, ChatOptions, CancellationToken, Task<string>> answer) : IChatClient
{
    private int _calls;

    public FakeClient(string answer) : this((_, _, _) => Task.FromResult(answer))
    {
    }

    public int Calls => Volatile.Read(ref _calls);

    public ChatFinishReason Finish { get; init; } = ChatFinishReason.Stop;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var text = await answer(Interlocked.Increment(ref _calls), options!, cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            FinishReason = Finish,
            Usage = new UsageDetails { InputTokenCount = 3, OutputTokenCount = 2, TotalTokenCount = 6 },
        };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

/// <summary>A client as a mock without a setup is.</summary>
internal sealed class SilentClient : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult<ChatResponse>(null!);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
