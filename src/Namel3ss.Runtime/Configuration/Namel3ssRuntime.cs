namespace Namel3ss;

/// <summary>The process-wide settings of all chains, for use without a container.</summary>
public static class Namel3ssRuntime
{
    /// <summary>Changes process-wide settings. Chains that start later use them; running chains keep what they started with.</summary>
    /// <param name="configure">Receives the settings that code has given so far.</param>
    /// <exception cref="ChainConfigurationException">A value is out of range, or the limit differs from the one this process has already.</exception>
    public static void Configure(Action<Namel3ssOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        RuntimeConfiguration.Process.Configure(configure);
    }

    /// <summary>The limiter that all chains of this process share.</summary>
    /// <exception cref="ChainConfigurationException">The environment or the project's properties hold a wrong value.</exception>
    public static ChainLimiter Limiter => RuntimeConfiguration.Process.Settings.Limiter;
}
