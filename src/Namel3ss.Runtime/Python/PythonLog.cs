using Microsoft.Extensions.Logging;

namespace Namel3ss.Python;

/// <summary>Where the messages of one call go.</summary>
/// <param name="Logger">The run's logger.</param>
/// <param name="Step">The step's name.</param>
internal sealed record PythonCallLog(ILogger Logger, string Step);

internal static partial class PythonLog
{
    [LoggerMessage(EventId = 300, EventName = "PythonOutput", Level = LogLevel.Debug, Message = "Step '{Step}', Python output: {Line}")]
    public static partial void Output(ILogger logger, string step, string line);

    [LoggerMessage(EventId = 301, EventName = "PythonOutputCut", Level = LogLevel.Debug, Message = "Step '{Step}', Python output: more than {Lines} lines, the rest is not logged")]
    public static partial void OutputCut(ILogger logger, string step, int lines);

    [LoggerMessage(EventId = 302, EventName = "PythonStarted", Level = LogLevel.Debug, Message = "Step '{Step}' started {Version} ('{Executable}') as process {ProcessId}")]
    public static partial void Started(ILogger logger, string step, string version, string executable, int processId);

    [LoggerMessage(EventId = 303, EventName = "PythonChanged", Level = LogLevel.Debug, Message = "Step '{Step}' starts a fresh Python process: its files have changed")]
    public static partial void Changed(ILogger logger, string step);

    [LoggerMessage(EventId = 304, EventName = "PythonLost", Level = LogLevel.Warning, Message = "Step '{Step}' takes another Python process in place of an idle one: {Reason}")]
    public static partial void Lost(ILogger logger, string step, string reason);
}
