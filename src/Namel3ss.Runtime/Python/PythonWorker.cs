using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Namel3ss.Python;

/// <summary>What a worker answers: <c>R</c> a result (JSON), <c>E</c> an error, <c>S</c> its files have changed.</summary>
internal readonly record struct PythonAnswer(char Kind, ReadOnlyMemory<byte> Body);

/// <summary>
/// One Python process that runs one call at a time (worker.py). Whoever cancels a call ends the process with it: Python
/// code cannot be stopped from outside in any other way.
/// </summary>
internal sealed class PythonWorker
{
    private const int LargestMessage = (1 << 30) + 1;
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<PythonWorker, bool> Running = new();

    private readonly Process _process;
    private readonly Stream _input;
    private readonly string _executable;
    private readonly PythonOutput _output;
    private readonly Channel<PythonAnswer> _answers = Channel.CreateUnbounded<PythonAnswer>();
    private readonly TaskCompletionSource<string> _greeting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> _killed;
    private volatile bool _busy;
    private int _exitCode;

    // A worker ends by itself when its stdin is closed, so also when this process is killed. Here the busy ones are
    // ended for sure, code that never lets go of Python's lock included.
    static PythonWorker() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var worker in Running.Keys)
        {
            worker.End();
        }
    };

    private PythonWorker(Process process, string executable)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _executable = executable;
        _output = new PythonOutput(process.StandardError.BaseStream);
        _killed = new Lazy<Task>(() => Task.Run(Kill));
    }

    /// <summary>Whether the process has ended, for whatever reason.</summary>
    public bool HasEnded => _answers.Reader.Completion.IsCompleted;

    /// <summary>Starts a process and waits until it is ready.</summary>
    /// <exception cref="PythonException">There is no such executable, or it is no Python that will do.</exception>
    public static async Task<PythonWorker> StartAsync(string executable, PythonCallLog log, CancellationToken token)
    {
        var start = new ProcessStartInfo(executable)
        {
            // Unbuffered, so that the last words of a process that crashes are seen.
            ArgumentList = { "-u", "-c", PythonWorkerScript.Bootstrap },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        Process process;
        try
        {
            // On the pool: steps that start beside this one are not to wait for the system.
            process = (await Task.Run(() => Process.Start(start), CancellationToken.None).ConfigureAwait(false))!;
        }
        catch (Win32Exception e)
        {
            // The system's own words; those of the exception bury them.
            var reason = new Win32Exception(e.NativeErrorCode).Message.TrimEnd('.');
            throw new PythonException($"Python could not be started: '{executable}': {reason}. {PythonWorkerScript.Cure}", e) { IsMismatch = true };
        }

        var worker = new PythonWorker(process, executable);
        Running.TryAdd(worker, true);
        worker._output.BeginCall(log);
        worker.StartThreads();
        await worker.GreetAsync(log, token).ConfigureAwait(false);
        return worker;
    }

    /// <summary>Sends one call and waits for its answer. When this throws, the process has ended.</summary>
    /// <exception cref="PythonException">The process died.</exception>
    /// <exception cref="OperationCanceledException">With <paramref name="token"/>.</exception>
    public async Task<PythonAnswer> CallAsync(ReadOnlyMemory<byte> message, PythonCallLog log, CancellationToken token)
    {
        _output.BeginCall(log);
        _busy = true;
        var answer = await ExchangeAsync(
            message, static (worker, token) => worker._answers.Reader.ReadAsync(token).AsTask(), token).ConfigureAwait(false);
        _busy = false;
        return answer;
    }

    /// <summary>Ends the process: an idle one by itself, with what its code registered for its exit; a busy one at once.</summary>
    public void End()
    {
        if (_busy)
        {
            Kill();
        }
        else
        {
            CloseInput();
        }
    }

    /// <summary>Closes the worker's stdin, as the system does when this process ends.</summary>
    internal void CloseInput()
    {
        try
        {
            _input.Dispose();
        }
        catch (IOException)
        {
            // It ended first.
        }
    }

    private async Task GreetAsync(PythonCallLog log, CancellationToken token)
    {
        var greeting = await ExchangeAsync(
            default, static (worker, token) => worker._greeting.Task.WaitAsync(token), token).ConfigureAwait(false);
        string version;
        try
        {
            version = PythonWorkerScript.CheckVersion(greeting, _executable);
        }
        catch (PythonException)
        {
            await _killed.Value.ConfigureAwait(false);
            throw;
        }

        await ExchangeAsync(PythonWorkerScript.Message, static (_, _) => Task.FromResult(true), token).ConfigureAwait(false);
        PythonLog.Started(log.Logger, log.Step, "Python " + version, _executable, _process.Id);
    }

    private async Task<T> ExchangeAsync<T>(
        ReadOnlyMemory<byte> message, Func<PythonWorker, CancellationToken, Task<T>> answer, CancellationToken token)
    {
        // A write that hangs knows no token on every system; it ends when the process does.
        var kill = token.UnsafeRegister(static worker => _ = ((PythonWorker)worker!)._killed.Value, this);
        try
        {
            if (!message.IsEmpty)
            {
                await _input.WriteAsync(message, CancellationToken.None).ConfigureAwait(false);
                await _input.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }

            var result = await answer(this, token).ConfigureAwait(false);
            kill.Dispose(); // From here on nothing kills it, so what is not killed by now can serve the next call.
            return _killed.IsValueCreated ? throw new OperationCanceledException(token) : result;
        }
        catch (Exception) when (token.IsCancellationRequested)
        {
            // The call gives its permit back when this throws: by then the process is to be gone.
            await _killed.Value.ConfigureAwait(false);
            throw new OperationCanceledException(token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or ChannelClosedException or EndOfStreamException)
        {
            await _killed.Value.ConfigureAwait(false);
            await _answers.Reader.Completion.ConfigureAwait(false);
            throw new PythonException(Obituary());
        }
        finally
        {
            kill.Dispose();
        }
    }

    // Threads of its own, not the pool's: on Windows a pipe is read by blocking, and a few blocked pool threads would
    // hold up everything else in the process.
    private void StartThreads()
    {
        var output = new Thread(_output.Pump) { IsBackground = true, Name = "Namel3ss Python output" };
        output.Start();
        new Thread(() => Read(output)) { IsBackground = true, Name = "Namel3ss Python answers" }.Start();
    }

    private void Read(Thread output)
    {
        var stream = _process.StandardOutput.BaseStream;
        try
        {
            _greeting.TrySetResult(ReadGreeting(stream));
            Span<byte> length = stackalloc byte[sizeof(uint)];
            while (true)
            {
                stream.ReadExactly(length);
                var size = BinaryPrimitives.ReadUInt32LittleEndian(length);
                if (size is 0 or > LargestMessage)
                {
                    break; // User code has found the channel and written to it: nothing that follows can be trusted.
                }

                var body = new byte[size];
                stream.ReadExactly(body);
                _answers.Writer.TryWrite(new PythonAnswer((char)body[0], body.AsMemory(1)));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OutOfMemoryException)
        {
            // The process has ended, or what is left of it is of no use.
        }

        if (!_process.WaitForExit(TimeToEnd))
        {
            Kill();
            _process.WaitForExit();
        }

        output.Join(TimeToEnd); // A child process may hold the stream open for ever.
        _exitCode = _process.ExitCode;
        _process.Dispose();
        Running.TryRemove(this, out _);
        _greeting.TrySetException(new EndOfStreamException());
        _ = _greeting.Task.Exception; // Nobody waits for it when the start was cancelled.
        _answers.Writer.TryComplete();
    }

    // What a start-up file of the machine prints comes before the greeting; without any the line is kept for the message.
    private static string ReadGreeting(Stream stream)
    {
        for (var lines = 0; ; lines++)
        {
            var line = ReadLine(stream);
            if (line.StartsWith(PythonWorkerScript.Greeting, StringComparison.Ordinal) || lines == 20)
            {
                return line;
            }
        }
    }

    private static string ReadLine(Stream stream)
    {
        var line = new List<byte>();
        for (int next; (next = stream.ReadByte()) != '\n' && line.Count < 200;)
        {
            if (next < 0)
            {
                throw new EndOfStreamException();
            }

            line.Add((byte)next);
        }

        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It has ended already, or a child of it may not be touched.
        }
    }

    private string Obituary()
    {
        var code = _exitCode switch
        {
            // A shell's convention, which .NET follows: 128 + the signal.
            > 128 and < 160 when !OperatingSystem.IsWindows() => $"{_exitCode} (signal {_exitCode - 128})",
            < 0 => "0x" + _exitCode.ToString("X8", CultureInfo.InvariantCulture),
            _ => _exitCode.ToString(CultureInfo.InvariantCulture),
        };
        var last = _output.LastLines();
        var words = last.Length == 0 ? "It wrote nothing to stderr." : $"Its last output:\n{last}";
        return _busy
            ? $"The Python process ended in the middle of the call, with exit code {code}. {words}"
            : $"'{_executable}' did not start as Python: it ended with exit code {code}. {PythonWorkerScript.Cure} {words}";
    }
}
