using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss.CompilerServices;

// What the steps of a chain take from the container.
public sealed partial class ChainInfo
{
    // By what all scopes of a container share, which is not the provider: a request has one of its own.
    private readonly WeakReference<IServiceProviderIsService?> _checkedServices = new(null);

    internal bool HasServices { get; }

    /// <summary>Checks, once for this container, that it has what the steps call and what nothing else can make.</summary>
    /// <param name="services">The container.</param>
    /// <param name="harness">What a test has put into the run: what only the steps that it answers for need may be missing.</param>
    /// <exception cref="ChainConfigurationException">Something is missing.</exception>
    internal void CheckServices(IServiceProvider? services, RunHarness? harness = null)
    {
        if (!HasServices)
        {
            return;
        }

        var known = services?.GetService(typeof(IServiceProviderIsService)) as IServiceProviderIsService;
        if (known is not null && _checkedServices.TryGetTarget(out var seen) && seen == known)
        {
            return;
        }

        foreach (var step in _steps)
        {
            foreach (var service in step.Services)
            {
                if (harness?.Replaces(step) is not true && service.NeedsContainer && (services is null || (known is not null && !service.IsKnownTo(known))))
                {
                    throw service.Missing(step, DisplayName, services is not null);
                }
            }
        }

        if (harness is null)
        {
            _checkedServices.SetTarget(known);
        }
    }
}
