using Microsoft.Extensions.Time.Testing;

namespace Namel3ss.Language.Tests;

internal static class EndlessConnectors
{
    /// <summary>Item after item, none of which is waited for and whose token nobody looks at. At the tenth the time is up.</summary>
    [Connector("endless")]
#pragma warning disable CS1998 // That it never waits is what is tested.
    public static async IAsyncEnumerable<int> EndlessAsync(StepContext context)
#pragma warning restore CS1998
    {
        // Many more than anybody wants, and an end all the same: without it a test that fails would fill the memory.
        for (int i = 1; i < 1_000_000; i++)
        {
            if (i == 10)
            {
                ((FakeTimeProvider)context.TimeProvider).Advance(TimeSpan.FromSeconds(60));
            }

            EndlessTests.Made = i;
            yield return i;
        }
    }
}

/// <summary>What the runtime itself drives ends with the run.</summary>
public sealed class EndlessTests
{
    private static readonly AsyncLocal<Counter> MostMade = new();

    public static int Made
    {
        set => MostMade.Value!.Most = value;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sequence_that_has_no_end_is_read_no_further_than_its_step_goes(bool parallel)
    {
        var made = MostMade.Value = new Counter();
        var options = Options(parallel);

        var run = await Chains.RunEndlessSequenceAsync(options);

        Assert.Equal((ChainStatus.Timeout, 10, 0), (run.Status, made.Most, options.Limiter!.InUse));
    }

    private static ChainOptions Options(bool parallel) =>
        new() { EnableParallelSteps = parallel, TimeProvider = new FakeTimeProvider(), Limiter = new ChainLimiter(1) };

    private sealed class Counter
    {
        public int Most { get; set; }
    }
}
