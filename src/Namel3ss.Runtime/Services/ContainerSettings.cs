using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Namel3ss;

/// <summary>
/// The settings of the chains that run with a container: one object per container, so that the hosts of one process do not
/// overwrite each other's. They share the process's limiter.
/// </summary>
internal sealed class ContainerSettings(
    RuntimeConfiguration process,
    IServiceProvider? root,
    IOptions<Namel3ssOptions> options,
    IConfiguration? configuration,
    ILoggerFactory? loggerFactory,
    TimeProvider? clock)
{
    /// <summary>What a singleton is made with: the container itself.</summary>
    private readonly IServiceProvider? _root = root;

    private volatile Resolved? _resolved;

    /// <summary>The settings as they are now: what code sets for the process counts for the runs that start after it here, too.</summary>
    /// <exception cref="ChainConfigurationException">A setting is wrong; it is thrown anew at every call.</exception>
    public RuntimeSettings Settings
    {
        get
        {
            // Before the settings are: what changes meanwhile makes them be resolved once more.
            var version = process.Version;
            var resolved = _resolved;
            if (resolved?.Version != version)
            {
                _resolved = resolved = new Resolved(version, process.ForContainer(
                    options.Value.Over(new Namel3ssOptions { LoggerFactory = loggerFactory, TimeProvider = clock }),
                    ConfigurationSection.Read(configuration)));
            }

            return resolved.Settings;
        }
    }

    public static ContainerSettings Of(IServiceProvider services, RuntimeConfiguration process) => new(
        process,
        services.GetService<IServiceProvider>(),
        services.GetRequiredService<IOptions<Namel3ssOptions>>(),
        services.GetService<IConfiguration>(),
        services.GetService<ILoggerFactory>(),
        services.GetService<TimeProvider>());

    /// <summary>Null without a container, and for one that <c>AddNamel3ss</c> was not called for.</summary>
    public static RuntimeSettings? Of(IServiceProvider? services) => Registered(services)?.Settings;

    /// <summary>The same above what a test puts in the place of the process's settings.</summary>
    public static RuntimeSettings? ForTest(IServiceProvider? services, RuntimeConfiguration process) =>
        Registered(services) is null ? null : Of(services!, process).Settings;

    /// <summary>True if it is the container itself and no scope of it, as far as that can be told: of one that <c>AddNamel3ss</c> was called for.</summary>
    public static bool IsRoot(IServiceProvider services) =>
        Registered(services)?._root is { } root && services.GetService(typeof(IServiceProvider)) == root;

    private static ContainerSettings? Registered(IServiceProvider? services) =>
        services?.GetService(typeof(ContainerSettings)) as ContainerSettings;

    /// <summary>Settings, and which of the process's they stand above.</summary>
    private sealed record Resolved(int Version, RuntimeSettings Settings);
}
