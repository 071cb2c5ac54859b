using Microsoft.Extensions.Hosting;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>The chains of one project that were added to a container.</summary>
internal sealed record RegisteredChains(IReadOnlyList<ChainInfo> Chains);

/// <summary>Before anything of a host starts: a wrong setting, a missing service, chat model or JSON type must not wait for the first chain.</summary>
internal sealed class StartCheck(IServiceProvider services, ContainerSettings settings, IEnumerable<RegisteredChains> registered) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var clients = new ChatClients(ofCall: null, services, settings.Settings.ChatClients);
        ChainInfo[] all = [.. registered.SelectMany(chains => chains.Chains)];
        foreach (var chain in all)
        {
            chain.CheckJson(settings.Settings.JsonSerializerOptions, all);
            chain.CheckServices(services);
            await clients.CheckByMakingAsync(chain).ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
