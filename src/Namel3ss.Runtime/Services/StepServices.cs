using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss.CompilerServices;

/// <summary>What one call of a step has from the container, or made for itself where the container has nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepServices
{
    private readonly StepInfo _step;
    private readonly RunScopes? _scopes;
    private readonly RunScopes.Scope? _scope;
    private object? _made;

    internal StepServices(StepInfo step, RunScopes? scopes) =>
        (_step, _scopes, _scope) = (step, scopes, scopes?.Enter(step.HasOwnScope));

    /// <summary>The connector's instance.</summary>
    /// <exception cref="ChainConfigurationException">Nobody can make it.</exception>
    public T Get<T>()
        where T : notnull
    {
        if (_scope?.Services.ServiceProvider.GetService(typeof(T)) is T service)
        {
            return service;
        }

        var info = _step.Services.First(known => known.IsConnector);
        _made = info.Create?.Invoke() ?? throw info.Missing(_step, chain: null, _scope is not null);
        return (T)_made;
    }

    /// <summary>A keyed service.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="InvalidOperationException">The container has none.</exception>
    public T Keyed<T>(object? key)
        where T : notnull => _scope!.Services.ServiceProvider.GetRequiredKeyedService<T>(key);

    /// <summary>A keyed service if there is one.</summary>
    /// <param name="key">The key.</param>
    public T? KeyedOrNull<T>(object? key)
        where T : class => _scope?.Services.ServiceProvider.GetKeyedService<T>(key);

    /// <summary>The call has ended.</summary>
    internal async ValueTask LeaveAsync()
    {
        try
        {
            switch (_made)
            {
                case IAsyncDisposable made:
                    await made.DisposeAsync().CallsBackOnce();
                    break;
                case IDisposable made:
                    made.Dispose();
                    break;
            }
        }
        finally
        {
            if (_scope is not null)
            {
                await _scopes!.LeaveAsync(_scope).ConfigureAwait(false);
            }
        }
    }
}
