using Microsoft.Extensions.Configuration;

namespace Namel3ss;

/// <summary>
/// The section <c>Namel3ss</c> of a container's configuration. It is read by hand: strictly, by the same rules as the environment,
/// and without reflection.
/// </summary>
internal static class ConfigurationSection
{
    public const string Key = "Namel3ss";

    private static readonly string[] Keys =
    [
        nameof(Namel3ssOptions.MaxConcurrentLlmCalls), nameof(Namel3ssOptions.ChainTimeout),
        nameof(Namel3ssOptions.EnableParallelSteps), nameof(Namel3ssOptions.PythonExecutable), nameof(Namel3ssOptions.PythonWorkers),
    ];

    private delegate bool Reader<T>(string text, out T value);

    /// <summary>A setting as messages name it.</summary>
    public static string Name(string key) => $"{Key}:{key}";

    /// <summary>What the section says; nothing without one.</summary>
    /// <exception cref="ChainConfigurationException">It says something that cannot be meant: all of that in one message.</exception>
    public static Namel3ssOptions Read(IConfiguration? configuration)
    {
        var options = new Namel3ssOptions();
        if (configuration is null)
        {
            return options;
        }

        var problems = new List<string>();
        var section = configuration.GetSection(Key);
        foreach (var entry in section.GetChildren())
        {
            if (!Keys.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add($"The configuration section {Key} has {SafeText.Quote(entry.Key)}, which is no setting. The settings are {string.Join(", ", Keys)}.");
            }
        }

        options.MaxConcurrentLlmCalls = Value<int>(nameof(options.MaxConcurrentLlmCalls), SettingText.TryReadLimit, SettingText.LimitRule, "50");
        options.ChainTimeout = Value<TimeSpan>(nameof(options.ChainTimeout), SettingText.TryReadTime, SettingText.TimeRule, "300 seconds");
        options.EnableParallelSteps = Value<bool>(nameof(options.EnableParallelSteps), SettingText.TryReadSwitch, SettingText.SwitchRule, "false");
        options.PythonWorkers = Value<int>(nameof(options.PythonWorkers), SettingText.TryReadPythonWorkers, SettingText.WorkersRule, "8");
        options.PythonExecutable = section[nameof(options.PythonExecutable)] is { Length: > 0 } python ? python : null;
        return problems.Count == 0 ? options : throw new ChainConfigurationException(string.Join(Environment.NewLine, problems));

        T? Value<T>(string key, Reader<T> read, string rule, string byDefault)
            where T : struct
        {
            if (section[key] is not { Length: > 0 } text)
            {
                return null;
            }

            if (read(text, out var value))
            {
                return value;
            }

            problems.Add($"The configuration value {Name(key)} is {SafeText.Quote(text)}, but it must be {rule}. Correct it, or remove it for the default of {byDefault}.");
            return null;
        }
    }
}
