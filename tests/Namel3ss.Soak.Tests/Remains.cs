using System.Diagnostics;
using System.Reflection;

namespace Namel3ss.Soak.Tests;

/// <summary>Holds what is left when all runs have ended to what there was before. What is to go is waited for, with patience.</summary>
/// <param name="world">What the runs share.</param>
internal sealed class Remains(World world)
{
    /// <summary>What the process may have of its own: timers and threads of the test host, of the collector, of the compiler in it.</summary>
    private const int Few = 8;

    /// <summary>What the process may keep of its own that is not the runs': caches of the libraries, pools of buffers.</summary>
    private const long FewBytes = 256 * 1024;

    private const string BlockingThread = "Namel3ss connector";
    private const string PythonThread = "Namel3ss Python";
    private const int PythonThreads = SoakTests.PythonWorkers * 3;

    /// <summary>Who does not end in this time does not end at all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly long _timers = Timer.ActiveCount;
    private readonly int _threads = OwnThreads();
    private readonly List<long> _bytes = [];

    /// <summary>Looks at all that can be seen at once.</summary>
    /// <returns>What was found.</returns>
    public async Task<string> CheckAsync()
    {
        Gone("calls that still run", 0, () => world.Running);
        Gone("permits in use", 0, () => world.Limiter.InUse);
        Assert.True(world.Limiter.InUse == 0, $"{-world.Limiter.InUse} permits were given back twice.");
        Gone("calls that wait for a permit", 0, () => world.Limiter.Waiting);
        Assert.True(world.MostRunning <= World.Limit, $"As many as {world.MostRunning} calls ran at once, at a limit of {World.Limit}.");
        Gone("scopes not disposed of", 0, () => world.OpenScopes);
        Gone("registrations on the token of the caller", 0, () => Registrations(world.Caller));
        Gone("timers", _timers + Few, () => Timer.ActiveCount);
        await BurstAsync();
        var dropped = CheckDropped();
        Assert.True(world.Unobserved == 0, $"{world.Unobserved} exceptions were seen by nobody.");
        var bytes = Bytes();
        _bytes.Add(bytes);
        return $"{world.Runs,8} runs ({string.Join(", ", world.Ends.OrderBy(end => end.Key).Select(end => $"{end.Key} {end.Value}"))}), permits {world.Limiter.InUse}, "
            + $"registrations {Registrations(world.Caller)}, timers {Timer.ActiveCount}, alive {dropped}, memory {bytes / 1024} KB";
    }

    /// <summary>Looks at the threads: those for calls that may block go when they have been idle for a while.</summary>
    public void CheckThreads()
    {
        Gone("threads for calls that may block", 0, () => Named(BlockingThread));
        Gone("threads of Python workers", PythonThreads, () => Named(PythonThread));
        Gone("threads that are not the thread pool's", _threads + PythonThreads + Few, () => OwnThreads());
    }

    /// <summary>How many there are just now.</summary>
    public string Threads() => $"threads {OwnThreads()} (of blocking calls {Named(BlockingThread)}, of Python {Named(PythonThread)})";

    /// <summary>Looks at all that was measured: the first part warms up, the last is to need no more than what comes between.</summary>
    /// <returns>How it has grown.</returns>
    public string CheckGrowth()
    {
        var third = _bytes.Count / 3;
        var grown = _bytes.TakeLast(third).Min() - _bytes.Skip(third).SkipLast(third).Min();
        Assert.True(grown <= FewBytes, $"Memory has grown by {grown} bytes: {string.Join(", ", _bytes)}.");
        return $"memory has grown by {grown / 1024} KB from the second to the last third of {world.Runs} runs";
    }

    /// <summary>All permits are there: that many calls meet, and no more.</summary>
    private async Task BurstAsync()
    {
        var gate = new Gate(World.Limit);
        var options = new ChainOptions { Limiter = world.Limiter, EnableParallelSteps = true, ChatClients = world.Clients, Timeout = Patience };
        int[] items = [.. Enumerable.Range(0, World.Limit * 3)];
        var burst = await Chains.RunBurstAsync(gate, items, options);
        Assert.True(burst.IsOk && gate.Most == World.Limit, $"{gate.Most} calls met where {World.Limit} may run: {burst.Error}");

        gate = world.First.Gate = new Gate(World.LimitOfModel);
        var models = await Chains.RunBurstOfModelsAsync(items, options);
        world.First.Gate = null;
        Assert.True(models.IsOk && gate.Most == World.LimitOfModel, $"{gate.Most} calls of a model met where {World.LimitOfModel} may run: {models.Error}");
    }

    private static long Gone(string what, long most, Func<long> count)
    {
        var start = Stopwatch.GetTimestamp();
        var left = count();
        for (var look = 0; left > most && Stopwatch.GetElapsedTime(start) < Patience; look++)
        {
            Thread.Sleep(Math.Min(10 * look, 500));
            left = count();
        }

        Assert.True(left <= most, $"{left} {what} where there may be {most}, {Patience.TotalMinutes} minutes after all has ended.");
        return left;
    }

    /// <summary>Apart, so that memory is measured without what tells of the runs.</summary>
    private long CheckDropped()
    {
        var traces = world.Traces.ToArray();
        world.Traces.Clear();
        return Gone("dropped runs that somebody still holds", 0, () =>
        {
            Collect();
            return traces.Count(trace => trace.IsAlive);
        });
    }

    /// <summary>What a full collection has left alive. GC.GetTotalMemory falls below zero where arrays are pinned (dotnet/runtime#106712).</summary>
    private static long Bytes()
    {
        Collect();
        return GC.GetGCMemoryInfo(GCKind.FullBlocking).PromotedBytes;
    }

    private static void Collect()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>How many listen to a token: .NET tells nobody, so this reads its list.</summary>
    private static int Registrations(CancellationTokenSource source)
    {
        var registrations = Field(source, "_registrations");
        if (registrations is null)
        {
            return 0;
        }

        var count = 0;
        for (var node = Field(registrations, "Callbacks"); node is not null; node = Field(node, "Next"))
        {
            count++;
        }

        return count;
    }

    private static object? Field(object of, string name)
    {
        var field = of.GetType().GetField(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        Assert.True(field is not null, $"{of.GetType()} of this .NET has no '{name}': find out where it keeps who listens to a token.");
        return field.GetValue(of);
    }

    private static int OwnThreads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count - ThreadPool.ThreadCount;
    }

    /// <summary>How many threads have the name; 0 where the system does not tell names, so that <see cref="OwnThreads"/> alone counts them.</summary>
    private static int Named(string name) => ThreadNames().Count(thread => thread == Shortened(name));

    private static IEnumerable<string> ThreadNames()
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        foreach (var task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            string name;
            try
            {
                name = File.ReadAllText(Path.Combine(task, "comm")).TrimEnd();
            }
            catch (IOException)
            {
                // It has just ended.
                continue;
            }

            yield return name;
        }
    }

    /// <summary>Linux keeps 15 bytes of a name.</summary>
    private static string Shortened(string name) => name[..Math.Min(15, name.Length)];
}
