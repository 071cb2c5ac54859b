using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WebApi.Tests;

/// <summary>
/// A provider on the loopback that speaks OpenAI's protocol. It counts the calls that it has at once, answers each with the ticket that it is
/// about, so that a mixed-up answer shows, and can hold its answers back.
/// </summary>
internal sealed class ModelProvider : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Lock _lock = new();
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _now;

    private ModelProvider(WebApplication application)
    {
        _application = application;
        _gate.SetResult();
    }

    public string Url => $"{_application.Urls.Single()}/v1";

    public int AtOnce => Volatile.Read(ref _now);

    public int MostAtOnce { get; private set; }

    public int Calls { get; private set; }

    /// <summary>Calls whose caller went away before the answer.</summary>
    public int Abandoned { get; private set; }

    /// <summary>What it answers in place of an answer: a status, and how many calls get it.</summary>
    public (int Status, int Times) Refusal { get; set; }

    public static async Task<ModelProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new ModelProvider(builder.Build());
        provider._application.Run(provider.AnswerAsync);
        await provider._application.StartAsync();
        return provider;
    }

    /// <summary>From now on nobody gets an answer.</summary>
    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers those that wait, and all that come.</summary>
    public void Release() => _gate.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        bool isRefused;
        lock (_lock)
        {
            Calls++;
            MostAtOnce = Math.Max(MostAtOnce, ++_now);
            isRefused = Refusal.Times > 0;
            Refusal = (Refusal.Status, Refusal.Times - 1);
        }

        try
        {
            using var request = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            await _gate.Task.WaitAsync(context.RequestAborted);
            if (isRefused)
            {
                context.Response.StatusCode = Refusal.Status;
                context.Response.Headers.RetryAfter = "0";
                return;
            }

            var text = JsonSerializer.Serialize(Answer(request.RootElement));
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""
                {"id":"1","object":"chat.completion","created":1700000000,"model":"test","choices":[{"index":0,"finish_reason":"stop",
                 "message":{"role":"assistant","content":{{text}} } }],"usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17} }
                """);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // Gone while it waited, or before it had sent all of its question.
            lock (_lock)
            {
                Abandoned++;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }

    /// <summary>The ticket's number is the last word of every prompt.</summary>
    private static string Answer(JsonElement request)
    {
        var prompt = request.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;
        var number = int.Parse(prompt.TrimEnd().Split('#')[^1], CultureInfo.InvariantCulture);
        return request.TryGetProperty("response_format", out _)
            ? $$"""{"team":"{{(Team)(number % 4)}}","urgency":"{{(number % 3 == 0 ? Urgency.High : Urgency.Low)}}","reason":"because of #{{number}}"}"""
            : $"Answer to #{number}";
    }
}
