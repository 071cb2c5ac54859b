using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss;

/// <summary>
/// The scopes of one run. Steps that run one after another share the run's; whatever may run beside something else has its own.
/// No scope is ever used by two calls at once: where a call was left behind (a step's timeout), the next gets a new one.
/// </summary>
internal class RunScopes(IServiceProvider services)
{
    private readonly object _lock = new();
    private Scope? _shared;
    private bool _isClosed;

    /// <summary>A scope for one call.</summary>
    public virtual Scope Enter(bool isOwn)
    {
        lock (_lock)
        {
            if (isOwn || _isClosed)
            {
                return new Scope(services.CreateAsyncScope()) { IsForOneCall = true };
            }

            if (_shared is { IsBusy: true } leftBehind)
            {
                leftBehind.IsForOneCall = true;
                _shared = null;
            }

            _shared ??= new Scope(services.CreateAsyncScope());
            _shared.IsBusy = true;
            return _shared;
        }
    }

    /// <summary>The call that had the scope has ended.</summary>
    public ValueTask LeaveAsync(Scope scope)
    {
        lock (_lock)
        {
            scope.IsBusy = false;
            if (!scope.IsForOneCall)
            {
                return default;
            }
        }

        return scope.Services.DisposeAsync();
    }

    /// <summary>The run starts nothing more: its scope goes now, or with the call that still uses it.</summary>
    public virtual ValueTask CloseAsync()
    {
        Scope? shared;
        lock (_lock)
        {
            _isClosed = true;
            (shared, _shared) = (_shared, null);
            if (shared is null)
            {
                return default;
            }

            if (shared.IsBusy)
            {
                shared.IsForOneCall = true;
                return default;
            }
        }

        return shared.Services.DisposeAsync();
    }

    /// <summary>A scope of the container; the lock guards its state.</summary>
    internal sealed class Scope(AsyncServiceScope services)
    {
        public AsyncServiceScope Services { get; } = services;

        public bool IsBusy { get; set; }

        /// <summary>It is disposed when its call ends.</summary>
        public bool IsForOneCall { get; set; }
    }
}
