using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss.Testing.Tests;

/// <summary>When the virtual clock moves, and when it waits.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Methods_that_are_not_faked_run_for_real_and_their_waits_by_the_clock_take_no_time(bool parallel)
    {
        using var test = new ChainTest { EnableParallelSteps = parallel };
        if (!parallel)
        {
            // They meet each other.
            test.Fake((Chains.ReallySteps s) => s.Blocks, true);
            test.Fake((Chains.ReallySteps s) => s.BlocksToo, true);
        }

        var run = await test.RunAsync(options => Chains.RunReallyAsync(options));

        Assert.Equal("7 s", run.Steps.Waits.Result);
        Assert.Equal(190, run.Steps.Works.Result);
        Assert.True(run.Steps.Blocks.Result);
        Assert.True(run.Steps.BlocksToo.Result);
        Assert.Equal(TimeSpan.FromSeconds(7), run.Elapsed);
        if (parallel)
        {
            test.AssertRanTogether("blocks", "blocks_too", "waits", "works");
        }
    }

    [Fact]
    public async Task A_run_that_cannot_end_is_an_error_that_names_the_step()
    {
        // Enough for a busy machine to come as far as the step.
        using var test = new ChainTest { Patience = TimeSpan.FromSeconds(2.5) };

        var error = await Assert.ThrowsAsync<ChainAssertionException>(() => test.RunAsync(options => Chains.RunStubbornAsync(options)));

        Assert.StartsWith(
            "The run does not go on: nothing has happened for 2.5 s of real time. "
            + "The clock stands still until step 'never' of chain 'stubborn' ends, which is not faked. Fake it, or give ChainTest.Patience more.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("never", error.Message.ReplaceLineEndings("\n").Split('\n')[1], StringComparison.Ordinal);

        // The test goes on without it.
        test.Fake((Chains.StubbornSteps s) => s.Never, "now");
        Assert.Equal("now", (await test.RunAsync(options => Chains.RunStubbornAsync(options))).EnsureOk());
    }

    [Fact]
    public async Task Code_that_waits_for_nothing_the_test_knows_is_an_error_too()
    {
        using var test = new ChainTest { Patience = TimeSpan.FromMilliseconds(500) };

        var error = await Assert.ThrowsAsync<ChainAssertionException>(() => test.RunAsync(_ => new TaskCompletionSource<int>().Task));

        Assert.Contains("waits for something else", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("No step has run.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_chains_may_run_at_once_and_one_after_another()
    {
        using var test = new ChainTest { EnableParallelSteps = true, MaxConcurrentLlmCalls = 1 };
        test.Fake((Chains.LimitedSteps s) => s.Slow, 1, after: TimeSpan.FromSeconds(1));

        var elapsed = await test.RunAsync(async options =>
        {
            var start = test.TimeProvider.GetTimestamp();
            Assert.All(await Task.WhenAll(Chains.RunLimitedAsync(options), Chains.RunLimitedAsync(options)), run => Assert.True(run.IsOk));
            await Task.Delay(TimeSpan.FromHours(1), test.TimeProvider);
            await Task.Run(() => { });
            (await Chains.RunLimitedAsync(options)).EnsureOk();
            return test.TimeProvider.GetElapsedTime(start);
        });

        Assert.Equal(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(3), elapsed);
        test.AssertRan("slow", times: 3);
        Assert.Throws<ChainAssertionException>(() => test.AssertRanTogether("slow", "slow"));
    }

    [Fact]
    public async Task The_callers_cancellation_comes_through()
    {
        using var caller = new CancellationTokenSource();
        using var test = new ChainTest();
        test.Fake((Chains.LimitedSteps s) => s.Slow, _ =>
        {
            caller.Cancel();
            return 1;
        });

        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => test.RunAsync(async options =>
        {
            await Chains.RunScoreAllAsync(options, CancellationToken.None);
            await Chains.RunLimitedAsync(options, CancellationToken.None);
            return await Chains.RunScoreAllAsync(options, caller.Token);
        }));

        Assert.Equal(caller.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_container_gives_what_is_not_faked_and_the_environment_does_not_count()
    {
        var pager = new Pager();
        await using var services = new ServiceCollection()
            .AddSingleton<IPager>(pager)
            .AddNamel3ss(options => options.MaxConcurrentLlmCalls = 3)
            .BuildServiceProvider();
        using var test = new ChainTest { Services = services };
        test.Fake((Chains.TriageTicketSteps s) => s.Classify, Urgency.High);

        var run = await test.RunAsync(options => Chains.RunTriageTicketAsync("Fire!", options));

        Assert.Equal((ChainStatus.Ok, 1), (run.Status, pager.Pages));
        Assert.Equal(50, test.Limiter.MaxConcurrentCalls);
    }

    [Fact]
    public async Task One_test_runs_one_thing_at_a_time_and_nothing_once_it_is_over()
    {
        var test = new ChainTest();
        test.Fake((Chains.LimitedSteps s) => s.Slow, 1);

        await test.RunAsync(async options =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => test.RunAsync(_ => Task.FromResult(1)));
            return await Chains.RunLimitedAsync(options);
        });

        test.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => test.RunAsync(_ => Task.FromResult(1)));
    }

    private sealed class Pager : IPager
    {
        public int Pages { get; private set; }

        public async Task PageAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            Pages++;
        }
    }
}
