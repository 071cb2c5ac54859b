using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace WebApi.Tests;

public sealed class EndpointTests
{
    [Fact]
    public async Task A_ticket_is_answered_with_its_run()
    {
        await using var provider = await ModelProvider.StartAsync();
        await using var api = new TicketApi(provider);

        await api.CheckAsync(3);
        await api.CheckAsync(4);
    }

    [Fact]
    public async Task The_events_of_a_run_come_as_server_sent_events_and_the_run_comes_last()
    {
        await using var provider = await ModelProvider.StartAsync();
        await using var api = new TicketApi(provider);
        using var response = await api.PostAsync(4, "/tickets/events");

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(events[..^1], item => Assert.StartsWith("event: step\ndata: {\"type\":\"step\"", item, StringComparison.Ordinal));
        Assert.StartsWith("event: run\ndata: {\"type\":\"run\"", events[^1], StringComparison.Ordinal);
        using var run = JsonDocument.Parse(events[^1].Split("data: ")[1]);
        Assert.Equal("Answer to #4", run.RootElement.GetProperty("run").GetProperty("result").GetProperty("reply").GetString());
        Assert.All(events[..^1], item => Assert.DoesNotContain("skipped", item, StringComparison.Ordinal));
        Assert.Contains("\"step\":\"ticket\",\"status\":\"ok\"", events[^2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"email":"nobody","message":"x"}""", "email")]
    [InlineData("""{"email":"a@b.c","message":" "}""", "message")]
    [InlineData("""{"email":"a@b.c"}""", "message")]
    [InlineData("""{"email":null,"message":"x"}""", "email")]
    public async Task A_ticket_that_lacks_something_is_refused_before_any_model_is_asked(string ticket, string missing)
    {
        await using var provider = await ModelProvider.StartAsync();
        await using var api = new TicketApi(provider);
        foreach (var path in new[] { "/tickets", "/tickets/events" })
        {
            using var response = await api.Client.PostAsync(path, new StringContent(ticket, null, "application/json"));
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

            Assert.Equal((HttpStatusCode.BadRequest, 0), (response.StatusCode, provider.Calls));
            Assert.Equal(missing, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        }
    }

    [Theory]
    [InlineData("/tickets", "{", HttpStatusCode.BadRequest)]
    [InlineData("/tickets", "[]", HttpStatusCode.BadRequest)]
    [InlineData("/nowhere", "{}", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_read_or_found_is_answered_with_problem_details(string path, string body, HttpStatusCode status)
    {
        await using var provider = await ModelProvider.StartAsync();
        await using var api = new TicketApi(provider);
        using var response = await api.Client.PostAsync(path, new StringContent(body, null, "application/json"));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_provider_that_is_busy_is_asked_again()
    {
        await using var provider = await ModelProvider.StartAsync();
        provider.Refusal = (429, 2);
        await using var api = new TicketApi(provider);

        await api.CheckAsync(3);
        Assert.Equal(3, provider.Calls);
    }

    [Fact]
    public async Task A_provider_that_stays_away_is_a_bad_gateway_with_what_was_done()
    {
        await using var provider = await ModelProvider.StartAsync();
        provider.Refusal = (429, 3);
        await using var api = new TicketApi(provider);
        using var response = await api.PostAsync(4);
        var run = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((HttpStatusCode.BadGateway, "error"), (response.StatusCode, run.GetProperty("status").GetString()));
        Assert.Contains("Step 'decision' failed", run.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(["ok", "ok", "failed"], run.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_run_out_of_time_is_a_gateway_timeout()
    {
        await using var provider = await ModelProvider.StartAsync();
        await using var api = new TicketApi(provider);
        provider.Hold();
        var request = api.PostAsync(4);
        await Eventually.IsAsync(() => provider.AtOnce == 1, () => "The provider is not asked.");
        api.Time.Advance(TimeSpan.FromSeconds(60));
        using var response = await request;
        var run = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((HttpStatusCode.GatewayTimeout, "timeout"), (response.StatusCode, run.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_its_run_up_to_the_provider()
    {
        await using var provider = await ModelProvider.StartAsync();
        await using var api = new TicketApi(provider);
        provider.Hold();
        using var gone = new CancellationTokenSource();
        var request = api.Client.PostAsJsonAsync("/tickets/events", new { email = "a@b.c", message = "Problem #1" }, gone.Token);
        await Eventually.IsAsync(() => provider.AtOnce == 1, () => "The provider is not asked.");
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Eventually.IsAsync(() => provider.Abandoned == 1, () => "The provider's caller is still there.");
        await Eventually.IsAsync(() => Namel3ssRuntime.Limiter.InUse == 0, () => "The permit is still taken.");
    }
}
