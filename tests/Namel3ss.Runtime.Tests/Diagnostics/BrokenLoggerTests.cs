using Microsoft.Extensions.Logging;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Diagnostics;

/// <summary>A logger is the user's code, and many lines are written on threads where an exception would end the process.</summary>
public sealed class BrokenLoggerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_logger_that_throws_disturbs_no_run(bool parallel)
    {
        var run = await LabChain.RunGroupAsync(2, (index, _) => Task.FromResult(index), Options(new Lab(), parallel));

        Assert.Equal((ChainStatus.Ok, 1), (run.Status, run.Result));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Neither_does_a_factory_that_makes_none(bool parallel)
    {
        var run = await LabChain.RunGroupAsync(
            2, (index, _) => Task.FromResult(index), new Lab().Options(parallel) with { LoggerFactory = new BrokenFactory() });

        Assert.Equal((ChainStatus.Ok, 1), (run.Status, run.Result));
    }

    [Fact]
    public async Task Neither_does_it_take_the_place_of_what_a_step_threw_nor_the_steps_retry()
    {
        var lab = new Lab();
        var calls = 0;
        var info = LabChain.Info(1, step: _ => new("a", "connector", "work") { Retry = new RetryInfo(2) { Delay = 0.001 } });
        var running = LabChain.RunGroupAsync(info, (_, _) => throw new IOException($"call {++calls}"), Options(lab));
        await lab.Time.RunAsync(running);

        Assert.Equal("Step 'a' failed: call 3", (await running).Error);
    }

    [Fact]
    public async Task What_a_step_throws_after_its_chain_has_ended_ends_with_its_permit()
    {
        var lab = new Lab();
        var running = LabChain.RunGroupAsync(1, (_, _) => lab.StubbornAsync("a"), Options(lab) with { Timeout = TimeSpan.FromSeconds(1) });
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ChainStatus.Timeout, (await running).Status);
        lab.Fail("a", new IOException("late"));
        await Lab.UntilAsync(() => lab.Limiter.InUse == 0);
    }

    [Fact]
    public async Task A_step_that_waits_long_is_still_served()
    {
        var lab = new Lab(limit: 1);
        var running = LabChain.RunGroupAsync(2, (index, _) => lab.StubbornAsync(LabChain.Name(index)), Options(lab));
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(31));
        lab.Complete("a");
        lab.Complete("b");

        Assert.Equal(ChainStatus.Ok, (await running).Status);
    }

    private static ChainOptions Options(Lab lab, bool parallel = true) => lab.Options(parallel) with { LoggerFactory = new BrokenLoggers() };

    private sealed class BrokenFactory : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => throw new InvalidOperationException("no logger");

        public void Dispose()
        {
        }
    }

    private sealed class BrokenLoggers : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new ObjectDisposedException("the log's file");

        public void Dispose()
        {
        }
    }
}
