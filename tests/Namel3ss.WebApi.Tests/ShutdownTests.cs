using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WebApi.Tests;

public sealed class ShutdownTests
{
    private const int Requests = 50;
    private const int Limit = 20;

    [Fact]
    public async Task Requests_that_run_when_the_host_stops_are_answered()
    {
        await using var provider = await ModelProvider.StartAsync();
        await using var api = new TicketApi(
            provider, services => services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(5)));
        provider.Hold();
        var requests = Enumerable.Range(0, Requests).Select(api.CheckAsync).ToArray();
        await AllAreUnderWayAsync(provider);

        var stopping = api.Host.StopAsync();
        Assert.False(stopping.IsCompleted);
        provider.Release();
        await Task.WhenAll(requests);
        await stopping;

        Assert.Equal((0, 0), (Namel3ssRuntime.Limiter.InUse, Namel3ssRuntime.Limiter.Waiting));
        Assert.Equal(0, provider.Abandoned);
    }

    [Fact]
    public async Task What_takes_longer_than_the_host_waits_is_cancelled_up_to_the_provider_and_gives_its_permits_back()
    {
        var unobserved = new List<string>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, error) => unobserved.Add(error.Exception.ToString());
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            await using var provider = await ModelProvider.StartAsync();
            await using var api = new TicketApi(
                provider, services => services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200)));
            provider.Hold();
            var requests = Enumerable.Range(0, Requests).Select(number => api.PostAsync(number)).ToArray();
            await AllAreUnderWayAsync(provider);

            await api.Host.StopAsync();
            foreach (var request in requests)
            {
                await Assert.ThrowsAsync<HttpRequestException>(() => request);
            }

            // A permit that comes back may go to a request that is not cancelled yet: its call is abandoned too.
            await Eventually.IsAsync(
                () => (provider.Calls - provider.Abandoned, Namel3ssRuntime.Limiter.InUse, Namel3ssRuntime.Limiter.Waiting) == (0, 0, 0),
                () => $"{provider.Abandoned} of {provider.Calls} calls abandoned, {Namel3ssRuntime.Limiter.InUse} in use, {Namel3ssRuntime.Limiter.Waiting} waiting");
            Assert.InRange(provider.Abandoned, Limit, Requests);
        }
        finally
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            TaskScheduler.UnobservedTaskException -= note;
        }

        Assert.DoesNotContain(unobserved, error => error.Contains("Namel3ss", StringComparison.Ordinal));
    }

    private static Task AllAreUnderWayAsync(ModelProvider provider) => Eventually.IsAsync(
        () => (provider.AtOnce, Namel3ssRuntime.Limiter.Waiting) == (Limit, Requests - Limit),
        () => $"{provider.AtOnce} at the provider, {Namel3ssRuntime.Limiter.Waiting} waiting");
}
