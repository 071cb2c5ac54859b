using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Namel3ss.Python;

namespace Namel3ss;

/// <summary>What the sources of process-wide settings come to: code before environment before a configuration section before MSBuild before the defaults.</summary>
internal sealed record RuntimeSettings(
    ChainLimiter Limiter,
    TimeSpan ChainTimeout,
    bool? ParallelSteps,
    string PythonExecutable,
    int PythonWorkers,
    IReadOnlyDictionary<string, IChatClient>? ChatClients,
    ILoggerFactory? LoggerFactory,
    TimeProvider TimeProvider,
    JsonSerializerOptions JsonSerializerOptions)
{
    /// <summary>Off where no source has <see cref="ParallelSteps"/>, which a run has to say.</summary>
    public bool EnableParallelSteps => ParallelSteps ?? false;

    /// <summary>The Python processes that steps share with all others of the process that have the same interpreter and number of workers.</summary>
    public PythonWorkerPool Python => PythonWorkerPool.For(PythonExecutable, PythonWorkers);
}

/// <summary>
/// The process-wide settings and the process-wide limiter. The environment is read once, when the first chain runs.
/// There is one per process; tests make their own, with an environment of their own.
/// </summary>
internal sealed class RuntimeConfiguration(Func<string, string?> environment, Func<string, object?> appContext)
{
    public const int DefaultLimit = 50;
    public const string DefaultPython = "python3";

    /// <summary>
    /// Not by the number of processors: a function that waits for a model or a database needs none, and one that computes is not held up
    /// by what a small machine has of them. What workers take is memory, each for itself all that it imports; they are started only when
    /// so many steps want one at once.
    /// </summary>
    public const int DefaultPythonWorkers = 8;

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(300);

    private readonly object _lock = new();
    private Namel3ssOptions _code = new();
    private AmbientSettings? _ambient;
    private ChainLimiter? _limiter;
    private volatile RuntimeSettings? _settings;
    private int _notices;
    private volatile int _version;

    public static RuntimeConfiguration Process { get; } = new(Environment.GetEnvironmentVariable, AppContext.GetData);

    /// <summary>The settings as they are now.</summary>
    /// <exception cref="ChainConfigurationException">A setting is wrong. It is thrown anew at every call: a process does not forget its environment.</exception>
    public RuntimeSettings Settings => _settings ?? Resolve();

    /// <summary>Another number whenever code has changed a setting.</summary>
    public int Version => _version;

    /// <summary>The limiter if the process has one already; asking reads no settings.</summary>
    public ChainLimiter? StartedLimiter => Volatile.Read(ref _limiter);

    /// <summary>True for the first caller only: what is said once per process.</summary>
    public bool FirstTime(Notice notice) => (Interlocked.Or(ref _notices, (int)notice) & (int)notice) == 0;

    /// <summary>Changes the settings that code gives. Nothing changes if one of them is wrong.</summary>
    /// <exception cref="ChainConfigurationException">A value is out of range, or the limit differs from the one set before.</exception>
    public void Configure(Action<Namel3ssOptions> configure)
    {
        lock (_lock)
        {
            var options = _code.Copy();
            configure(options);
            // The caller may keep the object it was given and change it later.
            options = options.Copy();
            Check(options);
            _code = options;
            _settings = null;
            _version++;
        }
    }

    /// <summary>
    /// The settings of chains that run with a container: what its code and its configuration say, between what the process says.
    /// The limiter is the process's all the same.
    /// </summary>
    /// <param name="code">What the container's code gives.</param>
    /// <param name="section">What its configuration says; it ranks below the environment.</param>
    /// <exception cref="ChainConfigurationException">A setting is wrong, or the limit differs from the one this process has already.</exception>
    public RuntimeSettings ForContainer(Namel3ssOptions code, Namel3ssOptions section)
    {
        CheckRanges(code);
        lock (_lock)
        {
            var all = code.Over(_code);
            var ambient = Ambient();
            if ((all.MaxConcurrentLlmCalls ?? ambient.MaxConcurrentLlmCalls.Around(section.MaxConcurrentLlmCalls)) is { } limit)
            {
                var source = code.MaxConcurrentLlmCalls is null && all.MaxConcurrentLlmCalls is null
                    ? ambient.MaxConcurrentLlmCalls.Variable is null ? ConfigurationSection.Name(nameof(code.MaxConcurrentLlmCalls)) : SettingNames.MaxConcurrentLlmCalls
                    : "Namel3ssOptions.MaxConcurrentLlmCalls";
                CheckSameLimit(limit, source);
                _limiter ??= new ChainLimiter(limit);
            }

            return Settle(all, section, ambient);
        }
    }

