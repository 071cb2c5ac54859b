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

    /// <summary>The client of a model; null if there is none.</summary>
    public IChatClient? Find(LlmInfo model) =>
        Find(ofCall, model) ?? (services is null ? null : Find(services, model)) ?? Find(ofProcess, model);

    /// <summary>The clients of every model that the chain's steps may ask.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="harness">What a test has put into the run: the models of steps that it answers for may have none.</param>
    /// <returns>Null for a chain without models.</returns>
    /// <exception cref="ChainConfigurationException">A model has none.</exception>
    public Dictionary<LlmInfo, IChatClient>? FindAll(ChainInfo chain, RunHarness? harness = null)
    {
        Dictionary<LlmInfo, IChatClient>? found = null;
        foreach (var step in chain.Steps)
        {
            if (harness?.Replaces(step) is true)
            {
                continue;
            }

            foreach (var model in step.Llm?.Candidates ?? [])
            {
                found ??= [];
                if (!found.ContainsKey(model))
                {
                    found.Add(model, Find(model) ?? throw Missing(model, step, chain, harness));
                }
            }
        }

        return found;
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
