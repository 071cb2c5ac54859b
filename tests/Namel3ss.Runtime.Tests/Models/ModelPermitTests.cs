using System.Collections.Concurrent;

namespace Namel3ss.Runtime.Tests.Models;

/// <summary>A model's own permit and the global one: both or neither, the model's first, and nothing lost.</summary>
public sealed class ModelPermitTests
{
    private readonly ChainLimiter _own = new(1);
    private readonly ChainLimiter _global = new(1);

    [Fact]
    public void Both_are_taken_or_neither()
    {
        Assert.True(ModelPermits.TryAcquire(_own, _global));
        Assert.Equal((1, 1), (_own.InUse, _global.InUse));
        ModelPermits.Release(_own, _global);

        Assert.True(_global.TryAcquire());
        Assert.False(ModelPermits.TryAcquire(_own, _global));
        Assert.Equal((0, 1), (_own.InUse, _global.InUse));
        _global.Release();

        Assert.True(_own.TryAcquire());
        Assert.False(ModelPermits.TryAcquire(_own, _global));
        Assert.Equal((1, 0), (_own.InUse, _global.InUse));
    }

    [Fact]
    public void Who_waits_for_the_model_leaves_the_global_permits_to_others()
    {
        _own.TryAcquire();
        var waiter = new Waiter();

        Assert.NotNull(ModelPermits.AcquireOrEnqueue(_own, _global, waiter));

        Assert.True(Assert.IsType<ModelPermitWait>(ModelPermits.AcquireOrEnqueue(_own, _global, new Waiter())!.Value).IsBeforeOwn);
        Assert.Equal((2, 0), (_own.Waiting, _global.InUse));
        _own.Release();
        Assert.Equal((1, 1, 1), (waiter.Granted, _own.InUse, _global.InUse));
    }

    [Fact]
    public void With_the_models_permit_it_waits_for_the_global_one()
    {
        _global.TryAcquire();
        var waiter = new Waiter();

        var place = ModelPermits.AcquireOrEnqueue(_own, _global, waiter);

        Assert.False(((ModelPermitWait)place!.Value).IsBeforeOwn);
        Assert.Equal((1, 1, 0), (_own.InUse, _global.Waiting, waiter.Granted));
        _global.Release();
        Assert.Equal((1, 1), (waiter.Granted, _global.InUse));
        ModelPermits.Release(_own, _global);
        Assert.Equal((0, 0), (_own.InUse, _global.InUse));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_leaves_the_queue_has_nothing_in_hand(bool isBeforeModel)
    {
        var taken = isBeforeModel ? _own : _global;
        taken.TryAcquire();
        var waiter = new Waiter();
        var wait = (ModelPermitWait)ModelPermits.AcquireOrEnqueue(_own, _global, waiter)!.Value;

        Assert.True(wait.TryLeave());
        taken.Release();

        Assert.Equal((0, 0, 0), (waiter.Granted, _own.InUse, _global.InUse));
        Assert.Equal((0, 0), (_own.Waiting, _global.Waiting));
    }

    [Fact]
    public void Who_has_both_can_no_longer_leave()
    {
        _own.TryAcquire();
        var wait = (ModelPermitWait)ModelPermits.AcquireOrEnqueue(_own, _global, new Waiter())!.Value;
        _own.Release();

        Assert.False(wait.TryLeave());
        Assert.Equal((1, 1), (_own.InUse, _global.InUse));
    }

    [Fact]
    public void Whoever_comes_and_goes_no_permit_is_lost_and_nobody_waits_for_ever()
    {
        var own = new[] { new ChainLimiter(1), new ChainLimiter(2) };
        var global = new ChainLimiter(2);
        var left = 0;
        var granted = new ConcurrentQueue<Waiter>();
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var mine = own[i % 2];
            var waiter = new Waiter();
            if (ModelPermits.AcquireOrEnqueue(mine, global, waiter) is { } place)
            {
                if (i % 3 == 0 && ((ModelPermitWait)place.Value).TryLeave())
                {
                    Interlocked.Increment(ref left);
                    return;
                }

                waiter.WaitUntilGranted();
            }

            Assert.True(mine.InUse <= mine.MaxConcurrentCalls && global.InUse <= 2);
            granted.Enqueue(waiter);
            ModelPermits.Release(mine, global);
        });

        Assert.Equal(20_000, granted.Count + left);
        Assert.Equal((0, 0, 0), (own[0].InUse, own[1].InUse, global.InUse));
        Assert.Equal((0, 0, 0), (own[0].Waiting, own[1].Waiting, global.Waiting));
    }

    private sealed class Waiter : IPermitWaiter
    {
        // Whoever waits for it sleeps: on a single core, spinning would take the time of whoever is to grant it.
        private readonly ManualResetEventSlim _isGranted = new(initialState: false, spinCount: 0);
        private int _granted;

        public int Granted => Volatile.Read(ref _granted);

        public void WaitUntilGranted() => _isGranted.Wait();

        public void PermitGranted()
        {
            Interlocked.Increment(ref _granted);
            _isGranted.Set();
        }
    }
}
