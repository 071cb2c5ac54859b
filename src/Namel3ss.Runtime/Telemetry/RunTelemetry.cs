using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Namel3ss.CompilerServices;
using Tags = Namel3ss.Namel3ssTelemetry.Tags;

namespace Namel3ss;

/// <summary>
/// The spans and metrics of one run. There is none when nobody listens as the run starts, so that an unwatched run pays one look per hook.
/// </summary>
/// <remarks>
/// <see cref="Activity.Current"/> flows with the execution context. The body has the run's span as its current one, from the start to the
/// end; a step's method has the step's. Steps end on threads that belong to others, whose current span must stay what it was.
/// A listener is the user's code: what it throws is logged and disturbs no run.
/// </remarks>
internal sealed class RunTelemetry
{
    private readonly ChainInfo _chain;
    private readonly ILogger? _logger;
    private readonly bool _hasSpans;
    private readonly Activity? _span;

    // The steps whose method has been called, with their spans: whoever takes one out of it reports its end. Also the lock for the rest.
    private readonly Dictionary<StepRun, Activity?> _running = [];
    private TimeSpan _stepTime;
    private bool _hasEnded;
    private volatile bool _isParallel;

    private RunTelemetry(ChainInfo chain, ILogger? logger)
    {
        (_chain, _logger) = (chain, logger);
        _hasSpans = Instruments.Source.HasListeners();
        try
        {
            _span = _hasSpans ? StartSpan($"{Namel3ssTelemetry.InvokeWorkflow} {chain.DisplayName}", RunTags(chain)) : null;
        }
        catch (Exception error)
        {
            ListenerFailed(error);
        }
    }

    /// <summary>Starts to watch a run, with its span as the current one; null if nobody listens.</summary>
    public static RunTelemetry? Start(ChainInfo chain, ILogger? logger) => Instruments.AreWatched ? new(chain, logger) : null;

    /// <summary>Steps of the run are about to run in parallel. Where two are seen to overlap, it need not be said.</summary>
    public void RunsInParallel() => _isParallel = true;

    /// <summary>A call has its permit, or the run has ended before it got one.</summary>
    public void WaitedForPermit(TimeSpan time)
    {
        try
        {
            Instruments.PermitWaitTime.Record(time.TotalSeconds, ChainTag);
        }
        catch (Exception error)
        {
            ListenerFailed(error);
        }
    }

    /// <summary>Calls the method of a step within the step's span.</summary>
    /// <returns>True if it has ended already.</returns>
    [StackTraceHidden]
    public bool Begin<TInvocation>(ref TInvocation invocation, CancellationToken token)
        where TInvocation : struct, IStepInvocation
    {
        var before = Activity.Current;
        EnterStep(invocation.Step);
        try
        {
            return invocation.Begin(token);
        }
        finally
        {
            Restore(before);
        }
    }

    private void EnterStep(StepRun step)
    {
        try
        {
            lock (_running)
            {
                if (_hasEnded)
                {
                    return;
                }

                if (_running.TryGetValue(step, out var earlier))
                {
                    // One more attempt.
                    Activity.Current = earlier ?? Activity.Current;
                    return;
                }
            }

            // Not under the lock, since listeners are told of it.
            var span = _hasSpans ? StartStepSpan(step) : null;
            bool isLate;
            lock (_running)
            {
                isLate = _hasEnded;
                if (!isLate)
                {
                    _running.Add(step, span);
                    _isParallel |= _running.Count > 1;
                }
            }

            if (isLate)
            {
                Report(step, span);
            }
        }
        catch (Exception error)
        {
            ListenerFailed(error);
        }
    }

    private Activity? StartStepSpan(StepRun step)
    {
        // The pool's thread may come without the body's execution context, if the caller has suppressed its flow.
        Activity.Current = _span ?? Activity.Current;
        return StartSpan($"{Namel3ssTelemetry.ExecuteStep} {step.Info!.DisplayName}", StepTags(_chain, step.Info));
    }

    /// <summary>A step goes on with another chat model than its own.</summary>
    public void FellBack(StepRun step, string model)
    {
        try
        {
            Activity? span;
            lock (_running)
            {
                _running.TryGetValue(step, out span);
            }

            span?.SetTag(Tags.StepFallback, model);
            Instruments.Fallbacks.Add(1, ChainTag, new(Tags.Step, step.Info!.DisplayName), new(Tags.StepFallback, model));
        }
        catch (Exception error)
        {
            ListenerFailed(error);
        }
    }

    /// <summary>A step has ended; its result is final.</summary>
    public void StepEnded(StepRun step)
    {
        Activity? span;
        lock (_running)
        {
            if (!_running.Remove(step, out span))
            {
                return;
            }

            _stepTime += step.Elapsed;
        }

        Report(step, span);
    }

