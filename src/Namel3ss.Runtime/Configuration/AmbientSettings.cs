namespace Namel3ss;

/// <summary>
/// What the process is started with: environment variables, and below them the MSBuild properties, which arrive as AppContext data.
/// A wrong value is remembered in <see cref="Problem"/> and not thrown here, so that every run can say it again.
/// </summary>
internal sealed class AmbientSettings
{
    private readonly Func<string, string?> _environment;
    private readonly Func<string, object?> _appContext;
    private readonly List<string> _problems = [];

    public AmbientSettings(Func<string, string?> environment, Func<string, object?> appContext)
    {
        (_environment, _appContext) = (environment, appContext);

        MaxConcurrentLlmCalls = Read<int>(
            SettingNames.MaxConcurrentLlmCalls, "MaxConcurrentLlmCalls", SettingText.TryReadLimit, SettingText.LimitRule, "50");
        ChainTimeout = Read<TimeSpan>(
            SettingNames.ChainTimeoutSeconds, "ChainTimeoutSeconds", SettingText.TryReadSeconds, SettingText.SecondsRule, "300");
        EnableParallelSteps = Read<bool>(
            SettingNames.EnableParallelSteps, "EnableParallelSteps", SettingText.TryReadSwitch, SettingText.SwitchRule, "false");
        PythonWorkers = Read<int>(
            SettingNames.PythonWorkers, "PythonWorkers", SettingText.TryReadPythonWorkers, SettingText.WorkersRule, "8");
        PythonExecutable = new AmbientText(Text(environment(SettingNames.Python)), Text(appContext("Namel3ss.PythonExecutable")));
    }

    private delegate bool Reader<T>(string text, out T value);

    public AmbientValue<int> MaxConcurrentLlmCalls { get; }

    public AmbientValue<TimeSpan> ChainTimeout { get; }

    public AmbientValue<bool> EnableParallelSteps { get; }

    public AmbientText PythonExecutable { get; }

    public AmbientValue<int> PythonWorkers { get; }

    public string? Problem => _problems.Count == 0 ? null : string.Join(Environment.NewLine, _problems);

    private static string? Text(object? value) =>
        Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private AmbientValue<T> Read<T>(string variable, string property, Reader<T> read, string rule, string byDefault)
        where T : struct
    {
        var fromVariable = Text(_environment(variable));
        var fromProperty = Text(_appContext($"Namel3ss.{property}"));
        var lower = Check(fromProperty, $"The MSBuild property Namel3ss{property} (Namel3ss.{property} in runtimeconfig.json)", "remove");
        return new AmbientValue<T>(Check(fromVariable, $"The environment variable {variable}", "unset"), lower);

        T? Check(string? text, string name, string remove)
        {
            if (text is null)
            {
                return null;
            }

            if (read(text, out var value))
            {
                return value;
            }

            _problems.Add($"{name} is {SafeText.Quote(text)}, but it must be {rule}. Correct it, or {remove} it for the default of {byDefault}.");
            return null;
        }
    }
}

/// <summary>A setting as the process was started with it. The configuration section of a container stands between the two.</summary>
internal readonly record struct AmbientValue<T>(T? Variable, T? Property)
    where T : struct
{
    public T? Around(T? section) => Variable ?? section ?? Property;
}

/// <inheritdoc cref="AmbientValue{T}"/>
internal readonly record struct AmbientText(string? Variable, string? Property)
{
    public string? Around(string? section) => Variable ?? section ?? Property;
}
