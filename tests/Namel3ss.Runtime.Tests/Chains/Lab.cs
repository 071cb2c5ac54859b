using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Namel3ss.Runtime.Tests.Chains;

/// <summary>One test's own world: a clock that only the test moves, a limiter, an environment, a log, and steps that say when they start.</summary>
internal sealed class Lab
{
    /// <summary>How long a test waits, in real time, for what must happen: only a mistake takes it, however busy the machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Channel<string> _started = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<int>> _pending = new();
    private int _running;
    private int _mostRunning;

    public Lab(int limit = 50, params (string Name, string Value)[] environment)
    {
        Limiter = new ChainLimiter(limit);
        Configuration = Configure(environment);
        LoggerFactory = new LoggerFactory([new FakeLoggerProvider(Log)]);
    }

    public LabTime Time { get; } = new();

    public ChainLimiter Limiter { get; }

    public RuntimeConfiguration Configuration { get; }

    public FakeLogCollector Log { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public ILoggerFactory LoggerFactory { get; }

    public ConcurrentQueue<string> Started { get; } = new();

    public int Running => Volatile.Read(ref _running);

    public int MostRunning => Volatile.Read(ref _mostRunning);

    public IEnumerable<string> Lines => Log.GetSnapshot().Select(record => record.Message);

    public static RuntimeConfiguration Configure(params (string Name, string Value)[] environment)
    {
        var values = environment.ToDictionary(pair => pair.Name, pair => pair.Value);
        return new RuntimeConfiguration(values.GetValueOrDefault, _ => null);
    }

    public ChainOptions Options(bool parallel = true) => new()
    {
        EnableParallelSteps = parallel,
        TimeProvider = Time,
        Limiter = Limiter,
        Configuration = Configuration,
        LoggerFactory = LoggerFactory,
    };

    /// <summary>A step that ends when the test says so. It ignores its token.</summary>
    public async Task<int> StubbornAsync(string name)
    {
        var running = Interlocked.Increment(ref _running);
        Max(ref _mostRunning, running);
        Started.Enqueue(name);
        var source = Source(name);
        await _started.Writer.WriteAsync(name, CancellationToken.None);
        try
        {
            return await source.Task.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>A step that ends when the test says so, or with its token.</summary>
    public Task<int> PoliteAsync(string name, CancellationToken token)
    {
        token.UnsafeRegister(_ => Source(name).TrySetCanceled(token), null);
        return StubbornAsync(name);
    }

    /// <summary>A step that takes its time.</summary>
    public async Task<int> TakeAsync(string name, TimeSpan time, CancellationToken token)
    {
        var running = Interlocked.Increment(ref _running);
        Max(ref _mostRunning, running);
        Started.Enqueue(name);
        try
        {
            var delay = Task.Delay(time, Time, token);
            await _started.Writer.WriteAsync(name, CancellationToken.None);
            await delay.ConfigureAwait(false);
            return 1;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Waits until so many more steps have started.</summary>
    public async Task StartedAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            await _started.Reader.ReadAsync().AsTask().WaitAsync(Lab.Patience);
        }
    }

    public void Complete(string name, int value = 1) => Source(name).TrySetResult(value);

    public void Fail(string name, Exception exception) => Source(name).TrySetException(exception);

    /// <summary>Waits, in real time but without sleeping long, for what another thread is just about to do.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, "What the test waits for does not happen.");
            await Task.Yield();
        }
    }

    private TaskCompletionSource<int> Source(string name) =>
        _pending.GetOrAdd(name, _ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));

    private static void Max(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}

/// <summary>A clock that only the test moves, and that tells how many timers were set: when a pause has begun, time may go on.</summary>
internal sealed class LabTime : FakeTimeProvider
{
    private int _timers;
    private int _fired;

    public int Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(
            state =>
            {
                Interlocked.Increment(ref _fired);
                callback(state);
            },
            state,
            dueTime,
            period);
        Interlocked.Increment(ref _timers);
        return timer;
    }

    /// <summary>Lets the time go on by seconds until a timer is due; one must be set.</summary>
    public void AdvanceToTimer()
    {
        for (var fired = _fired; _fired == fired;)
        {
            Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Lets the time go on, half a minute whenever somebody has begun to wait for it, until the run has ended.</summary>
    public async Task RunAsync(Task running)
    {
        var seen = 0;
        while (!running.IsCompleted)
        {
            await Lab.UntilAsync(() => running.IsCompleted || Timers > seen);
            seen = Timers;
            Advance(TimeSpan.FromSeconds(31));
        }
    }
}
