using System.Reflection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Namel3ss.Language.Tests;

/// <summary>Chains whose connectors come from a container, called through <see cref="IChains"/>.</summary>
public sealed class ContainerTests
{
    private static readonly ChainLimiter Wide = new(50);

    private static ChainOptions Mode(bool parallel) => new() { EnableParallelSteps = parallel, Limiter = Wide };

    private static ServiceProvider Container(Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        AddServices(services.AddNamel3ss().AddChains());
        more?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    private static IServiceCollection AddServices(IServiceCollection services) => services
        .AddSingleton<Ledger>()
        .AddScoped<OrderContext>()
        .AddKeyedSingleton<IGreeter>("polite", new Greeter("Dear"))
        .AddScoped<IGreeter>(_ => new Greeter("HEY"));

    private static IServiceCollection AddModels(IServiceCollection services, ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        foreach (var key in new[] { "test", "broken" })
        {
            services.Add(new ServiceDescriptor(typeof(IChatClient), key, (_, _) => new ModelTests.EchoClient(), lifetime));
        }

        return services;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_two_calls_share_a_context(bool parallel)
    {
        await using var services = Container();
        var chains = services.GetRequiredService<IChains>();

        for (int i = 0; i < 20; i++)
        {
            var run = await chains.RunContainerParallelAsync(Mode(parallel));
            Assert.Equal(16, run.EnsureOk());
        }

        var ledger = services.GetRequiredService<Ledger>();
        Assert.Equal(80, ledger.Scopes);
        Assert.Equal(Enumerable.Range(1, 80), ledger.Disposed.Order());
    }

#if !DATAFLOW // by data flow, each step has a scope of its own
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Steps_that_run_in_turn_share_the_scope_of_the_run(bool parallel)
    {
        await using var services = Container();
        var chains = services.GetRequiredService<IChains>();

        Assert.Equal("1 1", (await chains.RunContainerInTurnAsync(Mode(parallel))).EnsureOk());
        Assert.Equal("2 2", (await chains.RunContainerInTurnAsync(Mode(parallel))).EnsureOk());
        Assert.Equal([1, 2], services.GetRequiredService<Ledger>().Disposed);
    }
#endif

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_outlives_its_run_keeps_its_scope(bool parallel)
    {
        await using var services = Container();
        var ledger = services.GetRequiredService<Ledger>();
        var lab = new Lab();
        var running = services.GetRequiredService<IChains>().RunContainerStubbornAsync(lab.Options(parallel));
        await ledger.Entered.Task;
        lab.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(ChainStatus.Timeout, (await running).Status);
        Assert.Empty(ledger.Disposed);

        ledger.Gate.SetResult();
        while (ledger.Disposed.IsEmpty)
        {
            await Task.Yield();
        }

        Assert.Equal([1], ledger.Disposed);
    }

    [Fact]
    public async Task Keyed_services_and_interfaces_come_from_the_container()
    {
        await using var services = Container();
        Assert.Equal("Dear Ann! HEY hello! made", (await services.GetRequiredService<IChains>().RunContainerKeyedAsync("Ann")).EnsureOk());

        await using var more = Container(services => services.AddKeyedSingleton<IGreeter>(Level.Low, new Greeter("low")));
        Assert.Equal("Dear Ann!? HEY hello! made", (await Chains.RunContainerKeyedAsync("Ann", new() { Services = more })).EnsureOk());
    }

#if !DATAFLOW // lines differ there
    [Fact]
    public async Task What_only_a_container_can_give_is_missed_before_any_step_runs()
    {
        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => Chains.RunContainerInTurnAsync());
        Assert.Equal(
            "Step 'first' of chain 'container_in_turn' (Constructs/container.ai:23) calls the connector 'orders.scope', a method of Namel3ss.Language.Tests.Orders, "
            + "which only a container can give. Register it, services.AddScoped<Namel3ss.Language.Tests.Orders>(), and run the chain by the injected IChains, or give ChainOptions.Services.",
            error.Message);
    }
#endif

#if !DATAFLOW // lines differ there
    [Fact]
    public async Task A_host_does_not_start_without_what_the_chains_call()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        AddModels(builder.Services.AddChains()).AddSingleton<Ledger>().AddScoped<OrderContext>().AddScoped<IGreeter>(_ => new Greeter("HEY"));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => host.StartAsync());
        Assert.Equal(
            "Step 'greet' of chain 'container_keyed' (Constructs/container.ai:33) calls the connector 'keyed.greet', which takes the service Namel3ss.Language.Tests.IGreeter "
            + "with the key \"polite\", but the container has none. Register it: services.AddKeyedScoped<Namel3ss.Language.Tests.IGreeter, …>(\"polite\").",
            error.Message);
    }
#endif

    [Fact]
    public async Task A_host_does_not_start_without_the_models_that_its_chains_ask()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        AddServices(builder.Services.AddChains());
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => host.StartAsync());
        Assert.Matches(@"^The chat model 'fast' \(Constructs/models\.ai:1\), which step '.+' of chain '.+' may ask, has no IChatClient: ", error.Message);
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public async Task A_host_with_all_that_its_chains_call_starts(ServiceLifetime models)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true }));
        AddModels(AddServices(builder.Services.AddChains()), models);
        using var host = builder.Build();
        await host.StartAsync();

        Assert.Equal("<Hello?>", (await host.Services.GetRequiredService<IChains>().RunAskInputAsync("Hello?")).EnsureOk());
        await host.StopAsync();
    }

    [Fact]
    public async Task A_caller_of_chains_is_tested_with_chains_of_its_own()
    {
        IChains chains = DispatchProxy.Create<IChains, CannedChains>();
        Assert.Equal("canned", (await chains.RunContainerKeyedAsync("Ann")).EnsureOk());
    }

    /// <summary>What a mocking library makes.</summary>
    public class CannedChains : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name == nameof(IChains.RunContainerKeyedAsync)
            ? Task.FromResult(Chains.ContainerKeyedRun.Ok("canned"))
            : throw new NotSupportedException();
    }
}
