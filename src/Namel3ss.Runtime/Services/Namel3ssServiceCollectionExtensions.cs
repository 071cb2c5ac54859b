using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Namel3ss;
using Namel3ss.CompilerServices;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds chains to a container.</summary>
public static class Namel3ssServiceCollectionExtensions
{
    /// <summary>
    /// Adds the settings of chains that run with this container. They come, the most specific first, from <paramref name="configure"/>,
    /// the environment, the section <c>Namel3ss</c> of the container's <c>IConfiguration</c>, the project's MSBuild properties and the
    /// defaults; log and clock are the container's. A host checks them, and that every chain finds what it calls, when it starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets what code decides; of several calls, all count.</param>
    /// <returns>The services, to add the project's chains to: <c>.AddChains()</c>.</returns>
    public static IServiceCollection AddNamel3ss(this IServiceCollection services, Action<Namel3ssOptions>? configure = null) =>
        services.AddNamel3ss(configure, RuntimeConfiguration.Process);

    /// <summary>Tests have a process of their own.</summary>
    internal static IServiceCollection AddNamel3ss(
        this IServiceCollection services, Action<Namel3ssOptions>? configure, RuntimeConfiguration process)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(provider => ContainerSettings.Of(provider, process));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartCheck>());
        return services;
    }

    /// <summary>Called by the generated <c>AddChains</c>: what the host checks when it starts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="chains">The chains of one project.</param>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public static IServiceCollection AddNamel3ssChains(this IServiceCollection services, params ChainInfo[] chains)
    {
        services.AddNamel3ss();
        if (!services.Any(service => service.ImplementationInstance is RegisteredChains registered && registered.Chains.SequenceEqual(chains)))
        {
            services.AddSingleton(new RegisteredChains(chains));
        }

        return services;
    }
}
