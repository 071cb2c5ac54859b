namespace Namel3ss;

/// <summary>
/// A setting that cannot be meant: a wrong environment variable, option or MSBuild property, a type without JSON metadata,
/// or packages that do not fit together. It is thrown before any step runs; its message names the setting, its value and the cure.
/// </summary>
public sealed class ChainConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and the cure.</param>
    public ChainConfigurationException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception around the error that revealed the misconfiguration.</summary>
    /// <param name="message">What is wrong, where, and the cure.</param>
    /// <param name="innerException">The error underneath.</param>
    public ChainConfigurationException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
