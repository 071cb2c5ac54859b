using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Anthropic;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;

namespace Namel3ss.Runtime.Tests.Models.Corpus;

/// <summary>All providers on one loopback server: whoever is asked below the path of an answer sends it, byte by byte.</summary>
public sealed class CorpusServer : IAsyncLifetime
{
    private const string Texts = "text";

    private readonly ConcurrentDictionary<string, string> _texts = new();
    private ModelServer? _server;

    public async Task InitializeAsync() => _server = await ModelServer.StartAsync(AnswerAsync);

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    /// <summary>The client of the answer's provider.</summary>
    public IChatClient Client(CorpusRow row) => Client(row.Provider, row.Answer);

    /// <summary>A provider's client, which gets a text in the provider's plainest form.</summary>
    public IChatClient ClientOf(string provider, string answer, string text)
    {
        _texts[answer] = text;
        return Client(provider, $"{Texts}/{provider}/{answer}");
    }

    private IChatClient Client(string provider, string path) => provider switch
    {
        // None tries again by itself: what the runtime makes of the first response counts.
        "anthropic" => new AnthropicClient { ApiKey = "key", BaseUrl = $"{_server!.Url}/{path}", MaxRetries = 0 }.AsIChatClient("claude"),
        "ollama" => new OllamaApiClient(new Uri($"{_server!.Url}/{path}/"), "llama3.2"),
#pragma warning disable OPENAI001 // The client is a preview, and used nevertheless.
        "responses" => OpenAI(path).GetResponsesClient().AsIChatClient("gpt"),
#pragma warning restore OPENAI001
        // The others speak OpenAI's protocol of chats.
        _ => OpenAI(path).GetChatClient("gpt").AsIChatClient(),
    };

    private OpenAIClient OpenAI(string path) => new(
        new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new Uri($"{_server!.Url}/{path}/v1"), RetryPolicy = new ClientRetryPolicy(0) });

    private Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts[0] == Texts
            ? TextAsync(context, parts[1], _texts[$"{parts[2]}/{parts[3]}"])
            : SendAsync(context, CorpusRow.All[$"{parts[0]}/{parts[1]}"].Bytes);
    }

    private static Task TextAsync(HttpContext context, string provider, string text) => provider switch
    {
        "anthropic" => ModelServer.AnthropicAsync(context, text),
        "ollama" => ModelServer.OllamaAsync(context, text),
        _ => ModelServer.OpenAIAsync(context, text),
    };

    /// <summary>Sends a response: its status and headers, up to an empty line, and all the bytes behind that.</summary>
    private static async Task SendAsync(HttpContext context, byte[] response)
    {
        var end = response.AsSpan().IndexOf("\n\n"u8);
        var head = Encoding.ASCII.GetString(response, 0, end).Split('\n');
        context.Response.StatusCode = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture);
        foreach (var header in head.Skip(1).Select(line => line.Split(": ", 2)))
        {
            context.Response.Headers[header[0]] = header[1];
        }

        await context.Response.Body.WriteAsync(response.AsMemory(end + 2));
    }
}
