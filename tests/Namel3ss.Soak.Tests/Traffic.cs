using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss.Soak.Tests;

/// <summary>Random runs, some of which are kept for a while.</summary>
/// <param name="world">What they share.</param>
internal sealed class Traffic(World world)
{
    private const int Workers = 12;

    /// <summary>Runs chains until it is told that it is enough; then all of them have ended for their callers.</summary>
    /// <param name="seed">Of what is run, and of what goes wrong.</param>
    /// <param name="isEnough">Told how many runs have begun.</param>
    public async Task RunAsync(int seed, Func<int, bool> isEnough)
    {
        await using var services = Container();
        world.Traces.Enqueue(new WeakReference(services));
        var begun = 0;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random((seed * Workers) + worker);
            var kept = new Queue<(ChainRun Run, string Json)>();
            while (!isEnough(Interlocked.Increment(ref begun)))
            {
                if (await RunOneAsync(services, random) is { } run && random.Next(3) == 0)
                {
                    kept.Enqueue((run, run.ToJson()));
                }

                if (kept.Count > 10)
                {
                    var (oldest, json) = kept.Dequeue();
                    Assert.Equal(json, oldest.ToJson());
                }
            }
        })));
    }

    private ServiceProvider Container()
    {
        var services = new ServiceCollection();
        services.AddSingleton(world).AddNamel3ss().AddChains();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <returns>The run; null if its events were looked at no longer.</returns>
    private async Task<ChainRun?> RunOneAsync(IServiceProvider services, Random random)
    {
        // A third of the runs ends by itself; the others may meet their deadline, be cancelled, or both.
        var (hasDeadline, isCancelled) = (random.Next(3) == 0, random.Next(2) == 0);
        var parcel = new Parcel(world, random.Next(), hasDeadline || isCancelled);
        world.Traces.Enqueue(new WeakReference(parcel));
        var options = new ChainOptions
        {
            Limiter = world.Limiter,
            ChatClients = world.Clients,
            EnableParallelSteps = random.Next(3) > 0,
            Timeout = hasDeadline ? TimeSpan.FromMilliseconds(random.Next(1, 60)) : null,
            Progress = random.Next(4) == 0 ? new MovedProgress(random.Next()) : null,
        };

        CancellationTokenSource? cancel = null;
        try
        {
            // Most have the one token that outlives them all; a source of the run's own listens to it, too.
            if (isCancelled)
            {
                cancel = CancellationTokenSource.CreateLinkedTokenSource(world.Caller.Token);
                cancel.CancelAfter(random.Next(60));
            }

            var run = await RunAsync(parcel, services, random, options, cancel?.Token ?? world.Caller.Token).WaitAsync(Remains.Patience);
            world.See(run);
            return run;
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException(
                $"A run does not end: {world.Limiter.InUse} permits are in use, {world.Limiter.Waiting} calls wait for one, {world.Running} calls run.");
        }
        catch (ChainCanceledException error) when (isCancelled)
        {
            world.See(error.Run);
            return error.Run;
        }
        catch (OperationCanceledException) when (cancel?.IsCancellationRequested is true)
        {
            // It was cancelled before it began.
            return null;
        }
        finally
        {
            cancel?.Dispose();
        }
    }

    private async Task<ChainRun?> RunAsync(Parcel parcel, IServiceProvider services, Random random, ChainOptions options, CancellationToken token)
    {
        int[] items = [.. Enumerable.Range(1, random.Next(5))];
        switch (random.Next(TestPython.WhyNot is null ? 60 : 59))
        {
            case < 15:
                return await Chains.RunFlowAsync(parcel, items, options, token);
            case < 25:
                return await Chains.RunDataAsync(parcel, items, options, token);
            case < 35:
                return await Chains.RunModelsAsync(parcel, items, options, token);
            case < 40:
                return await Chains.RunCallsAsync(parcel, items, options, token);
            case < 45:
                return await Chains.RunScopesAsync(parcel, items, options with { Services = services }, token);
            case < 50:
                return await RunInScopeAsync(parcel, items, services.CreateAsyncScope(), options, token);
            case < 59:
                return await StreamAsync(parcel, items, random.Next(12), options, token);
            default:
                string[] faults = ["", "", "", "throws", "hangs", "dies"];
                return await Chains.RunPythonAsync(parcel, faults[random.Next(faults.Length)], options, token);
        }
    }

    /// <summary>In a scope of the caller's own.</summary>
    private async Task<ChainRun?> RunInScopeAsync(Parcel parcel, int[] items, AsyncServiceScope scope, ChainOptions options, CancellationToken token)
    {
        world.Traces.Enqueue(new WeakReference(scope.ServiceProvider));
        try
        {
            return await Chains.RunScopesAsync(parcel, items, options with { Services = scope.ServiceProvider, UseCallersScope = true }, token);
        }
        finally
        {
            // What is in it may throw then, which is for the caller alone.
            await scope.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks at the events, but maybe not at all of them.</summary>
    private static async Task<ChainRun?> StreamAsync(Parcel parcel, int[] items, int most, ChainOptions options, CancellationToken token)
    {
        await foreach (var item in ChainEvents.StreamAsync((inner, stop) => Chains.RunFlowAsync(parcel, items, inner, stop), options, token))
        {
            if (item.Run is { } run)
            {
                return run;
            }

            if (most-- == 0)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Looks on, and throws at times.</summary>
    private sealed class MovedProgress(int seed) : IProgress<ChainProgress>
    {
        private readonly Random _random = new(seed);

        public void Report(ChainProgress value)
        {
            if (_random.Next(20) == 0)
            {
                throw new SoakException();
            }
        }
    }
}
