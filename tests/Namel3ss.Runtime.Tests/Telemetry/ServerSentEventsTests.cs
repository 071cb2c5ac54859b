using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Telemetry;

/// <summary>A run's stream from an ASP.NET endpoint, over the loopback device.</summary>
public sealed class ServerSentEventsTests
{
    [Fact]
    public async Task An_endpoint_returns_a_run_as_server_sent_events()
    {
        var lab = new Lab();
        await using var app = await ServeAsync(lab);
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(app.Urls.Single()), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""data: {"type":"step","chain":"lab","step":"a","status":"running","at_ms":0,"elapsed_ms":0,"error":null}""", await reader.ReadLineAsync());
        lab.Complete("a", 7);
        Assert.Equal("", await reader.ReadLineAsync());
        Assert.Equal("""data: {"type":"step","chain":"lab","step":"a","status":"ok","at_ms":0,"elapsed_ms":0,"error":null}""", await reader.ReadLineAsync());
        Assert.Equal("", await reader.ReadLineAsync());
        Assert.StartsWith("""data: {"type":"run","chain":"lab","run":{"status":"ok","result":7,""", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal("", (await reader.ReadToEndAsync()).Trim());
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_the_run()
    {
        var lab = new Lab();
        await using var app = await ServeAsync(lab);
        using (var client = new HttpClient())
        using (await client.GetAsync(new Uri(app.Urls.Single()), HttpCompletionOption.ResponseHeadersRead))
        {
            await lab.StartedAsync();
        }

        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
        Assert.Contains(lab.Lines, line => line.StartsWith("Chain 'lab' was cancelled by its caller", StringComparison.Ordinal));
    }

    private static async Task<WebApplication> ServeAsync(Lab lab)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", (CancellationToken cancellationToken) => TypedResults.ServerSentEvents<ChainEvent>(ChainEvents.StreamAsync(
            (options, token) => LabChain.RunGroupAsync(1, (_, stepToken) => lab.PoliteAsync("a", stepToken), options, token),
            lab.Options(),
            cancellationToken)));
        await app.StartAsync();
        return app;
    }
}
