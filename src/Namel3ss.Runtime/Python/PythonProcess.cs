using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Namel3ss.Python;

/// <summary>
/// What a worker answers: <c>B</c> the call begins, <c>R</c> a result (JSON), <c>E</c> an error, <c>S</c> its files have changed. Its first
/// words are <c>P</c>, with the number of its process in place of that of a call.
/// </summary>
internal readonly record struct PythonAnswer(char Kind, long Number, ReadOnlyMemory<byte> Body);

/// <summary>
/// A Python process as the system has it: its start, its streams, and its end, in whichever way that comes. But on Windows it is the
/// guardian of the worker, its child, which ends after that and with its exit code (process.py).
/// </summary>
internal sealed class PythonProcess
{
    private const int AnswerHead = 1 + sizeof(long);
    private const int LargestAnswer = (1 << 30) + AnswerHead;
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _answers;
    private readonly Func<PythonAnswer, bool> _receive;
    private readonly TaskCompletionSource<string> _greeting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> _killed;

    private PythonProcess(Process process, Func<PythonAnswer, bool> receive)
    {
        (_process, _receive) = (process, receive);
        _input = process.StandardInput.BaseStream;
        _answers = process.StandardOutput.BaseStream;
        Output = new PythonOutput(process.StandardError.BaseStream);
        _killed = new Lazy<Task>(() => Task.Run(Kill));
    }

    public PythonOutput Output { get; }

    /// <summary>Its first line.</summary>
    public Task<string> Greeting => _greeting.Task;

    /// <summary>The number of the worker's process, when it waits for calls.</summary>
    public Task<int> Ready => _ready.Task;

    /// <summary>Its exit code, when it has ended and all that it answered has been received.</summary>
    public Task<int> Ended => _ended.Task;

    /// <summary>Whether it was killed because it sent what the receiver did not want.</summary>
    public bool HasForged { get; private set; }

    /// <summary>Whether somebody has it killed.</summary>
    public bool IsBeingKilled => _killed.IsValueCreated;

    /// <summary>Starts a process.</summary>
    /// <param name="executable">The Python interpreter.</param>
    /// <param name="log">Where what it prints at first goes.</param>
    /// <param name="receive">Takes an answer, on a thread of the process's own; false if it is none that was asked for, which is the process's end.</param>
    /// <exception cref="Win32Exception">There is no such executable.</exception>
    public static PythonProcess Start(string executable, PythonCallLog log, Func<PythonAnswer, bool> receive)
    {
        var process = new PythonProcess(
            Process.Start(new ProcessStartInfo(executable)
            {
                // Unbuffered, so that the last words of a process that crashes are seen.
                ArgumentList = { "-u", "-c", PythonWorkerScript.Bootstrap },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                CreateNoWindow = true,
            })!,
            receive);
        process.Output.BeginCall(log);
        process.StartThreads();
        return process;
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> message)
    {
        // A write that hangs knows no token on every system; it ends when the process does.
        await _input.WriteAsync(message, CancellationToken.None).ConfigureAwait(false);
        await _input.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Closes its stdin, as the system does when this process ends.</summary>
    public void CloseInput()
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

    /// <summary>Kills it on another thread, once.</summary>
    public Task KillAsync() => _killed.Value;

    /// <summary>Kills the worker with the processes that it has started, those with a session of their own included.</summary>
    public void Kill()
    {
        try
        {
            if (_process.HasExited)
            {
                return;
            }

            if (Ready.IsCompletedSuccessfully)
            {
                // Its guardian sees that, and ends with it.
                using var worker = Process.GetProcessById(Ready.Result);
                worker.Kill(entireProcessTree: true);
            }
            else
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It has ended already, or a child of it may not be touched.
        }
    }

    // Threads of its own, not the pool's: on Windows a pipe is read by blocking, and a few blocked pool threads would
    // hold up everything else in the process.
    private void StartThreads()
    {
        var output = new Thread(Output.Pump) { IsBackground = true, Name = "Namel3ss Python output" };
        var answers = new Thread(Read) { IsBackground = true, Name = "Namel3ss Python answers" };
        output.Start();
        answers.Start();
        new Thread(() => Watch(answers, output)) { IsBackground = true, Name = "Namel3ss Python process" }.Start();
    }

    /// <summary>
    /// Waits for the end of the process, not for that of its pipes: a child of it may hold those open for as long as it likes. Who reads
    /// them closes them, which nobody else could meanwhile.
    /// </summary>
    private void Watch(Thread answers, Thread output)
    {
        _process.WaitForExit();
        // What it wrote is in the pipes, and read at once if they do end with it.
        var start = Stopwatch.GetTimestamp();
        answers.Join(TimeToEnd);
        var rest = TimeToEnd - Stopwatch.GetElapsedTime(start);
        output.Join(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        var exitCode = _process.ExitCode;
        CloseInput();
        _process.Dispose();
        _greeting.TrySetException(new EndOfStreamException());
        _ready.TrySetException(new EndOfStreamException());
        _ = (_greeting.Task.Exception, _ready.Task.Exception); // Nobody waits for them when the start was cancelled.
        _ended.SetResult(exitCode);
    }

    private void Read()
    {
        try
        {
            _greeting.TrySetResult(ReadGreeting(_answers));
            Span<byte> length = stackalloc byte[sizeof(uint)];
            while (true)
            {
                _answers.ReadExactly(length);
                var size = BinaryPrimitives.ReadUInt32LittleEndian(length);
                if (size is < AnswerHead or > LargestAnswer || !ReadAnswer((int)size))
                {
                    // User code has found the channel and written to it: nothing that follows can be trusted.
                    HasForged = true;
                    Kill();
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OutOfMemoryException)
        {
            // The process has ended, or what is left of it is of no use.
        }
        finally
        {
            _answers.Dispose();
        }

        EndSoon();
    }

    private bool ReadAnswer(int size)
    {
        var answer = new byte[size];
        _answers.ReadExactly(answer);
        var number = BinaryPrimitives.ReadInt64LittleEndian(answer.AsSpan(1));
        return answer[0] == 'P'
            ? _ready.TrySetResult((int)number)
            : _receive(new PythonAnswer((char)answer[0], number, answer.AsMemory(AnswerHead)));
    }

    private void EndSoon()
    {
        try
        {
            if (!_process.WaitForExit(TimeToEnd))
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It had ended long before its pipe, or a child of it may not be touched.
        }
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
}
