using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Configuration;

/// <summary>The most specific setting wins: the call, the <c>.ai</c> file, code, environment, MSBuild, default.</summary>
public sealed class PrecedenceTests
{
    [Fact]
    public async Task The_timeout_of_the_call_wins_over_all()
    {
        var configuration = Create(environment: "3", property: "2");
        configuration.Configure(options => options.ChainTimeout = TimeSpan.FromSeconds(4));

        Assert.Equal(6, await TimeoutAsync(configuration, inFile: 5, ofCall: 6));
        Assert.Equal(5, await TimeoutAsync(configuration, inFile: 5));
        Assert.Equal(4, await TimeoutAsync(configuration));
        Assert.Equal(3, await TimeoutAsync(Create(environment: "3", property: "2")));
        Assert.Equal(2, await TimeoutAsync(Create(property: "2")));
        Assert.Equal(300, await TimeoutAsync(Create()));
    }

    [Theory]
    [InlineData(true, "no", "no", true)]
    [InlineData(false, "yes", "yes", false)]
    [InlineData(null, "yes", "no", true)]
    [InlineData(null, "no", "yes", false)]
    [InlineData(null, "", "yes", true)]
    [InlineData(null, null, "", false)]
    public void Code_wins_over_environment_and_environment_over_MSBuild(bool? code, string? environment, string property, bool expected)
    {
        var configuration = new RuntimeConfiguration(
            name => name == "ENABLE_PARALLEL_STEPS" ? environment : null, name => name == "Namel3ss.EnableParallelSteps" ? property : null);
        configuration.Configure(options => options.EnableParallelSteps = code);

        Assert.Equal(expected, configuration.Settings.EnableParallelSteps);
    }

    [Theory]
    [InlineData("code", "environment", "section", "property", "code")]
    [InlineData(null, "environment", "section", "property", "environment")]
    [InlineData(null, null, "section", "property", "section")]
    [InlineData(null, null, null, "property", "property")]
    [InlineData(null, "", null, null, "python3")]
    public void The_python_interpreter_comes_from_the_same_places(string? code, string? environment, string? section, string? property, string expected)
    {
        var configuration = new RuntimeConfiguration(
            name => name == "NAMEL3SS_PYTHON" ? environment : null, name => name == "Namel3ss.PythonExecutable" ? property : null);

        Assert.Equal(expected, configuration.ForContainer(new() { PythonExecutable = code }, new() { PythonExecutable = section }).PythonExecutable);
        configuration.Configure(options => options.PythonExecutable = code);
        Assert.Equal(expected == "section" ? "property" : expected, configuration.Settings.PythonExecutable);
    }

