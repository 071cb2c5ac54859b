using Microsoft.Extensions.AI;

namespace Namel3ss;

/// <summary>A chat client for one call, and the scope that it comes from.</summary>
/// <param name="client">The client.</param>
/// <param name="scope">Ends with the call; null for a client that no container made.</param>
internal sealed class ChatClientLease(IChatClient client, IAsyncDisposable? scope) : IAsyncDisposable
{
    public IChatClient Client => client;

    /// <summary>The call has failed: that is what counts, and not that the scope cannot be disposed then.</summary>
    public bool HasFailed { get; set; }

    public ValueTask DisposeAsync() => scope is null ? default : HasFailed ? scope.DisposeQuietlyAsync() : scope.DisposeAsync();
}
