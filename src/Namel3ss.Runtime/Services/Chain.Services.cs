using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Namel3ss.CompilerServices;

// Calls of methods that need an instance or a keyed service. A call has its scope from before the method is called until it has ended,
// whether or not the run is still there then.
public sealed partial class Chain
{
    /// <summary>The container of this run, if it has one.</summary>
    internal IServiceProvider? Services => _options?.Services;

    private RunScopes? Scopes => _extras?.Scopes;

    private RunScopes? NewScopes() => Services switch
    {
        null => null,
        // Also where no step of this chain takes anything: those of a chain that it calls may.
        var services when _options!.UseCallersScope => new CallersScopes(services, _options.Caller?.Scopes as CallersScopes),
        var services => _info.HasServices ? new RunScopes(services) : null,
    };

    private static void CheckCallersScope(IServiceProvider? services)
    {
        if (services is null || ContainerSettings.IsRoot(services))
        {
            throw new ChainConfigurationException(
                $"ChainOptions.UseCallersScope is true, but ChainOptions.Services is {(services is null ? "null" : "a whole container")}. "
                + "Give the scope that the steps are to share, such as HttpContext.RequestServices.");
        }
    }

    /// <summary>Calls a method with what it needs of the container.</summary>
    /// <param name="step">The step.</param>
    /// <param name="call">Calls the user's method.</param>
    public async Task<T> Call<T>(StepRun step, Func<StepServices, Task<T>> call)
    {
        var services = Enter(step);
        T value;
        try
        {
            value = await (call(services) ?? throw Invocation.NoTask()).ConfigureAwait(false);
        }
        catch
        {
            await LeaveFailedAsync(step, services).ConfigureAwait(false);
            throw;
        }

        await services.LeaveAsync().ConfigureAwait(false);
        return value;
    }

    /// <inheritdoc cref="Call{T}(StepRun, Func{StepServices, Task{T}})"/>
    public async Task<T> Call<T>(StepRun step, Func<StepServices, ValueTask<T>> call)
    {
        var services = Enter(step);
        T value;
        try
        {
            value = await call(services).CallsBackOnce();
        }
        catch
        {
            await LeaveFailedAsync(step, services).ConfigureAwait(false);
            throw;
        }

        await services.LeaveAsync().ConfigureAwait(false);
        return value;
    }

    /// <inheritdoc cref="Call{T}(StepRun, Func{StepServices, Task{T}})"/>
    public async Task Call(StepRun step, Func<StepServices, Task> call)
    {
        var services = Enter(step);
        try
        {
            await (call(services) ?? throw Invocation.NoTask()).ConfigureAwait(false);
        }
        catch
        {
            await LeaveFailedAsync(step, services).ConfigureAwait(false);
            throw;
        }

        await services.LeaveAsync().ConfigureAwait(false);
    }

    /// <inheritdoc cref="Call{T}(StepRun, Func{StepServices, Task{T}})"/>
    public async Task Call(StepRun step, Func<StepServices, ValueTask> call)
    {
        var services = Enter(step);
        try
        {
            await call(services).CallsBackOnce();
        }
        catch
        {
            await LeaveFailedAsync(step, services).ConfigureAwait(false);
            throw;
        }

        await services.LeaveAsync().ConfigureAwait(false);
    }

    /// <summary>Calls a synchronous method with what it needs of the container. No thread waits for services that are disposed asynchronously.</summary>
    /// <param name="step">The step.</param>
    /// <param name="call">Calls the user's method.</param>
    public ValueTask<T> CallNow<T>(StepRun step, Func<StepServices, T> call)
    {
        var services = Enter(step);
        T value;
        try
        {
            value = call(services);
        }
        catch (Exception error)
        {
            return FailedAsync<T>(step, services, error);
        }

        var leaving = services.LeaveAsync();
        return leaving.IsCompletedSuccessfully ? new(value) : LeftAsync(leaving, value);

        static async ValueTask<T> LeftAsync(ValueTask leaving, T value)
        {
            await leaving.ConfigureAwait(false);
            return value;
        }
    }

    /// <inheritdoc cref="CallNow{T}(StepRun, Func{StepServices, T})"/>
    public ValueTask CallNow(StepRun step, Action<StepServices> call)
    {
        var services = Enter(step);
        try
        {
            call(services);
        }
        catch (Exception error)
        {
            return new(FailedAsync<object>(step, services, error).AsTask());
        }

        return services.LeaveAsync();
    }

    private async ValueTask<T> FailedAsync<T>(StepRun step, StepServices services, Exception error)
    {
        var thrown = ExceptionDispatchInfo.Capture(error);
        await LeaveFailedAsync(step, services).ConfigureAwait(false);
        thrown.Throw();
        throw error;
    }

    /// <summary>After a call that threw: that is what the step shows, and not that its services cannot be disposed.</summary>
    private async ValueTask LeaveFailedAsync(StepRun step, StepServices services)
    {
        try
        {
            await services.LeaveAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _logger?.DisposingFailed(step.Info!.DisplayName, _info.DisplayName, error);
        }
    }

    /// <summary>
    /// The body has come to its end: the scope of its steps is disposed before the caller goes on, but the caller is not held up
    /// beyond the timeout.
    /// </summary>
    public ConfiguredTaskAwaitable LeaveScopeAsync()
    {
        var leaving = CloseScope();
        var bounded = leaving.IsCompletedSuccessfully ? Task.CompletedTask : Bounded(leaving.AsTask());
        return (Harness is { } harness && !bounded.IsCompleted ? Followed(harness, bounded) : bounded).ConfigureAwait(false);

        static async Task Followed(RunHarness harness, Task leaving)
        {
            await harness.Follow(leaving).ConfigureAwait(false);
            await leaving.ConfigureAwait(false);
        }

        async Task Bounded(Task task)
        {
            await Task.WhenAny(task, Task.Delay(Timeout.Infinite, Token)).ConfigureAwait(false);
            if (task.IsCompleted)
            {
                await task.ConfigureAwait(false);
            }
            else
            {
                Observe(task);
            }
        }
    }

    /// <summary>The run was stopped: nobody waits for its scope.</summary>
    private void LeaveScope()
    {
        if (CloseScope() is { IsCompletedSuccessfully: false } leaving)
        {
            Observe(leaving.AsTask());
        }
    }

    private ValueTask CloseScope()
    {
        if (Scopes is not { } scopes)
        {
            return default;
        }

        var context = LeaveCallersContext();
        try
        {
            return TaskScheduler.Current == TaskScheduler.Default ? scopes.CloseAsync() : OutsideOfScheduler(scopes.CloseAsync);
        }
        finally
        {
            ReturnTo(context);
        }
    }

    private StepServices Enter(StepRun step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new StepServices(step.Info!, Scopes);
    }

    private void LogDisposing(AggregateException error) => _logger?.DisposingFailed(_info.DisplayName, error);

    private void Observe(Task disposing) => _ = disposing.ContinueWith(
        static (task, chain) => ((Chain)chain!).LogDisposing(task.Exception!),
        this,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
