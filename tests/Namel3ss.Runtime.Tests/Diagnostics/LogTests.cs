using Microsoft.Extensions.Logging;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Configuration;

namespace Namel3ss.Runtime.Tests.Diagnostics;

/// <summary>The log lines, to the letter.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task A_parallel_run_logs_the_guides_two_lines()
    {
        var lab = new Lab();
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = Cultures.CommaAndPoint;
        try
        {
            var running = FeedbackChain.RunCustomerFeedbackAnalysisAsync(
                new() { Analyze = (source, token) => lab.TakeAsync(source, TimeSpan.FromMilliseconds(6234), token) }, lab.Options());
            await lab.StartedAsync(3);
            lab.Time.Advance(TimeSpan.FromMilliseconds(6234));
            await running;
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }

        Assert.Equal(
            [
                (1, LogLevel.Information, "Executing 3 steps in parallel for chain 'customer_feedback_analysis'"),
                (2, LogLevel.Information, "Chain 'customer_feedback_analysis' completed in 6,234ms"),
            ],
            lab.Log.GetSnapshot().Select(record => (record.Id.Id, record.Level, record.Message)));
        Assert.All(lab.Log.GetSnapshot(), record => Assert.Equal("Namel3ss.Chains", record.Category));
    }

    [Fact]
    public async Task A_timeout_is_logged_as_an_error()
    {
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(
            new ChainInfo("analysis", 120, LabChain.Step(0)), (_, token) => lab.TakeAsync("a", TimeSpan.FromHours(1), token), lab.Options());
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(120));
        await running;

        Assert.Contains((3, LogLevel.Error, "Chain 'analysis' timed out"), lab.Log.GetSnapshot().Select(record => (record.Id.Id, record.Level, record.Message)));
    }

    [Fact]
    public async Task With_parallel_execution_off_the_process_is_told_once_which_variable_to_set()
    {
        var lab = new Lab();
        for (var i = 0; i < 3; i++)
        {
            await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), lab.Options(parallel: false));
            await FeedbackChain.RunCustomerFeedbackAnalysisAsync(new(), lab.Options(parallel: false));
        }

        var record = Assert.Single(lab.Log.GetSnapshot(), record => record.Message.Contains("parallel", StringComparison.Ordinal));
        Assert.Equal((8, LogLevel.Information), (record.Id.Id, record.Level));
        Assert.Equal(
            "Chain 'customer_feedback_analysis' has parallel steps, but parallel execution is off, so they run one after another. "
            + "Set ENABLE_PARALLEL_STEPS=true to run them at once.",
            record.Message);
    }

    [Fact]
    public async Task A_limit_above_500_is_warned_of_once()
    {
        var lab = new Lab(1, ("MAX_CONCURRENT_LLM_CALLS", "501"));
        for (var i = 0; i < 3; i++)
        {
            await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), lab.Options() with { Limiter = null });
        }

        Assert.Equal(
            "MAX_CONCURRENT_LLM_CALLS is 501. Above 500, model providers answer with rate limit errors; set it to what the provider allows.",
            Assert.Single(lab.Log.GetSnapshot(), record => record.Level == LogLevel.Warning).Message);
    }

    [Fact]
    public async Task A_limit_of_500_is_not_warned_of()
    {
        var lab = new Lab(1, ("MAX_CONCURRENT_LLM_CALLS", "500"));
        await LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), lab.Options() with { Limiter = null });

        Assert.DoesNotContain(lab.Log.GetSnapshot(), record => record.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task A_failure_is_logged_without_what_the_exception_says_and_that_only_at_Debug()
    {
        var lab = new Lab();
        await LabChain.RunGroupAsync(1, (_, _) => throw new InvalidOperationException("the prompt was: secret"), lab.Options());

        var error = Assert.Single(lab.Log.GetSnapshot(), record => record.Level == LogLevel.Error);
        Assert.Equal("Chain 'lab' failed: step 'a' threw System.InvalidOperationException", error.Message);
        Assert.Null(error.Exception);
        Assert.Equal("the prompt was: secret", Assert.Single(lab.Log.GetSnapshot(), record => record.Level == LogLevel.Debug).Exception!.Message);
        Assert.DoesNotContain(lab.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_abandoned_step_throws_is_logged_when_it_ends()
    {
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(2, (index, _) => lab.StubbornAsync(LabChain.Name(index)), lab.Options() with { Timeout = TimeSpan.FromSeconds(1) });
        await lab.StartedAsync(2);
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        await running;
        lab.Fail("a", new InvalidOperationException("late"));
        lab.Fail("b", new OperationCanceledException("as it should be"));
        await Lab.UntilAsync(() => lab.Log.GetSnapshot().Count(record => record.Level == LogLevel.Debug) == 2);

        Assert.Equal(
            "Step 'a' threw System.InvalidOperationException after its chain 'lab' had ended without it",
            Assert.Single(lab.Log.GetSnapshot(), record => record.Level == LogLevel.Warning).Message);
    }

    [Fact]
    public async Task A_cancellation_is_logged()
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        var running = LabChain.RunGroupAsync(1, (_, token) => lab.TakeAsync("a", TimeSpan.FromHours(1), token), lab.Options(), source.Token);
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromMilliseconds(1500));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Contains("Chain 'lab' was cancelled by its caller after 1,500ms", lab.Lines);
    }

    [Fact]
    public async Task Control_characters_in_names_cannot_forge_a_line()
    {
        var lab = new Lab();
        var info = new ChainInfo("x'\r\nChain 'y\u001b[0m\u2028", null, new StepInfo("s\nt", "connector", "work"));
        await LabChain.RunGroupAsync(info, (_, _) => throw new InvalidOperationException(), lab.Options());

        Assert.Contains(@"Chain 'x'\r\nChain 'y\u001b[0m\u2028' failed: step 's\nt' threw System.InvalidOperationException", lab.Lines);
    }

    [Fact]
    public async Task A_connector_may_ask_for_its_context()
    {
        var lab = new Lab();
        StepContext? context = null;
        CancellationToken seen = default;
        await LabChain.RunAsync(
            LabChain.Info(1),
            async (chain, steps) => await chain.RunInline(steps.Items[0], token =>
            {
                seen = token;
                context = chain.Context(steps.Items[0], token);
                return 1;
            }),
            lab.Options());

        Assert.Equal(("lab", "a", seen), (context!.Chain, context.Step, context.CancellationToken));
        Assert.Same(lab.Time, context.TimeProvider);
        context.Logger.LogInformation("from the connector");
        Assert.Contains("from the connector", lab.Lines);
    }

    [Theory]
    [InlineData(ContractVersion.Current + 1, "Update the package Namel3ss.Runtime to the version of the generator.")]
    [InlineData(0, "Update the package Namel3ss.Generator in the project of that assembly to the version of the runtime, and build it again.")]
    public void A_contract_that_differs_says_which_package_to_update(int version, string cure)
    {
        var error = Assert.Throws<ChainConfigurationException>(() => ContractVersion.Require(version, "9.8.7", "Shop"));

        Assert.StartsWith($"The chains of Shop were generated by Namel3ss.Generator 9.8.7 (contract {version}) and do not fit Namel3ss.Runtime ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(cure, error.Message, StringComparison.Ordinal);
        ContractVersion.Require(ContractVersion.Current, "9.8.7", "Shop");
    }

    [Fact]
    public void The_assembly_says_its_contract_version_for_the_generator_to_compare() => Assert.Contains(
        typeof(Chain).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false).Cast<System.Reflection.AssemblyMetadataAttribute>(),
        metadata => metadata.Key == "Namel3ss.ContractVersion" && metadata.Value == $"{ContractVersion.Current}");
}
