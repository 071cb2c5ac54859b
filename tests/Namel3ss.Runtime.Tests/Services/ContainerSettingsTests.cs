using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Services;

/// <summary>The settings of a container: call before code before environment before configuration before MSBuild before the defaults.</summary>
public sealed class ContainerSettingsTests
{
    private readonly Dictionary<string, string> _environment = [];
    private readonly Dictionary<string, object> _properties = [];
    private readonly RuntimeConfiguration _process;

    public ContainerSettingsTests() => _process = new RuntimeConfiguration(_environment.GetValueOrDefault, _properties.GetValueOrDefault);

    private ServiceProvider Container(Action<Namel3ssOptions>? configure = null, params (string Key, string? Value)[] configuration)
    {
        var services = new ServiceCollection();
        services.AddNamel3ss(configure, _process);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create("Namel3ss:" + pair.Key, pair.Value)))
            .Build());
        return services.BuildServiceProvider();
    }

    private static RuntimeSettings Settings(IServiceProvider services) => ContainerSettings.Of(services)!;

    [Fact]
    public void The_more_specific_source_wins()
    {
        Assert.Equal(TimeSpan.FromSeconds(300), Settings(Container()).ChainTimeout);

        _properties["Namel3ss.ChainTimeoutSeconds"] = "1";
        var process = new RuntimeConfiguration(_environment.GetValueOrDefault, _properties.GetValueOrDefault);
        Assert.Equal(1, Seconds());
        Assert.Equal(2, Seconds(("ChainTimeout", "00:00:02")));
        _environment["CHAIN_TIMEOUT_SECONDS"] = "3";
        process = new RuntimeConfiguration(_environment.GetValueOrDefault, _properties.GetValueOrDefault);
        Assert.Equal(3, Seconds(("ChainTimeout", "00:00:02")));
        process.Configure(options => options.ChainTimeout = TimeSpan.FromSeconds(4));
        Assert.Equal(4, Seconds(("ChainTimeout", "00:00:02")));
        Assert.Equal(5, (int)process.ForContainer(new() { ChainTimeout = TimeSpan.FromSeconds(5) }, new()).ChainTimeout.TotalSeconds);

        int Seconds(params (string, string?)[] section)
        {
            var services = new ServiceCollection();
            services.AddNamel3ss(null, process);
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(section.Select(pair => KeyValuePair.Create("Namel3ss:" + pair.Item1, pair.Item2))).Build());
            return (int)Settings(services.BuildServiceProvider()).ChainTimeout.TotalSeconds;
        }
    }

    [Fact]
    public void What_is_set_for_the_process_later_counts_for_the_runs_after_it()
    {
        var services = Container();
        Assert.Equal(300, Settings(services).ChainTimeout.TotalSeconds);
        Assert.Same(Settings(services), Settings(services));

        _process.Configure(options => options.ChainTimeout = TimeSpan.FromSeconds(4));
        Assert.Equal(4, Settings(services).ChainTimeout.TotalSeconds);
    }

    [Fact]
    public void Every_setting_is_read_from_configuration()
    {
        var settings = Settings(Container(null, ("maxconcurrentllmcalls", "7"), ("ChainTimeout", "1.5"), ("EnableParallelSteps", "True"), ("PythonExecutable", "py"), ("PythonWorkers", "3")));

        Assert.Equal(7, settings.Limiter.MaxConcurrentCalls);
        Assert.Equal(TimeSpan.FromSeconds(1.5), settings.ChainTimeout);
        Assert.True(settings.EnableParallelSteps);
        Assert.Equal("py", settings.PythonExecutable);
        Assert.Equal(3, settings.PythonWorkers);
    }

    [Theory]
    [InlineData("MaxConcurrentLlmCalls", "0", "The configuration value Namel3ss:MaxConcurrentLlmCalls is \"0\", but it must be a whole number from 1 to 10000, such as 50. Correct it, or remove it for the default of 50.")]
    [InlineData("MaxConcurrentLlmCalls", "50\0", "The configuration value Namel3ss:MaxConcurrentLlmCalls is \"50\\0\", but it must be a whole number from 1 to 10000, such as 50. Correct it, or remove it for the default of 50.")]
    [InlineData("ChainTimeout", "1.00:00:01", "The configuration value Namel3ss:ChainTimeout is \"1.00:00:01\", but it must be from 1 ms to 24 hours: a time, such as 00:05:00, or a number of seconds, such as 300 or 1.5. Correct it, or remove it for the default of 300 seconds.")]
    [InlineData("PythonWorkers", "257", "The configuration value Namel3ss:PythonWorkers is \"257\", but it must be a whole number from 1 to 256, such as 8. Correct it, or remove it for the default of 8.")]
    [InlineData("EnableParallelSteps", "maybe", "The configuration value Namel3ss:EnableParallelSteps is \"maybe\", but it must be true, 1, yes or on, or else false, 0, no or off. Correct it, or remove it for the default of false.")]
    [InlineData("ChainTimeouts", "5", "The configuration section Namel3ss has \"ChainTimeouts\", which is no setting. The settings are MaxConcurrentLlmCalls, ChainTimeout, EnableParallelSteps, PythonExecutable, PythonWorkers.")]
    public async Task A_host_does_not_start_with_a_wrong_value(string key, string value, string message)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create($"Namel3ss:{key}", (string?)value)]);
        builder.Services.AddNamel3ss(null, _process);
        using var host = builder.Build();

        Assert.Equal(message, (await Assert.ThrowsAsync<ChainConfigurationException>(() => host.StartAsync())).Message);
    }

    [Fact]
    public async Task A_host_does_not_start_with_a_wrong_environment_or_option()
    {
        var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => StartAsync(options => options.ChainTimeout = TimeSpan.Zero));
        Assert.Equal("Namel3ssOptions.ChainTimeout is 00:00:00, but it must be from 1 ms to 24 h.", error.Message);

        _environment["ENABLE_PARALLEL_STEPS"] = "perhaps";
        error = await Assert.ThrowsAsync<ChainConfigurationException>(() => StartAsync(_ => { }));
        Assert.StartsWith("The environment variable ENABLE_PARALLEL_STEPS is \"perhaps\"", error.Message, StringComparison.Ordinal);

        async Task StartAsync(Action<Namel3ssOptions> configure)
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Services.AddNamel3ss(configure, _process);
            using var host = builder.Build();
            await host.StartAsync();
        }
    }

    [Fact]
    public void The_limit_is_set_once_per_process_whoever_sets_it()
    {
        var first = Settings(Container(null, ("MaxConcurrentLlmCalls", "3"))).Limiter;

        Assert.Equal(3, first.MaxConcurrentCalls);
        Assert.Same(first, Settings(Container()).Limiter);
        Assert.Same(first, Settings(Container(options => options.MaxConcurrentLlmCalls = 3)).Limiter);
        Assert.Same(first, _process.Settings.Limiter);
        var error = Assert.Throws<ChainConfigurationException>(() => Settings(Container(null, ("MaxConcurrentLlmCalls", "4"))));
        Assert.Equal(
            "Namel3ss:MaxConcurrentLlmCalls is 4, but the limit of this process is 3 already. It is set once per process, "
            + "before the first chain runs; for a limit of one call's own, give ChainOptions.Limiter.",
            error.Message);
    }

    [Fact]
    public void Two_containers_have_settings_of_their_own()
    {
        var slow = Container(options => options.ChainTimeout = TimeSpan.FromSeconds(9));
        var quick = Container(options => options.ChainTimeout = TimeSpan.FromSeconds(1));

        Assert.Equal(9, Settings(slow).ChainTimeout.TotalSeconds);
        Assert.Equal(1, Settings(quick).ChainTimeout.TotalSeconds);
        Assert.Equal(300, _process.Settings.ChainTimeout.TotalSeconds);
    }

    [Fact]
    public async Task Log_and_clock_are_the_containers()
    {
        var lab = new Lab();
        var services = new ServiceCollection();
        services.AddNamel3ss(null, _process);
        services.AddSingleton(lab.LoggerFactory);
        services.AddSingleton<TimeProvider>(lab.Time);

        var run = await LabChain.RunSequenceAsync(1, (_, _) => Task.FromResult(1), new ChainOptions { Services = services.BuildServiceProvider() });

        Assert.Equal(TimeSpan.Zero, run.Elapsed);
        Assert.Contains("Chain 'lab' completed in 0ms", lab.Lines);
    }

    [Fact]
    public async Task The_options_of_a_call_win()
    {
        using var services = Container(options => options.ChainTimeout = TimeSpan.FromSeconds(9));
        var clock = new FakeTimeProvider();

        var run = await LabChain.RunSequenceAsync(1, (_, _) => Task.FromResult(1), new() { Services = services, Timeout = TimeSpan.FromSeconds(2), TimeProvider = clock });

        Assert.Equal(TimeSpan.FromSeconds(2), run.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(9), (await LabChain.RunSequenceAsync(1, (_, _) => Task.FromResult(1), new() { Services = services })).Timeout);
    }
}
