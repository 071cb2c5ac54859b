using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Namel3ss.Soak.Tests;

/// <summary>What all runs share, and what is counted of them.</summary>
internal sealed class World
{
    public const int Limit = 8;
    public const int LimitOfModel = 2;

    private int _running;
    private int _mostRunning;
    private int _openScopes;
    private int _unobserved;

    public World()
    {
        First = new SoakClient(this, 1);
        Clients = new Dictionary<string, IChatClient> { ["first"] = First, ["second"] = new SoakClient(this, 2) };
        TaskScheduler.UnobservedTaskException += (_, e) => Interlocked.Add(ref _unobserved, e.Exception.Flatten().InnerExceptions.OfType<SoakException>().Count());
    }

    public ChainLimiter Limiter { get; } = new(Limit);

    /// <summary>A caller that lives longer than its runs, such as a host.</summary>
    public CancellationTokenSource Caller { get; } = new();

    public SoakClient First { get; }

    public IReadOnlyDictionary<string, IChatClient> Clients { get; }

    /// <summary>What is to be gone once all has ended: runs, and what was given to them.</summary>
    public ConcurrentQueue<WeakReference> Traces { get; } = new();

    public ConcurrentDictionary<string, int> Ends { get; } = new();

    /// <summary>By step, why it did not succeed; null if it ever has.</summary>
    public ConcurrentDictionary<string, string?> Troubles { get; } = new();

    public int Running => Volatile.Read(ref _running);

    public int MostRunning => Volatile.Read(ref _mostRunning);

    public int OpenScopes => Volatile.Read(ref _openScopes);

    public int Unobserved => Volatile.Read(ref _unobserved);

    public int Runs => Ends.Values.Sum();

    /// <summary>A run has come to its end for its caller; null: the caller has left it.</summary>
    public void See(ChainRun? run)
    {
        Ends.AddOrUpdate(run is null ? "Left" : $"{run.Status}", 1, static (_, count) => count + 1);
        if (run is null)
        {
            return;
        }

        Traces.Enqueue(new WeakReference(run));
        foreach (var step in run.AllSteps)
        {
            var trouble = step.Status == StepStatus.Ok ? null : step.Error ?? $"{step.Status}";
            Troubles.AddOrUpdate($"{run.GetType().Name} {step.Name}", trouble, (_, before) => before is null ? null : trouble);
        }
    }

    public void Enter()
    {
        var running = Interlocked.Increment(ref _running);
        for (var most = MostRunning; running > most && Interlocked.CompareExchange(ref _mostRunning, running, most) != most; most = MostRunning)
        {
        }
    }

    public void Leave() => Interlocked.Decrement(ref _running);

    public void OpenScope() => Interlocked.Increment(ref _openScopes);

    public void CloseScope() => Interlocked.Decrement(ref _openScopes);
}

/// <summary>What a run is given: whatever of the run is alive holds it.</summary>
/// <param name="world">What all runs share.</param>
/// <param name="seed">Of the faults of its steps.</param>
/// <param name="isBounded">Whether a deadline or the caller ends the run.</param>
internal sealed class Parcel(World world, int seed, bool isBounded)
{
    private readonly Random _random = new(seed);

    [JsonIgnore]
    public World World => world;

    public int Seed => seed;

    public Fault Draw(bool hasTimeout = false)
    {
        lock (_random)
        {
            return Faults.Draw(_random, isBounded || hasTimeout);
        }
    }
}

/// <summary>Lets a first so many calls go on when all of them are there.</summary>
/// <param name="count">How many.</param>
internal sealed class Gate(int count)
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _there;
    private int _most;

    public int Most => Volatile.Read(ref _most);

    public async Task PassAsync()
    {
        lock (_open)
        {
            _most = Math.Max(_most, ++_there);
            if (_there == count)
            {
                _open.TrySetResult();
            }
        }

        await _open.Task;
        lock (_open)
        {
            _there--;
        }
    }
}
