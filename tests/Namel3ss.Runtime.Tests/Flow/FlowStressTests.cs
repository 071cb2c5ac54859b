using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Execution;

namespace Namel3ss.Runtime.Tests.Flow;

/// <summary>Thousands of random runs with loops, items, order, retries and timeouts on real threads.</summary>
[Collection(nameof(StressTests))]
public sealed class FlowStressTests
{
    private const int Limit = 6;
    private const int Workers = 12;
    private const int RunsOfWorker = 150;

    private static readonly ChainInfo Info = FlowChain.Info(name => new StepInfo(name, name == "last" ? "template" : "connector", "work")
    {
        Retry = name == "first" ? null : new RetryInfo(2) { Delay = 0.001, MaxDelay = 0.002 },
        Timeout = name == "first" ? null : 0.004,
        StopOnError = name != "more",
    });

    private readonly ChainLimiter _limiter = new(Limit);
    private readonly int[] _ends = new int[5];
    private int _running;
    private int _tooMany;

    [Fact]
    public async Task Whatever_happens_permits_results_and_exceptions_are_in_order()
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs e) =>
            Interlocked.Add(ref unobserved, e.Exception.InnerExceptions.Any(error => error is StressException) ? 1 : 0);

        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            var kept = new System.Collections.Concurrent.ConcurrentBag<(FlowRun Run, string Json)>();
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(seed => Task.Run(async () =>
            {
                var random = new Random(seed);
                for (var i = 0; i < RunsOfWorker; i++)
                {
                    if (await RunAsync(random) is { } run)
                    {
                        kept.Add((run, run.ToJson()));
                    }
                }
            })));
            await Lab.UntilAsync(() => _limiter.InUse == 0 && Volatile.Read(ref _running) == 0);

            Assert.Equal((0, 0, 0), (_tooMany, _limiter.InUse, _limiter.Waiting));
            Assert.All(kept, pair => Assert.Equal(pair.Json, pair.Run.ToJson()));
            Assert.All(_ends, count => Assert.True(count > 0, $"Ends: {string.Join(", ", _ends)}"));
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Assert.Equal(0, unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }
    }

    private async Task<FlowRun?> RunAsync(Random random)
    {
        using var source = new CancellationTokenSource();
        if (random.Next(8) == 0)
        {
            source.CancelAfter(random.Next(6));
        }

        var options = new ChainOptions
        {
            Limiter = _limiter,
            EnableParallelSteps = random.Next(2) == 0,
            Timeout = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? random.Next(1, 12) : 30_000),
        };
        var seed = random.Next();
        try
        {
            var run = await FlowChain.RunAsync(Info, (chain, steps) => BodyAsync(chain, steps, seed), options, source.Token);
            Check(run);
            Interlocked.Increment(ref _ends[(int)run.Status]);
            return run;
        }
        catch (OperationCanceledException error) when (error.CancellationToken == source.Token)
        {
            Interlocked.Increment(ref _ends[4]);
            return null;
        }
    }

    private async Task BodyAsync(Chain chain, FlowSteps steps, int seed)
    {
        var random = new Random(seed);
        var loop = chain.Loop(2, "flow.ai:1");
        while (loop.Next())
        {
            var (one, two) = (random.Next(), random.Next());
            var void1 = chain.Run(steps.More.Next(loop), token => (Task)StepAsync(one, token));
            var void2 = chain.After(() => two % 5 != 0, steps.More.In(loop)).RunOnPool(steps.More.Next(chain.Loop()), _ => Step(two));
            await void1;
            await void2;
        }

        var itemSeed = random.Next();
        var first = chain.Run(steps.First, token => StepAsync(itemSeed | 1, token));
        var many = chain.After(() => steps.First.HasResult, steps.First).ForEach(
            steps.Many, () => Enumerable.Range(itemSeed & 0xffff, 6), 3, (step, item) => item % 7 == 0 ? chain.Skip(step) : chain.Run(step, token => StepAsync(item * 31, token)));
        var last = chain.After(steps.Many).RunText(steps.Last, () => $"{steps.Many.Values().Count}");
        await first;
        await many;
        await last;
    }

    private static void Check(FlowRun run)
    {
        foreach (var step in run.AllSteps)
        {
            Assert.True(step.Status is not (StepStatus.Running or StepStatus.Retrying or StepStatus.Waiting));
            // One that is cancelled has what failed its last attempt, if one has.
            Assert.Equal(
                step.Status is StepStatus.Failed or StepStatus.TimedOut
                || (step.Status == StepStatus.Cancelled && step.AllAttempts.Any(attempt => attempt.Status is StepStatus.Failed or StepStatus.TimedOut)),
                step.Exception is not null);
            Assert.Equal(step.Attempts, step.AllAttempts.Count);
            Assert.InRange(step.Attempts, step.Status is StepStatus.NotStarted or StepStatus.Skipped ? 0 : 1, 3);
        }

        var failed = run.AllSteps.Where(step => step.Status != StepStatus.Cancelled && step.Exception is not null).ToLookup(step => step.Name == "more");
        switch (run.Status)
        {
            case ChainStatus.Ok or ChainStatus.Partial:
                Assert.Empty(failed[false]);
                Assert.Equal(run.Status == ChainStatus.Partial, failed[true].Any());
                Assert.Equal((6, $"{run.Steps.Many.Values().Count}"), (run.Steps.Many.Count, run.Steps.Last.Result));
                break;
            case ChainStatus.Error:
                Assert.Contains(run.Exception, failed[false].Select(step => step.Exception));
                break;
            default:
                Assert.True(run.Elapsed >= run.Timeout);
                break;
        }
    }

    private int Step(int seed)
    {
        Enter();
        try
        {
            Thread.SpinWait(seed % 200);
            return seed % 11 == 0 ? throw new StressException() : 1;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<int> StepAsync(int seed, CancellationToken token)
    {
        Enter();
        try
        {
            switch (seed % 8)
            {
                case 0:
                    await Task.Yield();
                    break;
                case 1:
                    await Task.Delay(seed % 6, CancellationToken.None).ConfigureAwait(false);
                    break;
                case 2:
                    await Task.Delay(seed % 6, token).ConfigureAwait(false);
                    break;
            }

            return Random.Shared.Next(60) == 0 ? throw new StressException() : 1;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private void Enter()
    {
        if (Interlocked.Increment(ref _running) > Limit)
        {
            Interlocked.Increment(ref _tooMany);
        }
    }

    private sealed class StressException : Exception;
}
