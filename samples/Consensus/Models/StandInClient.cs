using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Consensus;

/// <summary>A chat client that asks no model: it answers by a method of its own after a simulated latency, and says so in its answer.</summary>
/// <param name="answer">The answer to a ticket.</param>
/// <param name="latency">Simulated time of an answer.</param>
internal sealed class StandInClient(Func<string, CancellationToken, Task<ModelAnswer>> answer, TimeSpan latency) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var ticket = messages.Last(message => message.Role == ChatRole.User).Text;
        await Task.Delay(latency, cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, (await answer(ticket, cancellationToken)).ToJson()));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
