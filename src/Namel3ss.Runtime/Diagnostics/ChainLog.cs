using Microsoft.Extensions.Logging;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// Every line that a run logs. Event ids are never reused. Neither values nor messages of exceptions, which may quote values,
/// stand at Information or above; the exceptions themselves follow at Debug. Texts are formatted invariantly.
/// </summary>
internal static partial class ChainLog
{
    public const string Category = "Namel3ss.Chains";

    [LoggerMessage(1, LogLevel.Information, "Executing {Count} steps in parallel for chain '{Chain}'")]
    public static partial void ExecutingInParallel(this ILogger logger, int count, string chain);

    [LoggerMessage(8, LogLevel.Information,
        "Chain '{Chain}' has parallel steps, but parallel execution is off, so they run one after another. Set {Variable}=true to run them at once.")]
    public static partial void ParallelStepsAreOff(this ILogger logger, string chain, string variable);

    [LoggerMessage(9, LogLevel.Warning,
        "{Variable} is {Limit}. Above {Advised}, model providers answer with rate limit errors; set it to what the provider allows.")]
    public static partial void LimitIsHigh(this ILogger logger, string variable, int limit, int advised);

    [LoggerMessage(10, LogLevel.Warning,
        "Step '{Step}' of chain '{Chain}' has waited {Seconds} seconds for one of {Limit} permits. Raise {Setting} if the provider allows more calls at once.")]
    public static partial void WaitsLong(this ILogger logger, string step, string chain, int seconds, int limit, string setting);

    [LoggerMessage(12, LogLevel.Warning,
        "Step '{Step}' of chain '{Chain}' has waited {Seconds} seconds for one of {Workers} Python workers. Raise {Setting} if the machine has room for more.")]
    public static partial void WaitsLongForWorker(this ILogger logger, string step, string chain, int seconds, int workers, string setting);

    [LoggerMessage(13, LogLevel.Warning, "The progress reporter of chain '{Chain}' threw; the run goes on")]
    public static partial void ProgressFailed(this ILogger logger, string chain, Exception error);

    [LoggerMessage(14, LogLevel.Warning, "A method that was called when chain '{Chain}' cancelled its steps threw; the run has ended all the same")]
    public static partial void CancellingFailed(this ILogger logger, string chain, Exception error);

    [LoggerMessage(30, LogLevel.Warning, "A listener to the spans or metrics of chain '{Chain}' threw; the run goes on")]
    public static partial void ListenerFailed(this ILogger logger, string chain, Exception error);

    [LoggerMessage(20, LogLevel.Warning, "The while of chain '{Chain}' ({Location}) has reached its max_iterations of {Limit}; the chain goes on after it")]
    public static partial void LoopLimitReached(this ILogger logger, string chain, string? location, int limit);

    [LoggerMessage(21, LogLevel.Information, "Step '{Step}' of chain '{Chain}' failed with {ExceptionType} and is tried again in {DelayMs:N0}ms")]
    public static partial void TriesAgain(this ILogger logger, string step, string chain, string? exceptionType, long delayMs);

    [LoggerMessage(23, LogLevel.Warning,
        "Step '{Step}' of chain '{Chain}' failed with {ExceptionType}; it falls back on the chat model '{Model}' in place of '{Before}'")]
    public static partial void FallsBack(this ILogger logger, string step, string chain, string? exceptionType, string model, string before);

    [LoggerMessage(24, LogLevel.Information, "Step '{Step}' of chain '{Chain}' failed with {ExceptionType} and is not tried again: {Reason}")]
    public static partial void TriesNoMore(this ILogger logger, string step, string chain, string? exceptionType, string reason);

    [LoggerMessage(22, LogLevel.Warning, "Step '{Step}' of chain '{Chain}' threw {ExceptionType} after it had timed out")]
    public static partial void TimedOutStepFailed(this ILogger logger, string step, string chain, string? exceptionType);

    /// <summary>The line that ends a run.</summary>
    public static void Ended(this ILogger logger, ChainInfo chain, StopReason reason, TimeSpan elapsed)
    {
        var milliseconds = (long)elapsed.TotalMilliseconds;
        switch (reason)
        {
            case { Status: ChainStatus.Timeout }:
                logger.TimedOut(chain.DisplayName);
                break;
            case { Status: ChainStatus.Error, Exception: { } error }:
                if (reason.Step?.Info is { } step)
                {
                    logger.StepFailed(chain.DisplayName, step.DisplayName, TypeName(error));
                }
                else
                {
                    logger.Failed(chain.DisplayName, error.GetType().FullName);
                }

                logger.Details(chain.DisplayName, error);
                break;
            case { Status: ChainStatus.Cancelled }:
                logger.Cancelled(chain.DisplayName, milliseconds);
                break;
            default:
                logger.Completed(chain.DisplayName, milliseconds);
                break;
        }
    }

    /// <summary>What a step threw that the chain no longer waited for.</summary>
    public static void Abandoned(this ILogger logger, string step, string chain, Exception error)
    {
        // That a cancelled step ends with its cancellation is how it should be.
        if (error is not OperationCanceledException)
        {
            logger.AbandonedStepFailed(step, chain, error.GetType().FullName);
        }

        logger.Details(chain, error);
    }

    /// <summary>The name of an exception's type by which a user knows it.</summary>
    public static string? TypeName(Exception error) => (error is StepTimeoutException ? typeof(TimeoutException) : error.GetType()).FullName;

    [LoggerMessage(2, LogLevel.Information, "Chain '{Chain}' completed in {ElapsedMs:N0}ms")]
    private static partial void Completed(this ILogger logger, string chain, long elapsedMs);

    [LoggerMessage(3, LogLevel.Error, "Chain '{Chain}' timed out")]
    private static partial void TimedOut(this ILogger logger, string chain);

    [LoggerMessage(4, LogLevel.Error, "Chain '{Chain}' failed: step '{Step}' threw {ExceptionType}")]
    private static partial void StepFailed(this ILogger logger, string chain, string step, string? exceptionType);

    [LoggerMessage(5, LogLevel.Error, "Chain '{Chain}' failed with {ExceptionType}")]
    private static partial void Failed(this ILogger logger, string chain, string? exceptionType);

    [LoggerMessage(6, LogLevel.Information, "Chain '{Chain}' was cancelled by its caller after {ElapsedMs:N0}ms")]
    private static partial void Cancelled(this ILogger logger, string chain, long elapsedMs);

    [LoggerMessage(7, LogLevel.Debug, "What was thrown in chain '{Chain}'")]
    private static partial void Details(this ILogger logger, string chain, Exception error);

    [LoggerMessage(11, LogLevel.Warning, "Step '{Step}' threw {ExceptionType} after its chain '{Chain}' had ended without it")]
    private static partial void AbandonedStepFailed(this ILogger logger, string step, string chain, string? exceptionType);

    [LoggerMessage(40, LogLevel.Warning, "The services of chain '{Chain}' could not be disposed after it had ended")]
    public static partial void DisposingFailed(this ILogger logger, string chain, Exception error);

    [LoggerMessage(41, LogLevel.Warning, "The services of step '{Step}' of chain '{Chain}' could not be disposed after it had failed")]
    public static partial void DisposingFailed(this ILogger logger, string step, string chain, Exception error);
}
