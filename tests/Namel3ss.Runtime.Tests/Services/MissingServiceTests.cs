using Microsoft.Extensions.DependencyInjection;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Services;

/// <summary>What nobody can give is missed before any step runs, in words that name the cure.</summary>
public sealed class MissingServiceTests
{
    private readonly Lab _lab = new();
    private int _calls;

    private Task<LabRun> RunAsync(ServiceInfo service, IServiceProvider? services)
    {
        var info = LabChain.Info(1, step: _ => new("score", "connector", "scorer") { Location = "shop.ai:3", Services = [service] });
        return LabChain.RunAsync(
            info,
            async (chain, steps) => await chain.Run(steps.Items[0], _ => Task.FromResult(++_calls)),
            _lab.Options() with { Services = services });
    }

    [Theory]
    [InlineData(true, "Step 'score' of chain 'lab' (shop.ai:3) calls the connector 'scorer', a method of Namel3ss.Runtime.Tests.Services.MissingServiceTests.IScorer, but the container has none. Register it: services.AddScoped<Namel3ss.Runtime.Tests.Services.MissingServiceTests.IScorer, …>().")]
    [InlineData(false, "Step 'score' of chain 'lab' (shop.ai:3) calls the connector 'scorer', a method of Namel3ss.Runtime.Tests.Services.MissingServiceTests.IScorer, which only a container can give. Register it, services.AddScoped<Namel3ss.Runtime.Tests.Services.MissingServiceTests.IScorer, …>(), and run the chain by the injected IChains, or give ChainOptions.Services.")]
    public async Task A_missing_connector_is_named_with_its_registration(bool hasContainer, string message)
    {
        using var services = hasContainer ? new ServiceCollection().BuildServiceProvider() : null;

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => RunAsync(new(typeof(IScorer)), services));

        Assert.Equal(message, error.Message);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task A_missing_keyed_service_is_named_with_its_key()
    {
        using var services = new ServiceCollection().AddKeyedSingleton<Scorer>("other").BuildServiceProvider();

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => RunAsync(ServiceInfo.Keyed(typeof(Scorer), "fast"), services));

        Assert.EndsWith("with the key \"fast\", but the container has none. Register it: services.AddKeyedScoped<Namel3ss.Runtime.Tests.Services.MissingServiceTests.Scorer>(\"fast\").", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_optional_or_can_be_made_is_not_missed()
    {
        using var services = new ServiceCollection().BuildServiceProvider();

        Assert.True((await RunAsync(ServiceInfo.Keyed(typeof(Scorer), "fast", isOptional: true), services)).IsOk);
        Assert.True((await RunAsync(ServiceInfo.Keyed(typeof(Scorer), "fast", isOptional: true), null)).IsOk);
        Assert.True((await RunAsync(new(typeof(Scorer), () => new Scorer()), services)).IsOk);
        Assert.True((await RunAsync(new(typeof(Scorer), () => new Scorer()), null)).IsOk);
    }

    [Fact]
    public async Task A_container_is_asked_again_if_it_is_another_one()
    {
        var service = new ServiceInfo(typeof(Scorer));
        var info = LabChain.Info(1, step: _ => new("score", "connector", "scorer") { Services = [service] });
        using var full = new ServiceCollection().AddScoped<Scorer>().BuildServiceProvider();
        using var empty = new ServiceCollection().BuildServiceProvider();

        info.CheckServices(full);
        using var scope = full.CreateScope();
        info.CheckServices(scope.ServiceProvider);
        Assert.Throws<ChainConfigurationException>(() => info.CheckServices(empty));
        Assert.Throws<ChainConfigurationException>(() => info.CheckServices(null));
        info.CheckServices(full);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_container_that_does_not_say_what_it_has_fails_the_step()
    {
        using var inner = new ServiceCollection().BuildServiceProvider();
        var info = LabChain.Info(1, step: _ => new("score", "connector", "scorer") { Services = [new(typeof(IScorer))] });

        var run = await LabChain.RunAsync(
            info,
            async (chain, steps) => await chain.Run(steps.Items[0], _ => chain.Call(steps.Items[0], services => Task.FromResult(services.Get<IScorer>().Score()))),
            _lab.Options() with { Services = new Silent(inner) });

        Assert.StartsWith("Step 'score' failed: Step 'score' calls the connector 'scorer', a method of", run.Error, StringComparison.Ordinal);
    }

    private interface IScorer
    {
        int Score();
    }

    private sealed class Scorer : IScorer
    {
        public int Score() => 1;
    }

    private sealed class Silent(IServiceProvider inner) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IServiceProviderIsService) ? null : inner.GetService(serviceType);
    }
}
