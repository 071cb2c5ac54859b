using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

/// <summary>Thousands of random runs on real threads: whatever meets whatever, the rules hold.</summary>
[Collection(nameof(StressTests))]
[CollectionDefinition(nameof(StressTests), DisableParallelization = true)]
public sealed class StressTests
{
    private const int Limit = 8;
    private const int Workers = 16;
    private const int RunsOfWorker = 400;

    [Fact]
    public async Task Whatever_happens_permits_results_and_exceptions_are_in_order()
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.InnerExceptions.Any(error => error is StressException))
            {
                Interlocked.Increment(ref unobserved);
            }
        }

        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            var world = new World();
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(seed => Task.Run(() => world.WorkAsync(new Random(seed)))));
            await Lab.UntilAsync(() => world.Limiter.InUse == 0 && Volatile.Read(ref world.Running) == 0);

            Assert.Equal(0, world.TooMany);
            Assert.Equal((0, 0), (world.Limiter.InUse, world.Limiter.Waiting));
            Assert.All(world.Kept, kept => Assert.Equal(kept.Before, Describe(kept.Run)));
            // Each kind of end must have been met, or the test tests less than it says.
            Assert.All(world.Ends, count => Assert.True(count > 0, $"Ends: {string.Join(", ", world.Ends)}"));

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

    private static string Describe(LabRun run) =>
        $"{run.Status} {run.Error} {string.Join(" ", run.AllSteps.Select(step => $"{step.Name}:{step.Status}:{((StepRun<int?>)step).Result}:{step.Error}:{step.Elapsed.Ticks}:{step.Attempts}"))}";

    private sealed class StressException(string message) : Exception(message);

    private sealed class World
    {
        public readonly ChainLimiter Limiter = new(Limit);
        public readonly System.Collections.Concurrent.ConcurrentBag<(LabRun Run, string Before)> Kept = [];
        public readonly int[] Ends = new int[5];
        public int Running;
        public int TooMany;

        private static readonly ChainInfo Info = LabChain.Info(
            6, step: index => new StepInfo(LabChain.Name(index), "connector", "work") { StopOnError = index != 1 });

        public async Task WorkAsync(Random random)
        {
            for (var i = 0; i < RunsOfWorker; i++)
            {
                using var source = new CancellationTokenSource();
                if (random.Next(8) == 0)
                {
                    source.CancelAfter(random.Next(4));
                }

                var options = new ChainOptions
                {
                    Limiter = Limiter,
                    EnableParallelSteps = random.Next(2) == 0,
                    Timeout = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? random.Next(1, 8) : 30_000),
                };
                var seeds = Enumerable.Range(0, 6).Select(_ => random.Next()).ToArray();
                try
                {
                    var run = await LabChain.RunAsync(Info, (chain, steps) => BodyAsync(chain, steps, seeds), options, source.Token);
                    Check(run);
                    Interlocked.Increment(ref Ends[(int)run.Status]);
                    if (random.Next(4) == 0)
                    {
                        Kept.Add((run, Describe(run)));
                    }
                }
                catch (OperationCanceledException error) when (error.CancellationToken == source.Token)
                {
                    Interlocked.Increment(ref Ends[4]);
                }
            }
        }

        private static void Check(LabRun run)
        {
            foreach (var step in run.Steps.Items)
            {
                Assert.True(step.Status is not (StepStatus.Running or StepStatus.Waiting or StepStatus.Skipped or StepStatus.TimedOut));
                Assert.Equal(step.Status == StepStatus.Ok, step.Result == 1);
                Assert.Equal(step.Status == StepStatus.Failed, step.Exception is StressException);
                Assert.Equal(step.Status == StepStatus.NotStarted ? 0 : 1, step.Attempts);
            }

            var tolerated = run.Steps.Items[1].Status == StepStatus.Failed;
            var failed = run.Steps.Items.Where((step, index) => index != 1).Any(step => step.Status == StepStatus.Failed);
            switch (run.Status)
            {
                case ChainStatus.Ok or ChainStatus.Partial:
                    Assert.False(failed);
                    Assert.Equal(run.Status == ChainStatus.Partial, tolerated);
                    Assert.All(run.Steps.Items.Where((_, index) => index != 1), step => Assert.Equal(StepStatus.Ok, step.Status));
                    break;
                case ChainStatus.Error:
                    Assert.True(failed);
                    Assert.Same(run.Exception, run.Steps.Items.Single(step => run.Error == $"Step '{step.Name}' failed: {step.Error}").Exception);
                    break;
                default:
                    Assert.True(run.Elapsed >= run.Timeout, $"{run.Elapsed} of {run.Timeout}");
                    break;
            }
        }

        private async Task BodyAsync(Chain chain, LabSteps steps, int[] seeds)
        {
            // A group of three, one alone, a group of two: asynchronous, on the pool and inline.
            var a = chain.Run(steps.Items[0], token => StepAsync("a", seeds[0], token));
            var b = chain.RunOnPool(steps.Items[1], token => Step("b", seeds[1]));
            var c = chain.Run(steps.Items[2], token => StepAsync("c", seeds[2], token));
            await a;
            await b;
            await c;
            await chain.RunInline(steps.Items[3], token => Step("d", seeds[3]));
            var e = chain.Run(steps.Items[4], token => StepAsync("e", seeds[4], token));
            var f = chain.Run(steps.Items[5], token => StepAsync("f", seeds[5], token));
            await e;
            await f;
        }

        private int Step(string name, int seed)
        {
            Enter();
            try
            {
                Thread.SpinWait(seed % 200);
                return seed % 17 == 0 ? throw new StressException(name) : 1;
            }
            finally
            {
                Interlocked.Decrement(ref Running);
            }
        }

        private async Task<int> StepAsync(string name, int seed, CancellationToken token)
        {
            Enter();
            try
            {
                switch (seed % 6)
                {
                    case 0:
                        await Task.Yield();
                        break;
                    case 1:
                        await Task.Delay(seed % 3, CancellationToken.None).ConfigureAwait(false);
                        break;
                    case 2:
                        await Task.Delay(seed % 3, token).ConfigureAwait(false);
                        break;
                }

                return seed % 13 == 0 ? throw new StressException(name) : 1;
            }
            finally
            {
                Interlocked.Decrement(ref Running);
            }
        }

        private void Enter()
        {
            if (Interlocked.Increment(ref Running) > Limit)
            {
                Interlocked.Increment(ref TooMany);
            }
        }
    }
}
