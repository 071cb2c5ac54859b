using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Namel3ss.Runtime.Tests.Models;

/// <summary>A provider on the loopback: it keeps what it is asked and answers as the test says.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ModelServer(WebApplication application) => _application = application;

    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    public string Url => _application.Urls.Single();

    public static async Task<ModelServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new ModelServer(builder.Build());
        server._application.Run(async context =>
        {
            server.Requests.Enqueue(await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body));
            await answer(context);
        });
        await server._application.StartAsync();
        return server;
    }

    /// <summary>An answer in OpenAI's format.</summary>
    public static Task OpenAIAsync(HttpContext context, string text, string finish = "stop") => WriteAsync(context, 200, $$"""
        {"id":"1","object":"chat.completion","created":1700000000,"model":"gpt-4o-mini-2024","choices":[{"index":0,"finish_reason":"{{finish}}","message":{"role":"assistant","content":{{JsonSerializer.Serialize(text)}}
         } }],
         "usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17} }
        """);

    /// <summary>An answer in Ollama's format, whose answers end with a line.</summary>
    public static Task OllamaAsync(HttpContext context, string text) => WriteAsync(context, 200,
        $$"""{"model":"llama3.1:8b","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":{{JsonSerializer.Serialize(text)}} },"done":true,"done_reason":"stop","prompt_eval_count":7,"eval_count":4}""" + "\n");

    /// <summary>An answer in Anthropic's format.</summary>
    public static Task AnthropicAsync(HttpContext context, string text) => WriteAsync(context, 200, $$"""
        {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[{"type":"text","text":{{JsonSerializer.Serialize(text)}}
         }],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":5} }
        """);

    public static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
