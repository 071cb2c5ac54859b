using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss.CompilerServices;

/// <summary>What a step's call takes from the container.</summary>
/// <param name="type">The connector's class or interface.</param>
/// <param name="create">Makes one where the container has none; null if only a container can.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ServiceInfo(Type type, Func<object>? create = null)
{
    private bool _isKeyed;
    private object? _key;
    private bool _isOptional;

    /// <summary>A parameter marked <c>[FromKeyedServices]</c>.</summary>
    /// <param name="type">The parameter's type.</param>
    /// <param name="key">The key.</param>
    /// <param name="isOptional">The parameter is null if the container has none.</param>
    public static ServiceInfo Keyed(Type type, object? key, bool isOptional = false) =>
        new(type) { _isKeyed = true, _key = key, _isOptional = isOptional };

    internal Type Type { get; } = type;

    internal Func<object>? Create { get; } = create;

    internal bool IsConnector => !_isKeyed;

    /// <summary>Nothing but a container can give it.</summary>
    internal bool NeedsContainer => Create is null && !_isOptional;

    /// <param name="known">What the container says about itself.</param>
    internal bool IsKnownTo(IServiceProviderIsService known) => !_isKeyed
        ? known.IsService(Type)
        : known is not IServiceProviderIsKeyedService keyed || keyed.IsKeyedService(Type, _key);

    /// <summary>The error for a step that finds nobody to call.</summary>
    internal ChainConfigurationException Missing(StepInfo step, string? chain, bool hasContainer)
    {
        var name = TypeName(Type);
        var key = _key is string text ? $"\"{SafeText.Escape(text)}\"" : _key?.ToString();
        var where = $"Step '{step.DisplayName}'{(chain is null ? "" : $" of chain '{chain}'")}{(step.Location is null ? "" : $" ({SafeText.Escape(step.Location)})")}";
        var add = (_isKeyed, Type.IsAbstract) switch
        {
            (true, true) => $"services.AddKeyedScoped<{name}, …>({key})",
            (true, false) => $"services.AddKeyedScoped<{name}>({key})",
            (false, true) => $"services.AddScoped<{name}, …>()",
            (false, false) => $"services.AddScoped<{name}>()",
        };
        var needs = _isKeyed
            ? $"the connector '{SafeText.Escape(step.Target)}', which takes the service {name} with the key {key}"
            : $"the connector '{SafeText.Escape(step.Target)}', a method of {name}";
        return new ChainConfigurationException(hasContainer
            ? $"{where} calls {needs}, but the container has none. Register it: {add}."
            : $"{where} calls {needs}, which only a container can give. Register it, {add}, and run the chain by the injected IChains, or give ChainOptions.Services.");
    }

    private static string TypeName(Type type) => (type.FullName ?? type.Name).Replace('+', '.');
}
