using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss.Language.Tests;

/// <summary>Runs in the caller's scope: steps that run alone see what the caller sees, and no two calls ever share it.</summary>
public sealed class CallersScopeTests
{
    private static readonly ChainLimiter Wide = new(50);

    private static ServiceProvider Container(Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddNamel3ss().AddChains().AddSingleton<Ledger>().AddScoped<OrderContext>();
        more?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static ChainOptions Within(IServiceProvider scope, bool parallel) =>
        new() { Services = scope, UseCallersScope = true, EnableParallelSteps = parallel, Limiter = Wide };

    /// <summary>The number of the context that belongs to a scope: the caller has used it before.</summary>
    private static int ContextOf(IServiceScope scope) => scope.ServiceProvider.GetRequiredService<OrderContext>().Scope;

    /// <summary>Waits until a run is in the caller's scope again: the call that used it ends just now.</summary>
    private static async Task FreeAsync(int callers, ChainOptions options)
    {
        while ((await Chains.RunContainerCalledAsync(options)).Steps.First.Result != callers)
        {
            await Task.Yield();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_runs_alone_is_in_it_and_what_may_run_beside_something_else_is_not(bool parallel)
    {
        await using var services = Container();
        await using var request = services.CreateAsyncScope();
        int callers = ContextOf(request);

        var run = await services.GetRequiredService<IChains>().RunContainerOfCallerAsync([1, 2, 3], Within(request.ServiceProvider, parallel));

        Assert.True(run.IsOk, run.Error);
        var steps = run.Steps;
        Assert.All(
            [steps.Alone.Result, steps.Last.Result, .. steps.InTurn.Select(step => step.Result), .. Inner(steps.Called.Run!)],
            scope => Assert.Equal(callers, scope));

        // Each call has its own, and each run of a called chain.
        int?[] own = [steps.Left.Result, steps.Right.Result, .. steps.Beside.Select(step => step.Result)];
        int?[][] called = [Inner(steps.CalledLeft.Run!), Inner(steps.CalledRight.Run!), .. steps.CalledEach.Select(step => Both(step.Run!))];
        Assert.All(called, both => Assert.Equal(both[0], both[1]));
        Assert.Equal(2 + 3 + 2 + 3, own.Concat(called.Select(both => both[0])).Where(scope => scope != callers).Distinct().Count());

        var ledger = services.GetRequiredService<Ledger>();
        Assert.Equal(Enumerable.Range(1, 11).Where(scope => scope != callers), ledger.Disposed.Order());
        await request.DisposeAsync();
        Assert.Contains(callers, ledger.Disposed);

        static int?[] Inner(Chains.ContainerAroundRun around) => Both(around.Steps.Inner.Run!);

        static int?[] Both(Chains.ContainerCalledRun called) => [called.Steps.First.Result, called.Steps.Second.Result];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_data_flow_only_a_barrier_runs_alone(bool parallel)
    {
        await using var services = Container();
        await using var request = services.CreateAsyncScope();
        int callers = ContextOf(request);

        var steps = (await Chains.RunContainerOfCallerByDataAsync(Within(request.ServiceProvider, parallel))).Steps;

        Assert.Equal(callers, steps.Last.Result);
        Assert.Equal(4, new[] { steps.First.Result, steps.Second.Result, steps.Third.Result, callers }.Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_option_no_call_is_in_it(bool parallel)
    {
        await using var services = Container();
        await using var request = services.CreateAsyncScope();
        int callers = ContextOf(request);

        var run = await Chains.RunContainerCalledAsync(Within(request.ServiceProvider, parallel) with { UseCallersScope = false });

        Assert.Equal((callers + 1, callers + 1), (run.Steps.First.Result, run.Steps.Second.Result));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_runs_at_once_one_has_it_and_it_is_free_again_after_that(bool parallel)
    {
        await using var services = Container();
        await using var request = services.CreateAsyncScope();
        int callers = ContextOf(request);
        var ledger = services.GetRequiredService<Ledger>();
        var options = Within(request.ServiceProvider, parallel);

        var first = Chains.RunContainerStubbornAsync(options);
        await ledger.Entered.Task;
        var second = await Chains.RunContainerCalledAsync(options);
        ledger.Gate.SetResult();

        Assert.Equal(callers, (await first).EnsureOk());
        Assert.Equal((callers + 1, callers + 1), (second.Steps.First.Result, second.Steps.Second.Result));
        Assert.Equal([callers + 1], ledger.Disposed);
        Assert.Equal(callers, (await Chains.RunContainerCalledAsync(options)).Steps.Second.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_was_left_behind_has_it_to_itself(bool parallel)
    {
        await using var services = Container();
        await using var request = services.CreateAsyncScope();
        int callers = ContextOf(request);
        var ledger = services.GetRequiredService<Ledger>();
        var lab = new Lab();
        var options = Within(request.ServiceProvider, parallel);

        var running = Chains.RunContainerLeftBehindAsync(options with { TimeProvider = lab.Time });
        await ledger.Entered.Task;
        lab.Time.Advance(TimeSpan.FromSeconds(6));
        var run = await running;

        Assert.Equal((StepStatus.TimedOut, callers + 1, callers + 1), (run.Steps.Slow.Status, run.Steps.Next.Result, run.Steps.Last.Result));
        Assert.Equal([callers + 1], ledger.Disposed);

        // The run has ended, its call has not.
        Assert.Equal(callers + 2, (await Chains.RunContainerCalledAsync(options)).Steps.First.Result);

        ledger.Gate.SetResult();
        await FreeAsync(callers, options);
        Assert.DoesNotContain(callers, ledger.Disposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_fails_or_is_cancelled_gives_it_back_as_it_was(bool parallel)
    {
        await using var services = Container();
        await using var request = services.CreateAsyncScope();
        int callers = ContextOf(request);
        var options = Within(request.ServiceProvider, parallel);
        using var cancellation = new CancellationTokenSource();
        var ledger = services.GetRequiredService<Ledger>();

        var failed = await Chains.RunContainerFailsAsync(options);
        Assert.Equal((ChainStatus.Error, callers), (failed.Status, failed.Steps.First.Result));

        var cancelled = Chains.RunContainerStubbornAsync(options, cancellation.Token);
        await ledger.Entered.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<ChainCanceledException>(() => cancelled);
        ledger.Gate.SetResult();
        await FreeAsync(callers, options);

        Assert.DoesNotContain(callers, ledger.Disposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chain_that_a_connector_runs_within_its_call_has_a_scope_of_its_own(bool parallel)
    {
        await using var services = Container();
        await using var request = services.CreateAsyncScope();
        int callers = ContextOf(request);

        Assert.Equal($"{callers} {callers + 1}", (await Chains.RunContainerNestsAsync(Within(request.ServiceProvider, parallel))).EnsureOk());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chat_client_is_made_in_a_scope_of_its_own(bool parallel)
    {
        var contexts = new List<int>();
        await using var services = Container(services => services.AddKeyedScoped<IChatClient>("test", (scope, _) =>
        {
            contexts.Add(scope.GetRequiredService<OrderContext>().Scope);
            return new ModelTests.EchoClient();
        }));
        await using var request = services.CreateAsyncScope();
        int callers = ContextOf(request);

        var run = await Chains.RunContainerAsksAsync(Within(request.ServiceProvider, parallel));

        Assert.Equal(("<Hello>", callers), (run.EnsureOk(), run.Steps.First.Result));
        Assert.Equal([callers + 1], contexts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_runs_at_once_never_use_one_context_twice(bool parallel)
    {
        await using var services = Container();
        await using var request = services.CreateAsyncScope();
        int callers = ContextOf(request);

        // The context throws if it is.
        var runs = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            Task.Run(() => Chains.RunContainerOfCallerAsync([1, 2, 3], Within(request.ServiceProvider, parallel)))));

        Assert.All(runs, run => Assert.True(run.IsOk, run.Error));
        Assert.DoesNotContain(callers, services.GetRequiredService<Ledger>().Disposed);
    }

    [Fact]
    public async Task Without_a_scope_it_is_an_error_before_any_step()
    {
        await using var services = Container();
        var options = new ChainOptions { UseCallersScope = true };

        var none = await Assert.ThrowsAsync<ChainConfigurationException>(() => Chains.RunContainerCalledAsync(options));
        Assert.Equal(
            "ChainOptions.UseCallersScope is true, but ChainOptions.Services is null. "
            + "Give the scope that the steps are to share, such as HttpContext.RequestServices.",
            none.Message);
        var injected = await Assert.ThrowsAsync<ChainConfigurationException>(() => services.GetRequiredService<IChains>().RunContainerCalledAsync(options));
        Assert.Equal(none.Message, injected.Message);
        var root = await Assert.ThrowsAsync<ChainConfigurationException>(() => Chains.RunContainerCalledAsync(options with { Services = services }));
        Assert.Equal(none.Message.Replace(" is null", " is a whole container", StringComparison.Ordinal), root.Message);
        Assert.Equal(0, services.GetRequiredService<Ledger>().Scopes);
    }
}
