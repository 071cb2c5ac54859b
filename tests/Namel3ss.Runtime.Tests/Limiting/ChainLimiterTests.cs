namespace Namel3ss.Runtime.Tests.Limiting;

public sealed class ChainLimiterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void A_limit_out_of_range_is_an_error(int limit)
    {
        var error = Assert.Throws<ChainConfigurationException>(() => new ChainLimiter(limit));
        Assert.Equal($"The limit of a ChainLimiter is {limit}, but it must be a whole number from 1 to 10000, such as 50.", error.Message);
    }

    [Fact]
    public void It_counts_its_permits()
    {
        var limiter = new ChainLimiter(2);
        Assert.True(limiter.TryAcquire());
        Assert.True(limiter.TryAcquire());
        Assert.False(limiter.TryAcquire());
        Assert.Equal((2, 2, 0), (limiter.MaxConcurrentCalls, limiter.InUse, limiter.Waiting));
        limiter.Release();
        Assert.Equal(1, limiter.InUse);
        Assert.True(limiter.TryAcquire());
    }

    [Fact]
    public void It_stays_strict_and_loses_nothing_under_contention()
    {
        // Threads that take, queue, leave the queue and give back, all at once.
        var limiter = new ChainLimiter(3);
        var inside = 0;
        var tooMany = 0;
        var granted = 0;
        var threads = Enumerable.Range(0, 8).Select(seed => new Thread(() =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 20_000; i++)
            {
                if (limiter.TryAcquire())
                {
                    Enter();
                }
                else
                {
                    var call = new Waiter(Enter);
                    var place = limiter.AcquireOrEnqueue(call);
                    if (place is null)
                    {
                        Enter();
                    }
                    else if (random.Next(2) == 0)
                    {
                        limiter.TryDequeue(place);
                    }
                }
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(0, tooMany);
        Assert.True(granted > 0);
        Assert.Equal((0, 0), (limiter.InUse, limiter.Waiting));

        void Enter()
        {
            Interlocked.Increment(ref granted);
            if (Interlocked.Increment(ref inside) > 3)
            {
                Interlocked.Increment(ref tooMany);
            }

            Interlocked.Decrement(ref inside);
            limiter.Release();
        }
    }

    /// <summary>Runs what it is for on the thread that grants the permit.</summary>
    private sealed class Waiter(Action granted) : IPermitWaiter
    {
        public void PermitGranted() => granted();
    }
}
