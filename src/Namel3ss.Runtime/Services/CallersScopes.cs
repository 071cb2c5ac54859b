using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss;

/// <summary>
/// The scopes of a run whose caller has given its own: that stands in the place of the run's, also for the chains that steps call which
/// run alone. A run that once could not have it, as another run or a call that was left behind uses it, goes on without it.
/// </summary>
/// <param name="services">The caller's scope.</param>
/// <param name="callers">Those of the chain that called this one with the same scope; null for the chain that was run.</param>
internal sealed class CallersScopes(IServiceProvider services, CallersScopes? callers) : RunScopes(services)
{
    private readonly CallersScope _scope = callers?._scope ?? CallersScope.Of(services);

    /// <summary>Guarded by the lock of the scope.</summary>
    private bool _isWithout;

    private CallersScopes Outermost => callers?.Outermost ?? this;

    public override Scope Enter(bool isOwn) =>
        !isOwn && _scope.TryEnter(Outermost)
            ? new Scope(new AsyncServiceScope(_scope)) { IsForOneCall = true }
            : base.Enter(isOwn);

    public override ValueTask CloseAsync()
    {
        if (callers is null)
        {
            _scope.Leave(this);
        }

        return base.CloseAsync();
    }

    /// <summary>The scope of a caller: one object for it, so that of all runs at once only one has it, and of all calls only one.</summary>
    private sealed class CallersScope : IServiceScope
    {
        private static readonly ConditionalWeakTable<IServiceProvider, CallersScope> Known = new();

        private CallersScopes? _run;
        private bool _isBusy;

        private CallersScope(IServiceProvider services) => ServiceProvider = services;

        public IServiceProvider ServiceProvider { get; }

        public static CallersScope Of(IServiceProvider services) => Known.GetValue(services, static services => new CallersScope(services));

        /// <summary>Has a call use the scope until it is disposed; false if the run has to do without it.</summary>
        public bool TryEnter(CallersScopes run)
        {
            lock (this)
            {
                run._isWithout |= _isBusy || (_run ?? run) != run;
                if (run._isWithout)
                {
                    return false;
                }

                _run = run;
                return _isBusy = true;
            }
        }

        /// <summary>The run starts nothing more. A call of it that still runs has the scope to itself.</summary>
        public void Leave(CallersScopes run)
        {
            lock (this)
            {
                run._isWithout = true;
                if (_run == run)
                {
                    _run = null;
                }
            }
        }

        /// <summary>The call that used the scope has ended. What is in it is its owner's to dispose.</summary>
        public void Dispose()
        {
            lock (this)
            {
                _isBusy = false;
            }
        }
    }
}
