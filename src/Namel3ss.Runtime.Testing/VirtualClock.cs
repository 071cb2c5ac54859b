namespace Namel3ss.Testing;

/// <summary>A clock that moves only when it is told to, from the due time of one timer to that of the next.</summary>
internal sealed class VirtualClock : TimeProvider
{
    // Not zero, which stands for "not known" in more than one place.
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly object _lock = new();
    private readonly PriorityQueue<Timer, (long Due, long Order)> _timers = new();
    private long _now = Start.Ticks;
    private long _order;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the earliest due time and calls all timers that are due then.</summary>
    /// <returns>False if no timer is set.</returns>
    public bool MoveToNext()
    {
        long due;
        long last;
        lock (_lock)
        {
            if (FirstSet() is not { } first)
            {
                return false;
            }

            due = Math.Max(_now, first);
            // Timers that these set come afterwards, even if they are due at once.
            last = _order;
            Volatile.Write(ref _now, due);
        }

        while (TakeDue(due, last) is { } timer)
        {
            timer.Call();
        }

        return true;
    }

    private Timer? TakeDue(long now, long last)
    {
        lock (_lock)
        {
            return FirstSet() is { } first && first <= now && _timers.TryPeek(out _, out var key) && key.Order <= last
                ? _timers.Dequeue()
                : null;
        }
    }

    /// <summary>When the first timer is due; what was changed or disposed meanwhile is passed over.</summary>
    private long? FirstSet()
    {
        while (_timers.TryPeek(out var timer, out var key))
        {
            if (timer.Order == key.Order)
            {
                return key.Due;
            }

            _timers.Dequeue();
        }

        return null;
    }

    /// <summary>A timer. While it is set, the method that set it waits for the clock, and not the clock for the method.</summary>
    private sealed class Timer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private readonly OutsideCall? _owner = OutsideCall.Current;
        private TimeSpan _period;
        private bool _isDisposed;

        /// <summary>Its entry in the queue; 0 if it is not set.</summary>
        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (_isDisposed)
                {
                    return false;
                }

                _period = period;
                Set(dueTime);
                return true;
            }
        }

        public void Call()
        {
            lock (clock._lock)
            {
                Set(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
            }

            if (_context is { } context)
            {
                ExecutionContext.Run(context, static timer => ((Timer)timer!).CallBack(), this);
            }
            else
            {
                CallBack();
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _isDisposed = true;
                Set(Timeout.InfiniteTimeSpan);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void CallBack() => callback(state);

        private void Set(TimeSpan dueTime)
        {
            var wasSet = Order != 0;
            Order = dueTime < TimeSpan.Zero ? 0 : ++clock._order;
            if (Order != 0)
            {
                clock._timers.Enqueue(this, (clock._now + dueTime.Ticks, Order));
            }

            if (wasSet != (Order != 0))
            {
                _owner?.TimerChanged(isSet: Order != 0);
            }
        }
    }
}