    private void Check(Namel3ssOptions options)
    {
        CheckRanges(options);
        if (options.MaxConcurrentLlmCalls is { } limit)
        {
            CheckSameLimit(limit, "Namel3ssOptions.MaxConcurrentLlmCalls");
        }
        else if (_code.MaxConcurrentLlmCalls is { } before)
        {
            throw new ChainConfigurationException(
                $"Namel3ssOptions.MaxConcurrentLlmCalls is null, but the limit of this process is {before} already. It is set once per process.");
        }
    }

    private void CheckSameLimit(int limit, string source)
    {
        if ((_limiter?.MaxConcurrentCalls ?? _code.MaxConcurrentLlmCalls) is { } before && before != limit)
        {
            throw new ChainConfigurationException(
                $"{source} is {limit}, but the limit of this process is {before} already. It is set once per process, "
                + "before the first chain runs; for a limit of one call's own, give ChainOptions.Limiter.");
        }
    }

    private static void CheckRanges(Namel3ssOptions options)
    {
        if (options.MaxConcurrentLlmCalls is { } limit && !SettingText.IsLimit(limit))
        {
            throw new ChainConfigurationException(
                $"Namel3ssOptions.MaxConcurrentLlmCalls is {limit}, but it must be {SettingText.LimitRule}.");
        }

        if (options.ChainTimeout is { } timeout)
        {
            CheckTimeout(timeout, "Namel3ssOptions.ChainTimeout");
        }

        if (options.PythonExecutable is { Length: 0 })
        {
            throw new ChainConfigurationException(
                $"Namel3ssOptions.PythonExecutable is empty. Give the path of a Python interpreter, or leave it null for {DefaultPython}.");
        }

        if (options.PythonWorkers is { } workers && !SettingText.IsPythonWorkers(workers))
        {
            throw new ChainConfigurationException($"Namel3ssOptions.PythonWorkers is {workers}, but it must be {SettingText.WorkersRule}.");
        }
    }

    /// <summary>Checks a timeout that comes from code.</summary>
    /// <exception cref="ChainConfigurationException">It is out of range.</exception>
    public static void CheckTimeout(TimeSpan timeout, string name)
    {
        // A negative time would be taken as infinite by a timer, and one above 49 days would not be taken at all.
        if (!SettingText.IsTimeout(timeout))
        {
            throw new ChainConfigurationException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} is {timeout:c}, but it must be from 1 ms to 24 h."));
        }
    }

    private RuntimeSettings Resolve()
    {
        lock (_lock)
        {
            if (_settings is { } settings)
            {
                return settings;
            }

            return _settings = Settle(_code, new Namel3ssOptions(), Ambient());
        }
    }

    private AmbientSettings Ambient()
    {
        _ambient ??= new AmbientSettings(environment, appContext);
        return _ambient.Problem is { } problem ? throw new ChainConfigurationException(problem) : _ambient;
    }

    private RuntimeSettings Settle(Namel3ssOptions code, Namel3ssOptions section, AmbientSettings ambient)
    {
        _limiter ??= new ChainLimiter(code.MaxConcurrentLlmCalls ?? ambient.MaxConcurrentLlmCalls.Around(section.MaxConcurrentLlmCalls) ?? DefaultLimit);
        return new RuntimeSettings(
            _limiter,
            code.ChainTimeout ?? ambient.ChainTimeout.Around(section.ChainTimeout) ?? DefaultTimeout,
            code.EnableParallelSteps ?? ambient.EnableParallelSteps.Around(section.EnableParallelSteps),
            code.PythonExecutable ?? ambient.PythonExecutable.Around(section.PythonExecutable) ?? DefaultPython,
            code.PythonWorkers ?? ambient.PythonWorkers.Around(section.PythonWorkers) ?? DefaultPythonWorkers,
            code.ChatClients,
            code.LoggerFactory,
            code.TimeProvider ?? TimeProvider.System,
            ChainJson.Prepare(code.JsonSerializerOptions));
    }
}

/// <summary>What a process is told once.</summary>
[Flags]
internal enum Notice
{
    ParallelStepsAreOff = 1,
    LimitIsHigh = 2,
}