    [Theory]
    [InlineData(5, "4", 3, "2", 5)]
    [InlineData(null, "4", 3, "2", 4)]
    [InlineData(null, null, 3, "2", 3)]
    [InlineData(null, null, null, "2", 2)]
    [InlineData(null, "", null, "", 8)]
    public void The_number_of_python_workers_too(int? code, string? environment, int? section, string? property, int expected)
    {
        var configuration = new RuntimeConfiguration(
            name => name == "NAMEL3SS_PYTHON_WORKERS" ? environment : null, name => name == "Namel3ss.PythonWorkers" ? property : null);

        var settings = configuration.ForContainer(new() { PythonWorkers = code }, new() { PythonWorkers = section });
        Assert.Equal((expected, expected), (settings.PythonWorkers, settings.Python.Limit.MaxConcurrentCalls));
        configuration.Configure(options => options.PythonWorkers = code);
        Assert.Equal(expected == 3 ? 2 : expected, configuration.Settings.PythonWorkers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void A_number_of_python_workers_out_of_range_is_refused(int workers) => Assert.Equal(
        $"Namel3ssOptions.PythonWorkers is {workers}, but it must be a whole number from 1 to 256, such as 8.",
        Assert.Throws<ChainConfigurationException>(() => Create().Configure(options => options.PythonWorkers = workers)).Message);

    [Theory]
    [InlineData("Namel3ss.MaxConcurrentLlmCalls", "many",
        "The MSBuild property Namel3ssMaxConcurrentLlmCalls (Namel3ss.MaxConcurrentLlmCalls in runtimeconfig.json) is \"many\", but it must be a whole number from 1 to 10000, such as 50. Correct it, or remove it for the default of 50.")]
    [InlineData("Namel3ss.ChainTimeoutSeconds", "-1",
        "The MSBuild property Namel3ssChainTimeoutSeconds (Namel3ss.ChainTimeoutSeconds in runtimeconfig.json) is \"-1\", but it must be a number of seconds from 0.001 to 86400 (24 hours), such as 300 or 1.5. Correct it, or remove it for the default of 300.")]
    [InlineData("Namel3ss.EnableParallelSteps", "maybe",
        "The MSBuild property Namel3ssEnableParallelSteps (Namel3ss.EnableParallelSteps in runtimeconfig.json) is \"maybe\", but it must be true, 1, yes or on, or else false, 0, no or off. Correct it, or remove it for the default of false.")]
    public void A_wrong_MSBuild_property_is_named(string name, string value, string message)
    {
        var configuration = new RuntimeConfiguration(_ => null, key => key == name ? value : null);

        Assert.Equal(message, Assert.Throws<ChainConfigurationException>(() => configuration.Settings).Message);
    }

    [Fact]
    public void Properties_need_not_be_text()
    {
        // AppContext.SetData takes any object.
        var configuration = new RuntimeConfiguration(_ => null, name => name switch
        {
            "Namel3ss.MaxConcurrentLlmCalls" => 12,
            "Namel3ss.EnableParallelSteps" => true,
            "Namel3ss.ChainTimeoutSeconds" => 1.5,
            _ => null,
        });

        Assert.Equal(12, configuration.Settings.Limiter.MaxConcurrentCalls);
        Assert.True(configuration.Settings.EnableParallelSteps);
        Assert.Equal(TimeSpan.FromSeconds(1.5), configuration.Settings.ChainTimeout);
    }

    [Fact]
    public void Objects_that_code_gives_are_used()
    {
        var configuration = Create();
        var time = new FakeTimeProvider();
        var json = new System.Text.Json.JsonSerializerOptions { TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };
        configuration.Configure(options => (options.TimeProvider, options.LoggerFactory, options.JsonSerializerOptions) = (time, NullLoggerFactory.Instance, json));

        Assert.Same(time, configuration.Settings.TimeProvider);
        Assert.Same(NullLoggerFactory.Instance, configuration.Settings.LoggerFactory);
        Assert.Same(json, configuration.Settings.JsonSerializerOptions);
    }

    [Fact]
    public void The_limit_of_a_process_is_set_once()
    {
        var configuration = Create();
        configuration.Configure(options => options.MaxConcurrentLlmCalls = 5);
        configuration.Configure(options => options.MaxConcurrentLlmCalls = 5);
        Assert.Equal(
            "Namel3ssOptions.MaxConcurrentLlmCalls is 6, but the limit of this process is 5 already. It is set once per process, "
            + "before the first chain runs; for a limit of one call's own, give ChainOptions.Limiter.",
            Assert.Throws<ChainConfigurationException>(() => configuration.Configure(options => options.MaxConcurrentLlmCalls = 6)).Message);
        Assert.Equal(
            "Namel3ssOptions.MaxConcurrentLlmCalls is null, but the limit of this process is 5 already. It is set once per process.",
            Assert.Throws<ChainConfigurationException>(() => configuration.Configure(options => options.MaxConcurrentLlmCalls = null)).Message);
        Assert.Equal(5, configuration.Settings.Limiter.MaxConcurrentCalls);
    }

    [Fact]
    public void The_limit_cannot_change_once_a_chain_has_run_with_the_environments()
    {
        var configuration = Lab.Configure(("MAX_CONCURRENT_LLM_CALLS", "7"));
        _ = configuration.Settings;
        configuration.Configure(options => options.MaxConcurrentLlmCalls = 7);

        Assert.Throws<ChainConfigurationException>(() => configuration.Configure(options => options.MaxConcurrentLlmCalls = 8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_limit_out_of_range_is_refused_and_changes_nothing(int limit)
    {
        var configuration = Create();
        var error = Assert.Throws<ChainConfigurationException>(() => configuration.Configure(options =>
        {
            options.MaxConcurrentLlmCalls = limit;
            options.EnableParallelSteps = true;
        }));

        Assert.Equal($"Namel3ssOptions.MaxConcurrentLlmCalls is {limit}, but it must be a whole number from 1 to 10000, such as 50.", error.Message);
        Assert.False(configuration.Settings.EnableParallelSteps);
    }

    [Fact]
    public void Options_changed_after_Configure_change_nothing()
    {
        var configuration = Create();
        Namel3ssOptions? kept = null;
        configuration.Configure(options => kept = options);
        kept!.EnableParallelSteps = true;

        Assert.False(configuration.Settings.EnableParallelSteps);
    }

    [Fact]
    public void An_empty_python_interpreter_is_refused() => Assert.Equal(
        "Namel3ssOptions.PythonExecutable is empty. Give the path of a Python interpreter, or leave it null for python3.",
        Assert.Throws<ChainConfigurationException>(() => Create().Configure(options => options.PythonExecutable = "")).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(-0.001)]
    [InlineData(86400.001)]
    [InlineData(5_000_000)]
    public async Task A_timeout_out_of_range_is_refused(double seconds)
    {
        var timeout = TimeSpan.FromSeconds(seconds);
        var ofCall = await Assert.ThrowsAsync<ChainConfigurationException>(() => TimeoutAsync(Create(), ofCall: seconds));
        var ofCode = Assert.Throws<ChainConfigurationException>(() => Create().Configure(options => options.ChainTimeout = timeout));

        Assert.Equal(FormattableString.Invariant($"ChainOptions.Timeout is {timeout:c}, but it must be from 1 ms to 24 h."), ofCall.Message);
        Assert.Equal(FormattableString.Invariant($"Namel3ssOptions.ChainTimeout is {timeout:c}, but it must be from 1 ms to 24 h."), ofCode.Message);
    }

    private static RuntimeConfiguration Create(string? environment = null, string? property = null) => new(
        name => name == "CHAIN_TIMEOUT_SECONDS" ? environment : null, name => name == "Namel3ss.ChainTimeoutSeconds" ? property : null);

    private static async Task<double> TimeoutAsync(RuntimeConfiguration configuration, double? inFile = null, double? ofCall = null)
    {
        var run = await LabChain.RunAsync(
            LabChain.Info(0, inFile),
            (_, _) => Task.CompletedTask,
            new ChainOptions { Configuration = configuration, Timeout = ofCall is { } seconds ? TimeSpan.FromSeconds(seconds) : null });
        return run.Timeout.TotalSeconds;
    }
}