    /// <summary>The run has ended and its steps are closed. The spans of abandoned steps end here.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="failed">The step that stopped it, if one did.</param>
    /// <param name="exception">What stopped it, if something was thrown.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Ended(ChainStatus status, StepInfo? failed, Exception? exception, TimeSpan elapsed)
    {
        KeyValuePair<StepRun, Activity?>[] abandoned;
        lock (_running)
        {
            _hasEnded = true;
            abandoned = [.. _running];
            _running.Clear();
        }

        foreach (var (step, span) in abandoned)
        {
            Report(step, span);
        }

        try
        {
            EndSpan(status, failed, exception);
        }
        catch (Exception error)
        {
            ListenerFailed(error);
        }

        try
        {
            Count(status, elapsed);
        }
        catch (Exception error)
        {
            ListenerFailed(error);
        }
    }

    private void EndSpan(ChainStatus status, StepInfo? failed, Exception? exception)
    {
        if (_span is null)
        {
            return;
        }

        _span.SetTag(Tags.ChainStatus, StatusText.Of(status)).SetTag(Tags.Parallel, _isParallel);
        if (status == ChainStatus.Timeout)
        {
            SetError(_span, StatusText.Timeout, "The chain timed out.");
        }
        else if (status == ChainStatus.Error && failed is not null && exception is StepTimeoutException)
        {
            SetError(_span, StatusText.Timeout, $"Step '{failed.DisplayName}' timed out.");
        }
        else if (status == ChainStatus.Error && exception is not null)
        {
            var type = exception.GetType().FullName;
            SetError(_span, type, failed is null ? $"The chain failed with {type}." : $"Step '{failed.DisplayName}' threw {type}.");
        }

        // The span that was current before the run is so again.
        _span.Stop();
    }

    private void Count(ChainStatus status, TimeSpan elapsed)
    {
        var ended = new KeyValuePair<string, object?>(Tags.ChainStatus, StatusText.Of(status));
        var parallel = new KeyValuePair<string, object?>(Tags.Parallel, _isParallel);
        Instruments.Runs.Add(1, ChainTag, ended, parallel);
        Instruments.ChainDuration.Record(elapsed.TotalSeconds, ChainTag, ended);
        if (status == ChainStatus.Timeout)
        {
            Instruments.Timeouts.Add(1, ChainTag);
        }

        if (status is ChainStatus.Ok or ChainStatus.Partial && elapsed > TimeSpan.Zero && _stepTime > TimeSpan.Zero)
        {
            Instruments.SpeedUp.Record(_stepTime / elapsed, ChainTag, parallel);
        }
    }

    private KeyValuePair<string, object?> ChainTag => new(Tags.Chain, _chain.DisplayName);

    private void Report(StepRun step, Activity? span)
    {
        var current = Activity.Current;
        try
        {
            var status = StatusText.Of(step.Status);
            if (span is not null)
            {
                span.SetTag(Tags.StepStatus, status).SetTag(Tags.StepAttempts, step.Attempts);
                if (step.Status == StepStatus.TimedOut)
                {
                    SetError(span, StatusText.Timeout, "The step timed out.");
                }
                else if (step is { Status: StepStatus.Failed, Exception: { } exception })
                {
                    var type = exception.GetType().FullName;
                    SetError(span, type, $"The step threw {type}.");
                }

                span.Stop();
            }

            Instruments.StepDuration.Record(
                step.Elapsed.TotalSeconds, ChainTag, new(Tags.Step, step.Info!.DisplayName), new(Tags.StepStatus, status));
        }
        catch (Exception error)
        {
            ListenerFailed(error);
        }
        finally
        {
            Restore(current);
        }
    }

    private static void Restore(Activity? span)
    {
        if (Activity.Current != span)
        {
            // One that has ended meanwhile cannot be made current again; then it is better to have none than that of a step.
            Activity.Current = span is { IsStopped: true } ? null : span;
        }
    }

    private static Activity? StartSpan(string name, KeyValuePair<string, object?>[] tags) =>
        Instruments.Source.StartActivity(name, ActivityKind.Internal, parentContext: default, tags);

    private static void SetError(Activity span, string? type, string description) =>
        span.SetStatus(ActivityStatusCode.Error, description).SetTag(Tags.ErrorType, type);

    private static KeyValuePair<string, object?>[] RunTags(ChainInfo chain) =>
    [
        new(Tags.OperationName, Namel3ssTelemetry.InvokeWorkflow),
        new(Tags.AgentName, chain.DisplayName),
        new(Tags.Chain, chain.DisplayName),
    ];

    private static KeyValuePair<string, object?>[] StepTags(ChainInfo chain, StepInfo step) =>
    [
        new(Tags.Chain, chain.DisplayName),
        new(Tags.Step, step.DisplayName),
        new(Tags.StepKind, step.Kind),
        new(Tags.StepTarget, step.Target),
    ];

    private void ListenerFailed(Exception error) => _logger?.ListenerFailed(_chain.DisplayName, error);
}
