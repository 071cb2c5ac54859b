using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace WebApi;

/// <summary>Which chat model answers: OpenAI's, an Ollama's, or without either a stand-in.</summary>
internal static class ChatModel
{
    public static void AddChatModel(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var client = settings["OPENAI_API_KEY"] is { Length: > 0 } key
            ? OpenAI(settings["OPENAI_BASE_URL"], settings["OPENAI_MODEL"] ?? "gpt-4o-mini", key)
            : settings["OLLAMA_URL"] is { Length: > 0 } || settings["OLLAMA_MODEL"] is { Length: > 0 }
                // Ollama speaks OpenAI's protocol too, so one client does for both.
                ? OpenAI($"{(settings["OLLAMA_URL"] ?? "http://localhost:11434").TrimEnd('/')}/v1", settings["OLLAMA_MODEL"] ?? "llama3.2", "ollama")
                : new StandInChatClient();

        // The llm 'assistant' has no client of its own name, so it takes the one without a key.
        builder.Services.AddChatClient(client).UseOpenTelemetry(sourceName: Telemetry.ChatSource);
    }

    /// <summary>Says in the log who answers.</summary>
    public static void LogChatModel(this WebApplication app)
    {
        var metadata = app.Services.GetRequiredService<IChatClient>().GetService<ChatClientMetadata>();
        if (metadata?.ProviderName == StandInChatClient.Name)
        {
            app.Logger.LogWarning("No model is asked: a stand-in answers, by looking for words. Set OPENAI_API_KEY, or OLLAMA_URL and OLLAMA_MODEL, for a real one.");
        }
        else
        {
            app.Logger.LogInformation("Asking {Model} at {Address}", metadata?.DefaultModelId, metadata?.ProviderUri);
        }
    }

    private static IChatClient OpenAI(string? address, string model, string key)
    {
        var options = new OpenAIClientOptions
        {
            // The chain retries, and gives its permit back while it waits to.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            // The chain's steps have timeouts of their own.
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        if (address is not null)
        {
            options.Endpoint = new Uri(address);
        }

        return new OpenAIClient(new ApiKeyCredential(key), options).GetChatClient(model).AsIChatClient();
    }
}
