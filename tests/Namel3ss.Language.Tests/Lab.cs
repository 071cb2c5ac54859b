using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Namel3ss.Language.Tests;

/// <summary>
/// What a test sees of the steps of its own run: connectors find it through the execution context, so that tests can
/// run side by side. Time is virtual and moves only when the test says so.
/// </summary>
internal sealed class Lab : IProgress<ChainProgress>
{
    private static readonly AsyncLocal<Lab?> Ambient = new();

    private readonly Channel<string> _started = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _ended = Channel.CreateUnbounded<string>();
    private int _running;
    private int _attempts;
    private int _mostRunning;

    public Lab() => Ambient.Value = this;

    public static Lab Current => Ambient.Value ?? throw new InvalidOperationException("The test made no lab.");

    public LabTime Time { get; } = new();

    /// <summary>Counts the attempts of a step.</summary>
    public int Attempt() => Interlocked.Increment(ref _attempts);

    public ConcurrentQueue<string> Started { get; } = new();

    public int MostRunning => Volatile.Read(ref _mostRunning);

    public int Running => Volatile.Read(ref _running);

    public ChainOptions Options(bool parallel, ChainLimiter? limiter = null) => new()
    {
        EnableParallelSteps = parallel,
        TimeProvider = Time,
        Limiter = limiter ?? new ChainLimiter(50),
        Progress = this,
    };

    void IProgress<ChainProgress>.Report(ChainProgress value)
    {
        if (value.Status is StepStatus.Ok or StepStatus.Failed)
        {
            _ended.Writer.TryWrite(value.Step);
        }
    }

    /// <summary>A step that takes so long.</summary>
    public async Task TakeAsync(string step, TimeSpan time, CancellationToken cancellationToken)
    {
        int running = Interlocked.Increment(ref _running);
        InterlockedMax(ref _mostRunning, running);
        Started.Enqueue(step);
        try
        {
            Task delay = Task.Delay(time, Time, cancellationToken);
            await _started.Writer.WriteAsync(step, CancellationToken.None);
            await delay;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Waits until so many more steps have started (and set their timers).</summary>
    public Task StartedAsync(int count) => ReadAsync(_started, count);

    /// <summary>Waits until so many more steps have ended for the chain too: only then may time go on.</summary>
    public Task EndedAsync(int count) => ReadAsync(_ended, count);

    private static async Task ReadAsync(Channel<string> channel, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await channel.Reader.ReadAsync();
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}

/// <summary>A clock that only the test moves, and that tells when a timer is set: once a pause has begun, time may go on.</summary>
internal sealed class LabTime : FakeTimeProvider
{
    private readonly SemaphoreSlim _set = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _set.Release();
        return timer;
    }

    /// <summary>Waits until so many more timers have been set.</summary>
    public async Task TimersAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(await _set.WaitAsync(TimeSpan.FromMinutes(2)), "Nobody sets a timer.");
        }
    }
}
