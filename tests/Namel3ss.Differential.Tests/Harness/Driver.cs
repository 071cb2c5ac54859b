namespace Namel3ss.Differential.Tests.Harness;

/// <summary>
/// Decides what happens next in a run: connectors and timers wait here until a random one of them is let go. It is the
/// run's clock too: time passes only when a timer is let go, so that nothing waits for real.
/// </summary>
/// <param name="patience">How long nothing may happen before the run counts as hanging: real time, which only a mistake takes.</param>
internal sealed class Driver(int seed, TimeSpan patience) : TimeProvider
{
    // Longer ones are time limits, which come only for calls that hang, and warnings about long waits.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    private readonly object _lock = new();
    private readonly Random _random = new(seed);
    private readonly List<Action> _waiting = [];
    private readonly SemaphoreSlim _changed = new(0);
    private readonly List<Alarm> _limits = [];
    private readonly List<(TimeSpan Limit, TimersAround? Around)> _strikes = [];
    private readonly AsyncLocal<TimersAround?> _around = new();
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        _around.Value = new TimersAround(timer, _around.Value);
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

    /// <summary>
    /// The timer of that length comes, of those that were set around the caller: beside it the same chain may run once more,
    /// with timers of the same lengths.
    /// </summary>
    public void Strike(TimeSpan limit)
    {
        lock (_lock)
        {
            _strikes.Add((limit, _around.Value));
            LetStrike();
        }

        _changed.Release();
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

    private void AdvanceTo(long end)
    {
        lock (_lock)
        {
            _now = Math.Max(_now, end);
        }
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

    private void SetLimit(Alarm alarm)
    {
        lock (_lock)
        {
            _limits.Add(alarm);
            LetStrike();
        }

        _changed.Release();
    }

    /// <summary>Within the lock.</summary>
    private void LetStrike()
    {
        _limits.RemoveAll(alarm => !alarm.IsSet);
        foreach (var strike in _strikes.ToList())
        {
            if (Find(strike.Limit, strike.Around) is { } struck)
            {
                _strikes.Remove(strike);
                _limits.Remove(struck);
                _waiting.Add(struck.Fire);
            }
        }
    }

    private Alarm? Find(TimeSpan limit, TimersAround? around)
    {
        for (TimersAround? at = around; at is not null; at = at.Outer)
        {
            if (_limits.Find(alarm => alarm.Timer == at.Timer && (alarm.After - limit).Duration() < Rounding) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The timers that were set on the way to a call, the nearest first: each run and each attempt sets its own.</summary>
    private sealed record TimersAround(Timer Timer, TimersAround? Outer);

    /// <summary>One setting of a timer.</summary>
    private sealed record Alarm(Timer Timer, int Setting, TimeSpan After, long End)
    {
        public bool IsSet => Timer.Setting == Setting;

        public void Fire()
        {
            if (IsSet)
            {
                Timer.Fire(End);
            }
        }
    }

    private sealed class Timer(Driver driver, TimerCallback callback, object? state) : ITimer
    {
        private int _setting;

        public int Setting => Volatile.Read(ref _setting);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var alarm = new Alarm(this, Interlocked.Increment(ref _setting), dueTime, driver.GetTimestamp() + dueTime.Ticks);
            if (dueTime > LongestPause)
            {
                driver.SetLimit(alarm);
            }
            else if (dueTime >= TimeSpan.Zero)
            {
                driver.Wait(alarm.Fire);
            }

            return true;
        }

        public void Dispose() => Interlocked.Increment(ref _setting);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        public void Fire(long end)
        {
            driver.AdvanceTo(end);
            callback(state);
        }
    }
}
