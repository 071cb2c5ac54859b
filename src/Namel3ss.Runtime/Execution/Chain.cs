using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Namel3ss.CompilerServices;

/// <summary>
/// One run of a chain, called by the one method that is generated for it (the body): it starts steps, lets the body await them,
/// stops everything at the first failure, timeout or cancellation, and says how it all ended.
/// </summary>
/// <remarks>
/// The body runs on one thread at a time. Beside it run the steps, the timer and the caller's token; they meet in three places only:
/// <c>_stop</c> (the first reason wins), <c>_awaited</c> (what the body waits for, to be woken by) and the state of each step.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public sealed partial class Chain
{
    private readonly ChainInfo _info;
    private readonly ChainSteps _steps;
    private readonly ChainOptions? _options;

    // In the options or the settings too, but steps read it several times each.
    private readonly TimeProvider _clock;
    private readonly ILogger? _logger;
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TimeSpan _timeout;
    private readonly bool _isParallel;
    private readonly long _start;
    private readonly long _deadline;

    private CancellationTokenRegistration _callerRegistration;
    private ITimer? _timer;
    private ChainFlow? _flow;
    private StopReason? _stop;
    private BodyTask? _awaited;
    private RunExtras? _extras;
    private volatile bool _isPartial;

    // Only the body uses these: how many calls it has started or deferred but not awaited yet, and the time if it is known,
    // since the end of a step that ended at once is the start of the next (reading the clock costs as much as all the rest of it).
    private int _unawaited;
    private long _now;

    // Whether the end of the chain that called this one ends it too. The body says so before it first waits; a stop looks.
    private bool _hasJoinedCaller;

    private Chain(ChainInfo info, ChainSteps steps, ChainOptions? options, RuntimeSettings settings, CancellationToken callerToken)
    {
        (_info, _steps, _options, Settings, _callerToken) = (info, steps, options, settings, callerToken);
        _clock = options?.TimeProvider ?? settings.TimeProvider;
        _isParallel = options?.EnableParallelSteps ?? settings.EnableParallelSteps;
        var caller = options?.Caller;
        _timeout = options?.Timeout ?? info.Timeout ?? caller?.Remaining ?? settings.ChainTimeout;
        _logger = RunLogger.Of(options?.LoggerFactory ?? settings.LoggerFactory);
        var watching = caller is not null ? caller.Progress
            : options?.Progress is not null || Harness is not null ? new ProgressQueue(options!.Progress, Harness, info, _logger) : null;
        var scopes = NewScopes();
        var clients = info.HasModels ? NewChatClients() : null;
        clients?.Check(info, Harness);
        _extras = RunExtras.Of(watching, scopes, clients);
        _now = _start = _clock.GetTimestamp();
        // A chain without a timeout of its own that another one called has only its caller's deadline, which comes by the caller's token.
        _deadline = caller is not null && info.Timeout is null
            ? long.MaxValue
            : _start + (long)(_timeout.TotalSeconds * _clock.TimestampFrequency);
    }

    /// <summary>Starts a run. Its time counts from here.</summary>
    /// <param name="info">The chain's static facts.</param>
    /// <param name="steps">The steps of this run.</param>
    /// <param name="options">The settings of this call.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="ChainConfigurationException">A setting is wrong; no step has run.</exception>
    /// <exception cref="OperationCanceledException">The caller's token is cancelled already.</exception>
    public static Chain Start(ChainInfo info, ChainSteps steps, ChainOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(info);
        var configuration = options?.Configuration ?? RuntimeConfiguration.Process;
        var settings = (options?.Harness is null ? ContainerSettings.Of(options?.Services) : ContainerSettings.ForTest(options.Services, configuration))
            ?? configuration.Settings;
        if (options?.Timeout is { } timeout)
        {
            RuntimeConfiguration.CheckTimeout(timeout, "ChainOptions.Timeout");
        }

        if (options is { UseCallersScope: true, Caller: null })
        {
            CheckCallersScope(options.Services);
        }

        var chain = new Chain(info, steps, options, settings, cancellationToken);
        if (chain.Harness is { } harness)
        {
            // Each chain for itself: whether a test answers for the step that would call another is not known of that one.
            info.CheckJson(chain.Json, [info]);
            info.CheckServices(chain.Services, harness);
        }
        else if (options?.Caller is null)
        {
            chain.CheckNeeds();
        }

        cancellationToken.ThrowIfCancellationRequested();
        chain.Arm();
        if (RunTelemetry.Start(info, chain._logger) is { } telemetry)
        {
            chain._extras = (chain._extras ?? new RunExtras()) with { Telemetry = telemetry };
        }

        if (CallContext.Borrow() is { } held)
        {
            chain.Flow.Held = held;
        }

        chain.WarnAtStart(configuration);
        return chain;
    }

    /// <summary>Before any step runs: also what is only missed in a chain that a step calls must not wait until then.</summary>
    private void CheckNeeds()
    {
        foreach (var info in _info.Reachable)
        {
            info.CheckJson(Json, _info.Reachable);
            info.CheckServices(Services);
            if (info != _info && info.HasModels)
            {
                (ChatClients ?? NewChatClients()).Check(info);
            }
        }
    }

    internal ChainInfo Info => _info;

    internal RuntimeSettings Settings { get; }

    internal TimeProvider Clock => _clock;

    internal ILogger? Logger => _logger;

    /// <summary>The options by which this run's values become JSON and back.</summary>
    internal JsonSerializerOptions Json => _options?.JsonSerializerOptions is { } json ? ChainJson.Prepare(json) : Settings.JsonSerializerOptions;

    internal CancellationToken Token => _cancellation.Token;

    internal bool IsCancelledByCaller => _callerToken.IsCancellationRequested;

    /// <summary>What a test has put into the run; null outside of tests.</summary>
    internal RunHarness? Harness => _options?.Harness;

    internal bool IsStopped => Volatile.Read(ref _stop) is not null;

    /// <summary>
    /// Sets the timer and listens to the caller. Both at the start and not when a step first goes asynchronous: a step that computes
    /// until its token is cancelled would never let anybody set the timer.
    /// </summary>
    private void Arm()
    {
        if (_callerToken.CanBeCanceled)
        {
            _callerRegistration = _callerToken.UnsafeRegister(static chain => ((Chain)chain!).StopFor(StopReason.Cancelled), this);
        }

        if (_deadline != long.MaxValue)
        {
            _timer = _clock.CreateTimer(
                static chain => ((Chain)chain!).StopFor(StopReason.TimedOut), this, _timeout, System.Threading.Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Says that steps are about to run in parallel; nothing when parallel execution is off.</summary>
    /// <param name="count">How many.</param>
    public void Group(int count)
    {
        if (_isParallel && !IsStopped)
        {
            _logger?.ExecutingInParallel(count, _info.DisplayName);
            if (count > 1)
            {
                Telemetry?.RunsInParallel();
            }
        }
    }

    /// <summary>The context of a step, for methods that ask for it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="token">The step's token.</param>
    public StepContext Context(StepRun step, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new StepContext(_info.Name, step.Name, _clock, _logger, token);
    }

    /// <summary>A call of a Python function, to be given its arguments.</summary>
    /// <param name="modulePath">The Python file, below the folder of the application.</param>
    /// <param name="function">A function of it.</param>
    /// <param name="step">The step.</param>
    public PythonCall Python(string modulePath, string function, StepRun step) =>
        new(modulePath, function, step, Settings.Python, Json, _logger ?? NullLogger.Instance, this);

    /// <summary>The limit of calls; within a call of another chain, what stands for it there.</summary>
    private ChainLimiter Limiter => Held is { } held ? held.InPlaceOf(LimiterOfOptions) : LimiterOfOptions;

    private ChainLimiter LimiterOfOptions => _options?.Limiter ?? Settings.Limiter;

    /// <summary>The permits of the call within which this run was started; null if it was within none.</summary>
    internal HeldPermits? Held => _flow?.Held;

    private ProgressQueue? Progress => _extras?.Progress;

    private RunTelemetry? Telemetry => _extras?.Telemetry;

    /// <summary>What progress counts from: of chains that call each other, the start of the first.</summary>
    private long Origin => _options?.Caller?.Origin ?? _start;

    private long KnownNow() => _now != 0 ? _now : _clock.GetTimestamp();

    private void Report(StepRun step, StepStatus status, long now, int? attempt = null)
    {
        Enqueue(step, status, now, TimeSpan.Zero, null, attempt);
        Progress?.Drain();
    }

    private void Enqueue(StepRun step, StepStatus status, long now, TimeSpan elapsed, Exception? error, int? attempt = null)
    {
        if (Progress is { } progress)
        {
            var at = _clock.GetElapsedTime(Origin, now);
            var text = error is null ? null : ErrorText.Of(error);
            progress.Enqueue(new ChainProgress(_info.Name, step.Name, status, at, elapsed, text) { Iteration = step.Iteration, Attempt = attempt }, step);
        }
    }
}
