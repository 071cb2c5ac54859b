using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace WebApi.Tests;

/// <summary>The sample as a web server of this process, before a provider of the test's.</summary>
internal sealed class TicketApi : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;

    public TicketApi(ModelProvider provider, Action<IServiceCollection>? services = null)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            // A free port: the sample's own may be taken, by the sample itself or by another run of these tests.
            host.UseUrls("http://127.0.0.1:0");
            host.UseSetting("OPENAI_API_KEY", "none");
            host.UseSetting("OPENAI_BASE_URL", provider.Url);
            host.UseSetting("Telemetry:Console", "false");
            host.ConfigureLogging(logging => logging.ClearProviders());
            host.ConfigureServices(services => services.AddSingleton<TimeProvider>(Time));
            if (services is not null)
            {
                host.ConfigureServices(services);
            }
        });
        _factory.UseKestrel(0);
        _factory.StartServer();
        Client = _factory.CreateClient();
        Client.Timeout = TimeSpan.FromMinutes(5);
    }

    public HttpClient Client { get; }

    /// <summary>The clock of the chains: only the test moves it, so that no run times out because the machine is busy.</summary>
    public FakeTimeProvider Time { get; } = new();

    public IHost Host => _factory.Services.GetRequiredService<IHost>();

    /// <summary>Posts the ticket of a number: every word of it has the number, so that a mixed-up answer shows.</summary>
    public Task<HttpResponseMessage> PostAsync(int number, string path = "/tickets") =>
        Client.PostAsJsonAsync(path, new { email = $"user{number}@example.com", message = $"Problem #{number}" });

    /// <summary>Posts it, and checks that the answer is its own and complete.</summary>
    public async Task CheckAsync(int number)
    {
        using var response = await PostAsync(number);
        var run = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.OK, run.ToString());
        Assert.Equal("ok", run.GetProperty("status").GetString());
        var ticket = run.GetProperty("result");
        var isUrgent = number % 3 == 0;
        var team = ((Team)(number % 4)).ToString();
        Assert.Equal(
            ($"user{number}@example.com", $"Problem #{number}", $"because of #{number}", team, isUrgent ? "High" : "Low"),
            (Text("email"), Text("message"), Text("reason"), Text("team"), Text("urgency")));
        Assert.Equal(
            isUrgent ? $"Dear user{number},\nthank you for telling us. Somebody of {team} looks at it right now." : $"Answer to #{number}",
            Text("reply"));
        Assert.Equal(
            isUrgent ? 17 : 34,
            run.GetProperty("metadata").GetProperty("usage").GetProperty("total_tokens").GetInt32());

        string? Text(string name) => ticket.GetProperty(name).GetString();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
    }
}
