using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Execution;

/// <summary>Runs that start on the thread of a user interface: nothing of a run may need that thread again, which may be waiting for the run.</summary>
public sealed class SynchronizationContextTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_that_blocks_its_thread_gets_its_run(bool parallel)
    {
        var run = await OnUiThread(() => LabChain.RunGroupAsync(3, (index, _) => YieldAsync(index), new Lab().Options(parallel)));

        Assert.Equal((ChainStatus.Ok, 2), (run.Status, run.Result));
    }

    [Fact]
    public async Task So_does_one_whose_step_is_tried_again()
    {
        var info = LabChain.Info(1, step: _ => new("a", "connector", "work") { Retry = new RetryInfo(1), Timeout = 20 });
        var run = await OnUiThread(() => LabChain.RunGroupAsync(info, (index, _) => YieldAsync(index), new Lab().Options()));

        Assert.Equal(ChainStatus.Ok, run.Status);
    }

    [Fact]
    public async Task And_one_whose_scope_is_disposed_asynchronously()
    {
        await using var services = new ServiceCollection().AddScoped<Service>().BuildServiceProvider();
        var info = LabChain.Info(1, step: _ => new("a", "connector", "work") { Services = [new(typeof(Service))] });
        var run = await OnUiThread(() => LabChain.RunAsync(
            info,
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], _ => chain.CallNow(steps.Items[0], own => own.Get<Service>().Use()));
                await chain.LeaveScopeAsync();
            },
            new Lab().Options() with { Services = services }));

        Assert.Equal(ChainStatus.Ok, run.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_that_blocks_a_scheduler_which_does_one_thing_at_a_time_gets_its_run(bool parallel)
    {
        await using var services = new ServiceCollection().AddScoped<Service>().BuildServiceProvider();
        var info = LabChain.Info(2, step: index => new(LabChain.Name(index), "connector", "work") { Services = [new(typeof(Service))] });
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;

        var isOk = await Task.Factory.StartNew(
            () =>
            {
                var running = LabChain.RunAsync(
                    info,
                    async (chain, steps) =>
                    {
                        await chain.Run(steps.Items[0], _ => chain.CallNow(steps.Items[0], own => own.Get<Service>().Use()));
                        await chain.Run(steps.Items[1], _ => YieldAsync(1));
                        await chain.LeaveScopeAsync();
                    },
                    new Lab().Options(parallel) with { Services = services });
                return running.Wait(Lab.Patience) && running.Result.IsOk && TaskScheduler.Current == scheduler;
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            scheduler);

        Assert.True(isOk);
    }

    [Fact]
    public async Task The_callers_context_is_still_there_when_the_chain_has_been_called()
    {
        var isThere = false;
        await OnUiThread(() =>
        {
            var context = SynchronizationContext.Current;
            var running = LabChain.RunGroupAsync(1, (index, _) => YieldAsync(index), new Lab().Options());
            isThere = SynchronizationContext.Current == context && context is not null;
            return running;
        });

        Assert.True(isThere);
    }

    /// <summary>As users write it, without ConfigureAwait.</summary>
    private static async Task<int> YieldAsync(int value)
    {
        await Task.Yield();
        return value;
    }

    /// <summary>Starts a run on a thread that does nothing else until the run has ended.</summary>
    private static async Task<LabRun> OnUiThread(Func<Task<LabRun>> start)
    {
        var started = new TaskCompletionSource<Task<LabRun>>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new DeafContext());
            started.SetResult(start());
        })
        {
            IsBackground = true,
        }.Start();
        // Of the test that it fails in place of hanging; a run that goes well needs no time.
        return await (await started.Task).WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Takes what is posted to it and never comes to do it, like a window whose thread is blocked.</summary>
    private sealed class DeafContext : SynchronizationContext
    {
        private readonly ConcurrentQueue<object?> _posted = new();

        public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue(state);
    }

    private sealed class Service : IAsyncDisposable
    {
        private int _uses;

        public int Use() => ++_uses;

        public async ValueTask DisposeAsync() => await Task.Yield();
    }
}
