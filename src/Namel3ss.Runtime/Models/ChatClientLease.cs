using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss;

/// <summary>A chat client for one call, and the scope that it comes from.</summary>
/// <param name="Client">The client.</param>
/// <param name="Scope">Ends with the call; null for a client that no container made.</param>
internal sealed record ChatClientLease(IChatClient Client, AsyncServiceScope? Scope) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Scope?.DisposeAsync() ?? default;
}
