namespace Namel3ss.Language.Tests;

internal static class BlockingConnectors
{
    private const int Everybody = 64;

    private static readonly Barrier Meeting = new(Everybody);

    /// <summary>True once as many are here at one time.</summary>
    [Connector("meet")]
    public static bool Meet() => IsOnThreadOfItsOwn() && Meeting.SignalAndWait(TimeSpan.FromSeconds(20));

    [Connector("no_pool")]
    public static bool IsOnThreadOfItsOwn() => !Thread.CurrentThread.IsThreadPoolThread;

    /// <summary>Runs a chain on the thread that called and waits for it there, as a connector should not do.</summary>
    [Connector("run_and_wait")]
    public static bool RunAndWait(int depth, CancellationToken cancellationToken) => depth == 0
#pragma warning disable xUnit1031, N3S2067 // That it blocks, with its permit, is what is tested.
        || Chains.RunBlocksOnAChainAsync(depth - 1, new ChainOptions { EnableParallelSteps = true }, cancellationToken).GetAwaiter().GetResult().EnsureOk();
#pragma warning restore xUnit1031, N3S2067
}

/// <summary>Synchronous connectors run as parallel as the file says, on threads of their own.</summary>
public sealed class BlockingTests
{
    [Fact]
    public async Task They_all_run_at_once_whatever_the_thread_pool_has()
    {
        var options = new ChainOptions { EnableParallelSteps = true, Limiter = new ChainLimiter(64), Timeout = TimeSpan.FromMinutes(2) };

        Assert.All((await Chains.RunAllMeetAsync([.. Enumerable.Range(0, 128)], options)).EnsureOk(), Assert.True);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_runs_a_chain_and_waits_for_it_does_not_wait_for_itself(bool parallel)
    {
        var options = new ChainOptions { EnableParallelSteps = parallel };

        Assert.True((await Chains.RunBlocksOnAChainAsync(5, options)).EnsureOk());

        // The code behind the await goes on where the last step ended.
        await Chains.RunBlocksOnAChainAsync(0, options).ContinueWith(
            _ => Assert.True(BlockingConnectors.RunAndWait(2, CancellationToken.None)), TaskContinuationOptions.ExecuteSynchronously);
    }
}
