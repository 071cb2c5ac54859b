using Microsoft.Extensions.Logging;

namespace Namel3ss;

/// <summary>
/// The user's log, whose exceptions disturb no run: some lines are written on threads of the pool and of timers, where an exception
/// would end the process, and others where it would take the place of what a step threw. There is nowhere to log them.
/// </summary>
internal sealed class RunLogger(ILogger logger) : ILogger
{
    /// <summary>The log of a run; null if there is none.</summary>
    public static RunLogger? Of(ILoggerFactory? factory)
    {
        try
        {
            return factory?.CreateLogger(ChainLog.Category) is { } logger ? new RunLogger(logger) : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        try
        {
            return logger.BeginScope(state);
        }
        catch (Exception)
        {
            return null;
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // See above.
        }
    }
}
