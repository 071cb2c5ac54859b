using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Configuration;

/// <summary>The three variables of the guide, read strictly.</summary>
public sealed class EnvironmentTests
{
    private const string LimitCure = "but it must be a whole number from 1 to 10000, such as 50. Correct it, or unset it for the default of 50.";

    private const string SecondsCure =
        "but it must be a number of seconds from 0.001 to 86400 (24 hours), such as 300 or 1.5. Correct it, or unset it for the default of 300.";

    private const string SwitchCure =
        "but it must be true, 1, yes or on, or else false, 0, no or off. Correct it, or unset it for the default of false.";

    [Fact]
    public void Without_any_setting_there_are_50_permits_300_seconds_and_no_parallel_execution()
    {
        var settings = Lab.Configure().Settings;

        Assert.Equal(50, settings.Limiter.MaxConcurrentCalls);
        Assert.Equal(TimeSpan.FromSeconds(300), settings.ChainTimeout);
        Assert.False(settings.EnableParallelSteps);
        Assert.Equal("python3", settings.PythonExecutable);
        Assert.Equal(8, settings.PythonWorkers);
        Assert.Same(TimeProvider.System, settings.TimeProvider);
        Assert.Null(settings.LoggerFactory);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("50", 50)]
    [InlineData("10000", 10000)]
    [InlineData("007", 7)]
    [InlineData("", 50)]
    public void A_limit_is_read(string text, int limit) =>
        Assert.Equal(limit, Lab.Configure(("MAX_CONCURRENT_LLM_CALLS", text)).Settings.Limiter.MaxConcurrentCalls);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("10001", "10001")]
    [InlineData("99999999999999999999", "99999999999999999999")]
    [InlineData("1.5", "1.5")]
    [InlineData("+50", "+50")]
    [InlineData("-1", "-1")]
    [InlineData(" 50", " 50")]
    [InlineData("50\0", @"50\0")]
    [InlineData("50\r\n", @"50\r\n")]
    [InlineData("1e2", "1e2")]
    [InlineData("1,000", "1,000")]
    [InlineData("0x10", "0x10")]
    [InlineData("٥٠", "٥٠")]
    [InlineData("many", "many")]
    public void A_wrong_limit_is_named(string text, string shown) =>
        AssertProblem($"The environment variable MAX_CONCURRENT_LLM_CALLS is \"{shown}\", {LimitCure}", ("MAX_CONCURRENT_LLM_CALLS", text));

    [Theory]
    [InlineData("0")]
    [InlineData("257")]
    [InlineData("8.0")]
    [InlineData("all")]
    public void A_wrong_number_of_python_workers_is_named(string text) => AssertProblem(
        $"The environment variable NAMEL3SS_PYTHON_WORKERS is \"{text}\", but it must be a whole number from 1 to 256, such as 8. Correct it, or unset it for the default of 8.",
        ("NAMEL3SS_PYTHON_WORKERS", text));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("300", 300)]
    [InlineData("1.5", 1.5)]
    [InlineData("0.001", 0.001)]
    [InlineData("86400", 86400)]
    [InlineData("", 300)]
    public void A_timeout_is_read(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Lab.Configure(("CHAIN_TIMEOUT_SECONDS", text)).Settings.ChainTimeout);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.0", "0.0")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("-1", "-1")]
    [InlineData("-0.001", "-0.001")]
    [InlineData("86400.1", "86400.1")]
    [InlineData("100000", "100000")]
    [InlineData("1,5", "1,5")]
    [InlineData("1.", "1.")]
    [InlineData(".5", ".5")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("1e3", "1e3")]
    [InlineData("NaN", "NaN")]
    [InlineData("Infinity", "Infinity")]
    [InlineData("30s", "30s")]
    [InlineData("00:05:00", "00:05:00")]
    [InlineData("300\0", @"300\0")]
    [InlineData("300\u2028", @"300\u2028")]
    public void A_wrong_timeout_is_named(string text, string shown) =>
        AssertProblem($"The environment variable CHAIN_TIMEOUT_SECONDS is \"{shown}\", {SecondsCure}", ("CHAIN_TIMEOUT_SECONDS", text));

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", true)]
    [InlineData("yes", true)]
    [InlineData("On", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("NO", false)]
    [InlineData("off", false)]
    [InlineData("", false)]
    public void A_switch_is_read(string text, bool value) =>
        Assert.Equal(value, Lab.Configure(("ENABLE_PARALLEL_STEPS", text)).Settings.EnableParallelSteps);

    [Theory]
    [InlineData("maybe", "maybe")]
    [InlineData("2", "2")]
    [InlineData(" true", " true")]
    [InlineData("true\0", @"true\0")]
    [InlineData("true\n", @"true\n")]
    [InlineData("enabled", "enabled")]
    public void A_wrong_switch_is_named(string text, string shown) =>
        AssertProblem($"The environment variable ENABLE_PARALLEL_STEPS is \"{shown}\", {SwitchCure}", ("ENABLE_PARALLEL_STEPS", text));

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => AssertProblem(
        $"The environment variable MAX_CONCURRENT_LLM_CALLS is \"0\", {LimitCure}{Environment.NewLine}The environment variable ENABLE_PARALLEL_STEPS is \"x\", {SwitchCure}",
        ("ENABLE_PARALLEL_STEPS", "x"),
        ("MAX_CONCURRENT_LLM_CALLS", "0"));

    [Fact]
    public void A_long_value_is_shortened() => AssertProblem(
        $"The environment variable MAX_CONCURRENT_LLM_CALLS is \"{new string('9', 200)}…\", {LimitCure}", ("MAX_CONCURRENT_LLM_CALLS", new string('9', 100_000)));

    [Fact]
    public void The_culture_makes_no_difference()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = Cultures.CommaAndPoint;
        try
        {
            Assert.Equal(TimeSpan.FromSeconds(1.5), Lab.Configure(("CHAIN_TIMEOUT_SECONDS", "1.5")).Settings.ChainTimeout);
            var error = Assert.Throws<ChainConfigurationException>(() => RuntimeConfiguration.CheckTimeout(TimeSpan.FromSeconds(-1.5), "ChainOptions.Timeout"));
            Assert.Equal("ChainOptions.Timeout is -00:00:01.5000000, but it must be from 1 ms to 24 h.", error.Message);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_wrong_variable_fails_every_run_in_the_same_way_before_any_step_runs()
    {
        var lab = new Lab(1, ("MAX_CONCURRENT_LLM_CALLS", "maybe"));
        var called = false;
        for (var i = 0; i < 3; i++)
        {
            // A limiter of the call's own does not hide it: the next call may have none.
            var error = await Assert.ThrowsAsync<ChainConfigurationException>(() => LabChain.RunGroupAsync(
                1,
                (_, _) =>
                {
                    called = true;
                    return Task.FromResult(1);
                },
                lab.Options()));
            Assert.Equal($"The environment variable MAX_CONCURRENT_LLM_CALLS is \"maybe\", {LimitCure}", error.Message);
        }

        Assert.False(called);
    }

    [Fact]
    public void The_environment_is_read_once()
    {
        var reads = 0;
        var limit = "7";
        var configuration = new RuntimeConfiguration(
            name =>
            {
                reads++;
                return name == "MAX_CONCURRENT_LLM_CALLS" ? limit : null;
            },
            _ => null);
        Assert.Equal(0, reads);
        var limiter = configuration.Settings.Limiter;
        var after = reads;
        limit = "9";
        configuration.Configure(options => options.EnableParallelSteps = true);

        Assert.Same(limiter, configuration.Settings.Limiter);
        Assert.Equal(7, limiter.MaxConcurrentCalls);
        Assert.Equal(after, reads);
    }

    private static void AssertProblem(string message, params (string Name, string Value)[] environment)
    {
        var configuration = Lab.Configure(environment);
        var first = Assert.Throws<ChainConfigurationException>(() => configuration.Settings);
        var second = Assert.Throws<ChainConfigurationException>(() => configuration.Settings);

        Assert.Equal(message, first.Message);
        Assert.Equal(message, second.Message);
        Assert.NotSame(first, second);
    }
}
