using Microsoft.Extensions.Logging;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Limiting;

/// <summary>A wait of more than 30 seconds for a permit is said once.</summary>
public sealed class LongWaitTests
{
    [Fact]
    public async Task A_wait_of_30_seconds_names_the_variable_to_raise()
    {
        var lab = new Lab(1, ("MAX_CONCURRENT_LLM_CALLS", "2"));
        var limiter = lab.Configuration.Settings.Limiter;
        Assert.True(limiter.TryAcquire() && limiter.TryAcquire());
        var running = LabChain.RunGroupAsync(3, (_, _) => Task.FromResult(1), lab.Options() with { Limiter = null });
        lab.Time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.DoesNotContain(lab.Log.GetSnapshot(), record => record.Level == LogLevel.Warning);
        lab.Time.Advance(TimeSpan.FromSeconds(0.1));
        lab.Time.Advance(TimeSpan.FromSeconds(100));
        limiter.Release();
        limiter.Release();
        await running;

        Assert.Equal(
            "Step 'a' of chain 'lab' has waited 30 seconds for one of 2 permits. Raise MAX_CONCURRENT_LLM_CALLS if the provider allows more calls at once.",
            Assert.Single(lab.Log.GetSnapshot(), record => record.Level == LogLevel.Warning).Message);
    }

    [Fact]
    public async Task The_wait_of_the_step_counts_and_not_that_of_the_chain()
    {
        var lab = new Lab(limit: 1);
        Assert.True(lab.Limiter.TryAcquire());
        var running = LabChain.RunSequenceAsync(2, (index, token) => lab.TakeAsync(LabChain.Name(index), TimeSpan.FromSeconds(20), token), lab.Options());

        // a waits 20 s and then runs while b's place is taken, for another 29 s: no step has waited 30 s.
        lab.Time.Advance(TimeSpan.FromSeconds(20));
        lab.Limiter.Release();
        await lab.StartedAsync();
        var other = LabChain.RunGroupAsync(1, (_, token) => lab.TakeAsync("other", TimeSpan.FromSeconds(29), token), lab.Options());
        lab.Time.Advance(TimeSpan.FromSeconds(20));
        await lab.StartedAsync();
        Assert.Equal("other", lab.Started.Last());
        await Lab.UntilAsync(() => lab.Limiter.Waiting == 1);
        lab.Time.Advance(TimeSpan.FromSeconds(29));
        await lab.StartedAsync();
        lab.Time.Advance(TimeSpan.FromSeconds(20));
        await Task.WhenAll(running, other);

        Assert.DoesNotContain(lab.Log.GetSnapshot(), record => record.Level == LogLevel.Warning);
    }

    /// <summary>A timer keeps all that it can reach alive: of a run that has ended, its results.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_waited_leaves_no_timer_behind(bool timesOut)
    {
        var lab = new Lab(limit: 1);
        var clock = new TimerCount(lab.Time);
        Assert.True(lab.Limiter.TryAcquire());
        var running = LabChain.RunGroupAsync(2, (_, _) => Task.FromResult(1), lab.Options() with { TimeProvider = clock, Timeout = TimeSpan.FromSeconds(10) });
        Assert.Equal(2, clock.Live);
        if (timesOut)
        {
            lab.Time.Advance(TimeSpan.FromSeconds(10));
        }

        lab.Limiter.Release();
        Assert.Equal(timesOut ? ChainStatus.Timeout : ChainStatus.Ok, (await running).Status);
        Assert.Equal(0, clock.Live);
    }

    private sealed class TimerCount(TimeProvider inner) : TimeProvider
    {
        private readonly List<Timer> _timers = [];

        public int Live => _timers.Count(timer => !timer.IsDisposed);

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(inner.CreateTimer(callback, state, dueTime, period));
            _timers.Add(timer);
            return timer;
        }

        private sealed class Timer(ITimer inner) : ITimer
        {
            public bool IsDisposed { get; private set; }

            public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

            public void Dispose()
            {
                IsDisposed = true;
                inner.Dispose();
            }

            public ValueTask DisposeAsync()
            {
                IsDisposed = true;
                return inner.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task With_a_limiter_of_the_calls_own_the_variable_would_not_help()
    {
        var lab = new Lab(limit: 1);
        Assert.True(lab.Limiter.TryAcquire());
        var running = LabChain.RunGroupAsync(1, (_, _) => Task.FromResult(1), lab.Options());
        lab.Time.Advance(TimeSpan.FromSeconds(30));
        lab.Limiter.Release();
        await running;

        Assert.Contains(
            "Step 'a' of chain 'lab' has waited 30 seconds for one of 1 permits. Raise the limit of ChainOptions.Limiter if the provider allows more calls at once.",
            lab.Lines);
    }
}
