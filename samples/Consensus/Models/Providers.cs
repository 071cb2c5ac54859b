using System.ClientModel;
using Anthropic;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;
using OpenAI.Chat;

namespace Consensus;

/// <summary>Who answers for gpt4, claude and gemini: the provider whose key is in the environment, else an Ollama, else a stand-in.</summary>
public static class Providers
{
    private const string LocalOllama = "http://localhost:11434";

    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="latency">Simulated time of the slowest stand-in's answer.</param>
    /// <exception cref="ChainConfigurationException">A variable has a value that cannot be meant; its message never shows a key.</exception>
    public static IReadOnlyList<Seat> Seats(Func<string, string?> environment, TimeSpan latency)
    {
        var variables = new Variables(environment);
        var ollama = OllamaModels(variables);
        var taken = 0;
        return
        [
            OpenAI(variables) ?? Ollama("gpt4") ?? StandIn(
                "gpt4", "OPENAI_API_KEY", "keywords", latency,
                (ticket, _) => Task.FromResult(KeywordModel.Answer("gpt4 (stand-in: keywords)", ticket))),
            Claude(variables) ?? Ollama("claude") ?? StandIn(
                "claude", "ANTHROPIC_API_KEY", "nearest tickets", latency * 0.875,
                async (ticket, token) => NearestExampleModel.Answer("claude (stand-in: nearest tickets)", ticket, await Examples.LoadAsync(token))),
            Gemini(variables) ?? Ollama("gemini") ?? StandIn(
                "gemini", "GEMINI_API_KEY", "naive Bayes", latency * 0.75,
                async (ticket, token) => NaiveBayesModel.Answer("gemini (stand-in: naive Bayes)", ticket, await Examples.LoadAsync(token))),
        ];

        // Each seat without a key gets the next model, so that several models of one Ollama can differ.
        Seat? Ollama(string model)
        {
            if (ollama is not { Url: var url, Models: var models })
            {
                return null;
            }

            var name = models[taken++ % models.Count];
            return new Seat(model, new OllamaApiClient(url, name), $"Ollama {name}");
        }
    }

    private static Seat? OpenAI(Variables variables) => variables.Key("OPENAI_API_KEY") is { } key
        ? OpenAICompatible("gpt4", "OpenAI", key, variables.Text("OPENAI_MODEL") ?? "gpt-4o", variables.Address("OPENAI_BASE_URL", "https://api.openai.com/v1"))
        : null;

    private static Seat? Gemini(Variables variables) => variables.Key("GEMINI_API_KEY") is { } key
        ? OpenAICompatible(
            "gemini", "Google", key, variables.Text("GEMINI_MODEL") ?? "gemini-2.5-flash",
            variables.Address("GEMINI_BASE_URL", "https://generativelanguage.googleapis.com/v1beta/openai/"))
        : null;

    private static Seat OpenAICompatible(string seat, string provider, string key, string model, Uri address) => new(
        seat,
        new ChatClient(model, new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = address }).AsIChatClient(),
        $"{provider} {model}");

    private static Seat? Claude(Variables variables)
    {
        if (variables.Key("ANTHROPIC_API_KEY") is not { } key)
        {
            return null;
        }

        var model = variables.Text("ANTHROPIC_MODEL") ?? "claude-sonnet-5";
        var address = variables.Address("ANTHROPIC_BASE_URL", "https://api.anthropic.com");
        var client = new AnthropicClient { ApiKey = key, BaseUrl = address.AbsoluteUri.TrimEnd('/') };
        return new Seat("claude", client.AsIChatClient(model), $"Anthropic {model}");
    }

    private static (Uri Url, IReadOnlyList<string> Models)? OllamaModels(Variables variables)
    {
        var models = variables.Text("OLLAMA_MODEL");
        if (models is null)
        {
            return variables.Text("OLLAMA_URL") is null
                ? null
                : throw new ChainConfigurationException("OLLAMA_URL is set but OLLAMA_MODEL is not: name the model to ask, such as llama3.1:8b, or several with commas between them.");
        }

        var names = models.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 0
            ? throw new ChainConfigurationException($"OLLAMA_MODEL is '{models}', which names no model. Write one like llama3.1:8b.")
            : (variables.Address("OLLAMA_URL", LocalOllama), names);
    }

    private static Seat StandIn(
        string model, string key, string method, TimeSpan latency, Func<string, CancellationToken, Task<ModelAnswer>> answer) =>
        new(model, new StandInClient(answer, latency), $"stand-in: {method}", $"set {key} or OLLAMA_MODEL");
}
