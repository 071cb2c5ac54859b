using Microsoft.Extensions.DependencyInjection;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Services;

/// <summary>When scopes of a run are opened, who shares them, and when they end.</summary>
public sealed class ScopeTests
{
    private readonly Lab _lab = new();

    private readonly List<Probe> _probes = [];

    private ServiceProvider Container() => new ServiceCollection()
        .AddScoped(_ =>
        {
            lock (_probes)
            {
                _probes.Add(new Probe());
                return _probes[^1];
            }
        })
        .BuildServiceProvider();

    private static StepInfo Step(int index, bool own = false, bool stop = true) => new(LabChain.Name(index), "connector", "work")
    {
        Services = [new(typeof(Probe))],
        HasOwnScope = own,
        StopOnError = stop,
    };

    private ChainOptions Options(IServiceProvider services, bool parallel = true) => _lab.Options(parallel) with { Services = services };

    [Fact]
    public async Task No_scope_is_opened_for_a_chain_that_takes_nothing_from_the_container()
    {
        var run = await LabChain.RunSequenceAsync(2, (_, _) => Task.FromResult(1), Options(new NoScopes()));

        Assert.True(run.IsOk);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Steps_in_turn_share_a_scope_that_is_disposed_before_the_run_is_handed_out(bool parallel)
    {
        await using var services = Container();

        var run = await LabChain.RunAsync(
            LabChain.Info(2, step: index => Step(index)),
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], _ => chain.Call(steps.Items[0], services => services.Get<Probe>().UseAsync()));
                await chain.RunOnPool(steps.Items[1], _ => chain.CallNow(steps.Items[1], services => services.Get<Probe>().Use()));
                Assert.Equal(0, _probes[0].Disposed);
                await chain.LeaveScopeAsync();
            },
            Options(services, parallel));

        Assert.True(run.IsOk, run.Error);
        Assert.Equal((2, 1), (Assert.Single(_probes).Uses, _probes[0].Disposed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_call_that_may_run_beside_another_has_a_scope_of_its_own(bool parallel)
    {
        await using var services = Container();

        var run = await LabChain.RunAsync(
            LabChain.Info(3, step: index => Step(index, own: true)),
            (chain, steps) => LabChain.GroupAsync(chain, steps, (index, _) => chain.Call(steps.Items[index], services => services.Get<Probe>().UseAsync())),
            Options(services, parallel));

        Assert.True(run.IsOk, run.Error);
        Assert.Equal([(1, 1), (1, 1), (1, 1)], _probes.Select(probe => (probe.Uses, probe.Disposed)));
    }

    [Fact]
    public async Task A_scope_outlives_the_run_until_its_abandoned_call_has_ended()
    {
        await using var services = Container();
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var info = LabChain.Info(2, timeoutSeconds: 5, step: index => Step(index, own: index == 1));
        var running = LabChain.RunAsync(
            info,
            async (chain, steps) =>
            {
                var first = chain.Run(steps.Items[0], _ => chain.Call(steps.Items[0], services => services.Get<Probe>().WaitAsync(gate.Task)));
                var second = chain.Run(steps.Items[1], _ => chain.Call(steps.Items[1], services => services.Get<Probe>().WaitAsync(gate.Task)));
                await first;
                await second;
            },
            Options(services));
        _lab.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(ChainStatus.Timeout, (await running).Status);
        Assert.Equal([0, 0], _probes.Select(probe => probe.Disposed));

        gate.SetResult(1);
        await Lab.UntilAsync(() => _probes.All(probe => probe.Disposed > 0));
        Assert.Equal([1, 1], _probes.Select(probe => probe.Disposed));
    }

    [Fact]
    public async Task A_scope_of_a_run_that_failed_is_disposed()
    {
        await using var services = Container();

        var run = await LabChain.RunAsync(
            LabChain.Info(1, step: index => Step(index)),
            async (chain, steps) => await chain.Run(steps.Items[0], _ => chain.Call(steps.Items[0], services => services.Get<Probe>().WaitAsync(Task.FromException<int>(new InvalidOperationException("it failed"))))),
            Options(services));

        Assert.Equal("Step 'a' failed: it failed", run.Error);
        await Lab.UntilAsync(() => _probes[0].Disposed > 0);
        Assert.Equal(1, Assert.Single(_probes).Disposed);
    }

    [Fact]
    public async Task A_call_that_was_left_behind_keeps_its_scope_to_itself()
    {
        await using var services = Container();
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var leftBehind = Task.CompletedTask;

        var run = await LabChain.RunAsync(
            LabChain.Info(2, step: index => Step(index)),
            async (chain, steps) =>
            {
                // As a step's own timeout leaves it.
                leftBehind = chain.Call(steps.Items[0], services => services.Get<Probe>().WaitAsync(gate.Task));
                await chain.Run(steps.Items[0], _ => chain.Call(steps.Items[0], services => services.Get<Probe>().UseAsync()));
                await chain.Run(steps.Items[1], _ => chain.Call(steps.Items[1], services => services.Get<Probe>().UseAsync()));
                await chain.LeaveScopeAsync();
            },
            Options(services));

        Assert.True(run.IsOk, run.Error);
        Assert.Equal([(1, 0), (2, 1)], _probes.Select(probe => (probe.Uses, probe.Disposed)));
        gate.SetResult(1);
        await leftBehind;
        Assert.Equal([1, 1], _probes.Select(probe => probe.Disposed));
    }

    [Fact]
    public async Task A_scope_that_does_not_end_does_not_hold_the_caller_up_beyond_the_timeout()
    {
        await using var services = Container();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = LabChain.RunAsync(
            LabChain.Info(1, timeoutSeconds: 5, step: index => Step(index)),
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], _ => chain.Call(steps.Items[0], services => services.Get<Probe>().HoldAsync(gate.Task)));
                await chain.LeaveScopeAsync();
            },
            Options(services));
        Assert.False(running.IsCompleted);
        _lab.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(ChainStatus.Timeout, (await running).Status);
        gate.SetException(new InvalidOperationException("it does not close"));
        await Lab.UntilAsync(() => _lab.Lines.Contains("The services of chain 'lab' could not be disposed after it had ended"));
    }

    [Fact]
    public async Task Without_a_container_each_call_has_an_instance_that_is_disposed_after_it()
    {
        var made = new List<Probe>();
        var info = LabChain.Info(2, step: index => new(LabChain.Name(index), "connector", "work")
        {
            Services = [new(typeof(Probe), () =>
            {
                made.Add(new Probe());
                return made[^1];
            })],
        });

        var run = await LabChain.RunAsync(
            info,
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], _ => chain.Call(steps.Items[0], services => services.Get<Probe>().UseAsync()));
                Assert.Equal(1, made[0].Disposed);
                await chain.Run(steps.Items[1], _ => chain.CallNow(steps.Items[1], services => services.Get<Probe>().Use()));
                await chain.LeaveScopeAsync();
            },
            _lab.Options());

        Assert.True(run.IsOk, run.Error);
        Assert.Equal([(1, 1), (1, 1)], made.Select(probe => (probe.Uses, probe.Disposed)));
    }

    [Fact]
    public async Task What_a_failing_call_threw_is_what_the_step_shows()
    {
        var info = LabChain.Info(1, step: _ => new("a", "connector", "work") { Services = [new(typeof(Probe), () => new Probe())] });

        var run = await LabChain.RunAsync(
            info,
            async (chain, steps) => await chain.Run(steps.Items[0], _ => chain.Call(steps.Items[0], services => (Task<int>)null!)),
            _lab.Options());

        Assert.Equal("Step 'a' failed: The method returned null in place of a Task.", run.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scope_that_cannot_be_disposed_does_not_hide_what_the_call_threw(bool isAsynchronous)
    {
        await using var services = Container();
        var broken = Task.FromException(new InvalidOperationException("it does not close"));

        var run = await LabChain.RunAsync(
            LabChain.Info(1, step: index => Step(index, own: true)),
            async (chain, steps) =>
            {
                if (isAsynchronous)
                {
                    await chain.Run(steps.Items[0], _ => chain.Call(steps.Items[0], services => FailAsync(services.Get<Probe>())));
                }
                else
                {
                    await chain.Run(steps.Items[0], _ => chain.CallNow(steps.Items[0], services => Fail(services.Get<Probe>())));
                }

                await chain.LeaveScopeAsync();
            },
            Options(services));

        Assert.Equal("Step 'a' failed: it failed", run.Error);
        Assert.Contains("The services of step 'a' of chain 'lab' could not be disposed after it had failed", _lab.Lines);

        int Fail(Probe probe)
        {
            _ = probe.HoldAsync(broken);
            throw new IOException("it failed");
        }

        async Task<int> FailAsync(Probe probe)
        {
            await Task.Yield();
            return Fail(probe);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_thread_waits_for_what_is_disposed_after_a_synchronous_call(bool parallel)
    {
        await using var services = Container();
        var held = new TaskCompletionSource();

        var running = await Task.Run(() => Task.FromResult(LabChain.RunAsync(
            LabChain.Info(1, step: index => Step(index, own: true)),
            async (chain, steps) =>
            {
                await chain.Run(steps.Items[0], _ => chain.CallNow(steps.Items[0], services => Use(services.Get<Probe>())));
                await chain.LeaveScopeAsync();
            },
            Options(services, parallel)))).WaitAsync(Lab.Patience);
        Assert.False(running.IsCompleted);
        held.SetResult();

        Assert.Equal((ChainStatus.Ok, 1, 0), ((await running).Status, _probes[0].Disposed, _lab.Limiter.InUse));

        int Use(Probe probe)
        {
            _ = probe.HoldAsync(held.Task);
            return 1;
        }
    }

    private sealed class NoScopes : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(IServiceScopeFactory) ? throw new InvalidOperationException("Nobody needs a scope.") : null;
    }

    private sealed class Probe : IAsyncDisposable
    {
        private Task _disposing = Task.CompletedTask;

        public int Uses { get; private set; }

        public int Disposed { get; private set; }

        public int Use() => ++Uses;

        public async Task<int> UseAsync()
        {
            await Task.Yield();
            return Use();
        }

        public async Task<int> WaitAsync(Task<int> task)
        {
            Use();
            return await task;
        }

        public Task<int> HoldAsync(Task disposing)
        {
            _disposing = disposing;
            return Task.FromResult(Use());
        }

        public async ValueTask DisposeAsync()
        {
            await _disposing;
            Disposed++;
        }
    }
}
