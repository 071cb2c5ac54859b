using System.ComponentModel;

namespace Namel3ss.CompilerServices;

/// <summary>What the generated implementation of <c>IChains</c> builds on: its runs have the container that it came from.</summary>
/// <param name="services">The container.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InjectedChains(IServiceProvider services)
{
    private readonly ChainOptions _options = new() { Services = services };

    /// <summary>The caller's options with the container, unless they name one, or say that there is a scope to use: that it is not.</summary>
    /// <param name="options">The caller's options.</param>
    protected ChainOptions With(ChainOptions? options) => options switch
    {
        null => _options,
        { Services: null, UseCallersScope: false } => options with { Services = _options.Services },
        _ => options,
    };
}
