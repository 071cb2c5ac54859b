using System.Runtime.CompilerServices;

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
            value = await call(services).ConfigureAwait(false);
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
            await call(services).ConfigureAwait(false);
        }
        catch
        {
            await LeaveFailedAsync(step, services).ConfigureAwait(false);
            throw;
        }

        await services.LeaveAsync().ConfigureAwait(false);
    }

    /// <summary>Calls a synchronous method with what it needs of the container.</summary>
    /// <param name="step">The step.</param>
    /// <param name="call">Calls the user's method.</param>
    public T CallNow<T>(StepRun step, Func<StepServices, T> call)
    {
        var services = Enter(step);
        T value;
        try
        {
            value = call(services);
        }
        catch
        {
            LeaveFailedNow(step, services);
            throw;
        }

        LeaveNow(services);
        return value;
    }

    /// <inheritdoc cref="CallNow{T}(StepRun, Func{StepServices, T})"/>
    public void CallNow(StepRun step, Action<StepServices> call)
    {
        var services = Enter(step);
        try
        {
            call(services);
        }
        catch
        {
            LeaveFailedNow(step, services);
            throw;
        }

        LeaveNow(services);
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

    /// <inheritdoc cref="LeaveFailedAsync"/>
    private void LeaveFailedNow(StepRun step, StepServices services)
    {
        try
        {
            LeaveNow(services);
        }
        catch (Exception error)
        {
            _logger?.DisposingFailed(step.Info!.DisplayName, _info.DisplayName, error);
        }
    }

    private static void LeaveNow(StepServices services)
    {
        var leaving = services.LeaveAsync();
        if (leaving.IsCompleted)
        {
            leaving.GetAwaiter().GetResult();
        }
        else
        {
            leaving.AsTask().GetAwaiter().GetResult();
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
            return scopes.CloseAsync();
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

    private void Observe(Task disposing) => _ = disposing.ContinueWith(
        static (task, chain) => ((Chain)chain!)._logger?.DisposingFailed(((Chain)chain!)._info.DisplayName, task.Exception!),
        this,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
