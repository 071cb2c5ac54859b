using System.Text;
using Microsoft.Extensions.Logging;

namespace Namel3ss.Python;

/// <summary>
/// What a worker process writes to stderr, which is where all that user code prints goes: logged at Debug for the call
/// that runs, its last lines kept for the message if the process dies.
/// </summary>
internal sealed class PythonOutput(Stream stream)
{
    private const int LongestLine = 500;
    private const int LinesPerCall = 200;
    private const int LinesKept = 20;

    private readonly Queue<string> _last = new();
    private readonly object _gate = new();
    private PythonCallLog? _log;
    private int _lines;

    /// <summary>From now on output belongs to this call. What comes late still goes to the call before the next one.</summary>
    public void BeginCall(PythonCallLog log)
    {
        lock (_gate)
        {
            _log = log;
            _lines = 0;
            _last.Clear();
        }
    }

    /// <summary>The last lines of this call.</summary>
    public string LastLines()
    {
        lock (_gate)
        {
            return string.Join('\n', _last);
        }
    }

    /// <summary>Reads until the process has closed its end, and closes this one.</summary>
    public void Pump()
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var buffer = new char[1024];
        var line = new StringBuilder();
        try
        {
            for (int count; (count = reader.Read(buffer)) > 0;)
            {
                foreach (var c in buffer.AsSpan(0, count))
                {
                    if (c == '\n')
                    {
                        Take(line);
                    }
                    else if (line.Length <= LongestLine)
                    {
                        line.Append(c);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process was killed in the middle of a line: what there is, is kept below.
        }

        if (line.Length > 0)
        {
            Take(line);
        }
    }

    private void Take(StringBuilder text)
    {
        if (text.Length > LongestLine)
        {
            text.Length = LongestLine;
            text.Append('…');
        }

        // One line of output is one line of log, whatever the terminal codes in it.
        var line = SafeText.Escape(text.ToString().TrimEnd('\r'));
        text.Clear();
        PythonCallLog? log;
        int number;
        lock (_gate)
        {
            _last.Enqueue(line);
            if (_last.Count > LinesKept)
            {
                _last.Dequeue();
            }

            log = _log;
            number = _lines++;
        }

        if (log is null || number > LinesPerCall || !log.Logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        try
        {
            if (number == LinesPerCall)
            {
                PythonLog.OutputCut(log.Logger, log.Step, LinesPerCall);
            }
            else
            {
                PythonLog.Output(log.Logger, log.Step, line);
            }
        }
        catch (Exception)
        {
            // A logger of a run that has ended may be disposed by now. The worker lives on, and so must its reader.
        }
    }
}
