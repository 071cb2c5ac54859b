using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// Finds the <see cref="IChatClient"/> of a declared model: by the <c>client:</c> key, else by the model's name, else the client without
/// a key. The call's own clients win over its container, and that over those of the process.
/// </summary>
internal sealed class ChatClients(
    IReadOnlyDictionary<string, IChatClient>? ofCall, IServiceProvider? services, IReadOnlyDictionary<string, IChatClient>? ofProcess)
{
    /// <summary>What dictionaries may call the client without a key.</summary>
    private static readonly string[] Unkeyed = ["", "default"];

    /// <summary>The client of a model for one call; null if there is none.</summary>
    public ChatClientLease? Open(LlmInfo model)
    {
        if (Find(ofCall, model) is { } client)
        {
            return new ChatClientLease(client, null);
        }

        return OpenScope(model) ?? (Find(ofProcess, model) is { } last ? new ChatClientLease(last, null) : null);
    }

    /// <summary>Checks that every model that the chain's steps may ask has a client.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="harness">What a test has put into the run: the models of steps that it answers for may have none.</param>
    /// <exception cref="ChainConfigurationException">A model has none.</exception>
    public void Check(ChainInfo chain, RunHarness? harness = null) => Check(chain, harness, Has);

    /// <summary>The same, and has the container make its clients: one that cannot be made must not wait for the first question.</summary>
    /// <param name="chain">The chain.</param>
    /// <exception cref="ChainConfigurationException">A model has none.</exception>
    public async Task CheckByMakingAsync(ChainInfo chain)
    {
        var made = new List<ChatClientLease>();
        try
        {
            Check(chain, null, model =>
            {
                if (Open(model) is not { } lease)
                {
                    return false;
                }

                made.Add(lease);
                return true;
            });
        }
        finally
        {
            foreach (var lease in made)
            {
                await lease.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static void Check(ChainInfo chain, RunHarness? harness, Func<LlmInfo, bool> has)
    {
        foreach (var step in chain.Steps)
        {
            if (step.Llm is null || harness?.Replaces(step) is true)
            {
                continue;
            }

            foreach (var model in step.Llm.Candidates)
            {
                if (!has(model))
                {
                    throw Missing(model, step, chain, harness);
                }
            }
        }
    }

    private bool Has(LlmInfo model) =>
        Find(ofCall, model) is not null || (services is not null && Has(services, model)) || Find(ofProcess, model) is not null;

    private static bool Has(IServiceProvider services, LlmInfo model) => Known(services) is { } known
        ? known.IsKeyedService(typeof(IChatClient), model.Client ?? model.Name) || (model.Client is null && known.IsService(typeof(IChatClient)))
        : Find(services, model) is not null;

    /// <summary>What the container says about itself; null if it says nothing.</summary>
    private static IServiceProviderIsKeyedService? Known(IServiceProvider services) =>
        services.GetService(typeof(IServiceProviderIsService)) as IServiceProviderIsKeyedService;

    /// <summary>A client may be registered as scoped or transient, and no two calls may share what such a one brings along.</summary>
    private ChatClientLease? OpenScope(LlmInfo model)
    {
        if (services is null || !Has(services, model))
        {
            return null;
        }

        if (services.GetService(typeof(IServiceScopeFactory)) is not IServiceScopeFactory scopes)
        {
            return Find(services, model) is { } shared ? new ChatClientLease(shared, null) : null;
        }

        var scope = scopes.CreateAsyncScope();
        try
        {
            if (Find(scope.ServiceProvider, model) is { } client)
            {
                return new ChatClientLease(client, scope);
            }
        }
        catch
        {
            scope.DisposeQuietly();
            throw;
        }

        scope.DisposeQuietly();
        return null;
    }

    private static IChatClient? Find(IReadOnlyDictionary<string, IChatClient>? clients, LlmInfo model)
    {
        if (clients is null)
        {
            return null;
        }

        if (clients.TryGetValue(model.Client ?? model.Name, out var client))
        {
            return client;
        }

        return model.Client is null ? Unkeyed.Select(key => clients.GetValueOrDefault(key)).FirstOrDefault(found => found is not null) : null;
    }

    private static IChatClient? Find(IServiceProvider services, LlmInfo model)
    {
        var keyed = (services as IKeyedServiceProvider)?.GetKeyedService(typeof(IChatClient), model.Client ?? model.Name) as IChatClient;
        return keyed ?? (model.Client is null ? services.GetService(typeof(IChatClient)) as IChatClient : null);
    }

    private static ChainConfigurationException Missing(LlmInfo model, StepInfo step, ChainInfo chain, RunHarness? harness)
    {
        var where = model.Location is null ? "" : $" ({model.Location})";
        var key = model.Client ?? model.Name;
        var what = model.Client is null ? $"neither one for '{key}' nor a default one" : $"none for '{key}', which its 'client' names";
        return new ChainConfigurationException(
            $"The chat model '{model.Name}'{where}, which step '{step.Name}' of chain '{chain.Name}' may ask, has no IChatClient: there is {what}. "
            + $"Give it as ChatClients[\"{key}\"] of ChainOptions or Namel3ssOptions, or add it to the services: services.AddKeyedChatClient(\"{key}\", …), of the package Microsoft.Extensions.AI."
            + harness?.HowToFake(step));
    }
}
