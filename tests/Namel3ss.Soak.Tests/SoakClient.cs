using Microsoft.Extensions.AI;

namespace Namel3ss.Soak.Tests;

/// <summary>A chat model that fails at times; or one behind a gate, which does not.</summary>
/// <param name="world">Where its calls are counted.</param>
/// <param name="seed">Of its faults.</param>
internal sealed class SoakClient(World world, int seed) : IChatClient
{
    private readonly Random _random = new(seed);

    public Gate? Gate { get; set; }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Gate is { } gate)
        {
            await gate.PassAsync();
            return Answer("through");
        }

        world.Enter();
        try
        {
            await Draw().HappenAsync(cancellationToken);
            return Answer(options?.ResponseFormat is ChatResponseFormatJson && Draw() != Fault.Throws ? """{"value": 1}""" : "a word");
        }
        finally
        {
            world.Leave();
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    /// <summary>It may hang: each step that asks it has a timeout.</summary>
    private Fault Draw()
    {
        lock (_random)
        {
            return Faults.Draw(_random, mayHang: true);
        }
    }

    private static ChatResponse Answer(string text) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        FinishReason = ChatFinishReason.Stop,
        Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 1 },
    };
}
