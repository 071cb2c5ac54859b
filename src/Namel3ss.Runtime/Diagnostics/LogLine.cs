using Microsoft.Extensions.Logging;

namespace Namel3ss;

/// <summary>Takes the words of a line of the log to where there may be no log.</summary>
internal sealed class LogLine : ILogger
{
    private string _text = "";

    private LogLine()
    {
    }

    /// <summary>What is written, in the words of the log.</summary>
    public static string TextOf(Action<ILogger> write)
    {
        var line = new LogLine();
        write(line);
        return line._text;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _text = formatter(state, exception);
}
