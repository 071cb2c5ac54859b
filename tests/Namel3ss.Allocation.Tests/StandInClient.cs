using Microsoft.Extensions.AI;

namespace Namel3ss.Allocation.Tests;

/// <summary>A chat model that answers at once, and allocates nothing.</summary>
internal sealed class StandInClient(string answer) : IChatClient
{
    private readonly Task<ChatResponse> _answer = Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer))
    {
        FinishReason = ChatFinishReason.Stop,
        ModelId = "stand-in",
        Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 1 },
    });

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => _answer;

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
