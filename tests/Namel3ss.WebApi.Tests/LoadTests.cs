using System.Net.Http.Json;
using System.Text.Json;

namespace WebApi.Tests;

/// <summary>The sample under a few hundred requests at once; its limit is 20.</summary>
public sealed class LoadTests
{
    private const int Requests = 300;
    private const int Limit = 20;

    [Fact]
    public async Task Hundreds_of_requests_ask_the_provider_no_more_than_the_limit_at_once_and_each_has_its_own_answer()
    {
        await using var provider = await ModelProvider.StartAsync();
        await using var api = new TicketApi(provider);

        // All stand before the provider, which answers nobody: this is the most that can be at once.
        provider.Hold();
        var requests = Enumerable.Range(0, Requests).Select(api.CheckAsync).ToArray();
        await AllAreUnderWayAsync(provider);
        var health = (await api.Client.GetFromJsonAsync<JsonElement>("/health")).GetProperty("limiter");
        Assert.Equal((Limit, Limit, Requests - Limit), (Number("limit"), Number("in_use"), Number("waiting")));

        provider.Release();
        await Task.WhenAll(requests);

        Assert.Equal(Limit, provider.MostAtOnce);
        Assert.Equal(Requests + Enumerable.Range(0, Requests).Count(number => number % 3 != 0), provider.Calls);
        Assert.Equal((0, 0), (Namel3ssRuntime.Limiter.InUse, Namel3ssRuntime.Limiter.Waiting));

        int Number(string name) => health.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Memory_does_not_grow_from_round_to_round()
    {
        await using var provider = await ModelProvider.StartAsync();
        await using var api = new TicketApi(provider);

        // The first rounds open the connections, fill the pools and the database that keeps its newest tickets. In the very first, all
        // requests are under way at once: then there are as many connections as there can be, however quickly each is answered.
        provider.Hold();
        var first = RoundAsync();
        await AllAreUnderWayAsync(provider);
        provider.Release();
        await first;
        await RoundAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RoundAsync();
        await RoundAsync();
        var after = GC.GetTotalMemory(forceFullCollection: true);

        // A run that stayed would be some 10 kB: 600 of them are 6 MB.
        Assert.InRange(after - before, long.MinValue, 3_000_000);

        Task RoundAsync() => Task.WhenAll(Enumerable.Range(0, Requests).Select(api.CheckAsync));
    }

    private static Task AllAreUnderWayAsync(ModelProvider provider)
    {
        var limiter = Namel3ssRuntime.Limiter;
        return Eventually.IsAsync(
            () => (provider.AtOnce, limiter.InUse, limiter.Waiting) == (Limit, Limit, Requests - Limit),
            () => $"{provider.AtOnce} at the provider, {limiter.InUse} in use, {limiter.Waiting} waiting");
    }
}
