namespace Namel3ss.Differential.Tests.Harness;

/// <summary>
/// Decides what happens next in a run: connectors and timers wait here until a random one of them is let go. It is the
/// run's clock too: time passes only when a timer is let go, so that nothing waits for real.
/// </summary>
/// <param name="patience">How long nothing may happen before the run counts as hanging: real time, which only a mistake takes.</param>
internal sealed class Driver(int seed, TimeSpan patience) : TimeProvider
{
    // Longer ones are the limits of the run and warnings about long waits: none of them is to come.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromSeconds(20);

    private readonly object _lock = new();
    private readonly Random _random = new(seed);
    private readonly List<Action> _waiting = [];
    private readonly SemaphoreSlim _changed = new(0);
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public int Next(int exclusiveEnd)
    {
        lock (_lock)
        {
            return _random.Next(exclusiveEnd);
        }
    }

    /// <summary>Waits until it is let go; sometimes not at all.</summary>
    public Task PauseAsync()
    {
        if (Next(4) == 0)
        {
            return Task.CompletedTask;
        }

        var source = new TaskCompletionSource(Next(2) == 0 ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        Wait(source.SetResult);
        return source.Task;
    }

    /// <summary>Lets one after another go until the run has ended.</summary>
    /// <exception cref="TimeoutException">Nothing happens any more.</exception>
    public async Task DriveAsync(Task run)
    {
        _ = run.ContinueWith(_ => _changed.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!run.IsCompleted)
        {
            // Others get the chance to come in first, or not.
            for (int yields = Next(3); yields > 0; yields--)
            {
                await Task.Yield();
            }

            if (!LetGo() && !run.IsCompleted && !await _changed.WaitAsync(patience))
            {
                throw new TimeoutException("The chain hangs: no connector runs, and no timer is set.");
            }
        }
    }

    /// <summary>Lets all go that still wait: calls that the run has abandoned.</summary>
    public void Drain()
    {
        while (LetGo())
        {
        }
    }

    /// <summary>Something that may happen from now on.</summary>
    public void Wait(Action go)
    {
        lock (_lock)
        {
            _waiting.Add(go);
        }

        _changed.Release();
    }

    private bool LetGo()
    {
        Action go;
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                return false;
            }

            int chosen = _random.Next(_waiting.Count);
            go = _waiting[chosen];
            _waiting.RemoveAt(chosen);
        }

        go();
        return true;
    }

    private sealed class Timer(Driver driver, TimerCallback callback, object? state) : ITimer
    {
        private int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            int setting = Interlocked.Increment(ref _setting);
            if (dueTime >= TimeSpan.Zero && dueTime <= LongestTimer)
            {
                driver.Wait(() => Fire(setting, dueTime));
            }

            return true;
        }

        public void Dispose() => Interlocked.Increment(ref _setting);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire(int setting, TimeSpan dueTime)
        {
            if (Volatile.Read(ref _setting) == setting)
            {
                Interlocked.Add(ref driver._now, dueTime.Ticks);
                callback(state);
            }
        }
    }
}
