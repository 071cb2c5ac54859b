using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;

namespace Namel3ss.Python;

/// <summary>
/// One Python process that runs one call at a time (worker.py). Whoever cancels a call ends the process with it: Python
/// code cannot be stopped from outside in any other way.
/// </summary>
internal sealed class PythonWorker
{
    /// <summary>A Python says at once that it is one, but on a cold disk or behind a virus scanner.</summary>
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<PythonWorker, bool> Running = new();

    private readonly string _executable;
    private readonly PythonProcess _process;
    private PendingCall? _pending;
    private bool _hasStarted;

    // Where the host is killed, the worker and its guardian see their stdin end (process.py). Here the busy ones are ended at once.
    static PythonWorker() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var worker in Running.Keys)
        {
            worker.End();
        }
    };

    private PythonWorker(string executable, PythonCallLog log)
    {
        _executable = executable;
        _process = PythonProcess.Start(executable, log, Receive);
        Running.TryAdd(this, true);
        _ = EndAsync();
    }

    /// <summary>Ends with the process, for whatever reason.</summary>
    public Task Ended => _process.Ended;

    /// <summary>Starts a process and waits until it is ready.</summary>
    /// <exception cref="PythonException">There is no such executable, or it is no Python that will do.</exception>
    public static async Task<PythonWorker> StartAsync(string executable, PythonCallLog log, TimeProvider clock, CancellationToken token)
    {
        PythonWorker worker;
        try
        {
            // On the pool: steps that start beside this one are not to wait for the system.
            worker = await Task.Run(() => new PythonWorker(executable, log), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            // The system's own words; those of the exception bury them.
            var reason = new Win32Exception(e.NativeErrorCode).Message.TrimEnd('.');
            throw new PythonException($"Python could not be started: '{executable}': {reason}. {PythonWorkerScript.Cure}", e) { IsMismatch = true };
        }

        using var late = new CancellationTokenSource(TimeToStart, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, late.Token);
        try
        {
            await worker.GreetAsync(log, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            throw new OperationCanceledException(token);
        }
        catch (OperationCanceledException)
        {
            throw new PythonException(
                $"'{executable}' did not start as Python: it did not say so within {TimeToStart.TotalSeconds:0} seconds. {PythonWorkerScript.Cure}") { IsMismatch = true };
        }

        worker._hasStarted = true;
        return worker;
    }

    /// <summary>Sends one call and waits for its answer. When this throws, the process has ended.</summary>
    /// <exception cref="PythonException">The process died.</exception>
    /// <exception cref="OperationCanceledException">With <paramref name="token"/>.</exception>
    public Task<PythonAnswer> CallAsync(PythonInvocation call, PythonCallLog log, CancellationToken token)
    {
        _process.Output.BeginCall(log);
        var pending = new PendingCall(call.Number);
        Volatile.Write(ref _pending, pending);
        return ExchangeAsync(call.ToMessage(), pending.Answer.Task, token);
    }

    /// <summary>Ends the process: an idle one by itself, with what its code registered for its exit; a busy one at once.</summary>
    public void End()
    {
        if (Volatile.Read(ref _pending) is not null)
        {
            _process.Kill();
        }
        else
        {
            CloseInput();
        }
    }

    /// <summary>Closes the worker's stdin, as the system does when this process ends.</summary>
    internal void CloseInput() => _process.CloseInput();

    private async Task GreetAsync(PythonCallLog log, CancellationToken token)
    {
        var greeting = await ExchangeAsync(default, _process.Greeting, token).ConfigureAwait(false);
        string version;
        try
        {
            version = PythonWorkerScript.CheckVersion(greeting, _executable);
        }
        catch (PythonException)
        {
            await _process.KillAsync().ConfigureAwait(false);
            throw;
        }

        var process = await ExchangeAsync(PythonWorkerScript.Message, _process.Ready, token).ConfigureAwait(false);
        PythonLog.Started(log.Logger, log.Step, "Python " + version, _executable, process);
    }

    private async Task<T> ExchangeAsync<T>(ReadOnlyMemory<byte> message, Task<T> answer, CancellationToken token)
    {
        var kill = token.UnsafeRegister(static worker => _ = ((PythonWorker)worker!)._process.KillAsync(), this);
        try
        {
            if (!message.IsEmpty)
            {
                await _process.WriteAsync(message).ConfigureAwait(false);
            }

            var result = await answer.WaitAsync(token).ConfigureAwait(false);
            kill.Dispose(); // From here on nothing kills it, so what is not killed by now can serve the next call.
            return _process.IsBeingKilled ? throw new OperationCanceledException(token) : result;
        }
        catch (Exception) when (token.IsCancellationRequested)
        {
            // The call gives its permit back when this throws: by then the process is to be gone.
            await _process.KillAsync().ConfigureAwait(false);
            throw new OperationCanceledException(token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            await _process.KillAsync().ConfigureAwait(false);
            throw Obituary(await _process.Ended.ConfigureAwait(false));
        }
        finally
        {
            kill.Dispose();
        }
    }

    /// <summary>An answer has come; false if nobody has asked for it.</summary>
    private bool Receive(PythonAnswer answer)
    {
        if (Volatile.Read(ref _pending) is not { } pending || pending.Number != answer.Number)
        {
            return false;
        }

        switch (answer.Kind)
        {
            case 'B' when !pending.HasBegun:
                pending.HasBegun = true;
                return true;
            case 'S' when !pending.HasBegun:
            case 'R' or 'E' when pending.HasBegun:
                // First: the one answer that there is to a call has come.
                Volatile.Write(ref _pending, null);
                pending.Answer.TrySetResult(answer);
                return true;
            default:
                return false;
        }
    }

    private async Task EndAsync()
    {
        await _process.Ended.ConfigureAwait(false);
        Running.TryRemove(this, out _);
        Volatile.Read(ref _pending)?.Answer.TrySetException(new EndOfStreamException());
    }

    private PythonException Obituary(int exitCode)
    {
        var code = exitCode switch
        {
            // A shell's convention, which .NET follows: 128 + the signal.
            > 128 and < 160 when !OperatingSystem.IsWindows() => $"{exitCode} (signal {exitCode - 128})",
            < 0 => "0x" + exitCode.ToString("X8", CultureInfo.InvariantCulture),
            _ => exitCode.ToString(CultureInfo.InvariantCulture),
        };
        var last = _process.Output.LastLines();
        var words = last.Length == 0 ? "It wrote nothing to stderr." : $"Its last output:\n{last}";
        if (!_hasStarted)
        {
            return new PythonException($"'{_executable}' did not start as Python: it ended with exit code {code}. {PythonWorkerScript.Cure} {words}");
        }

        var isBeforeCall = _pending is { HasBegun: false };
        var end = _process.HasForged
            ? "was ended: it sent an answer that nobody had asked for, so that none of its answers could be trusted. "
                + "Does code in it write to file descriptors that it did not open?"
            : $"ended {(isBeforeCall ? "before it began the call" : "in the middle of the call")}, with exit code {code}.";
        return new PythonException($"The Python process {end} {words}") { IsBeforeCall = isBeforeCall };
    }

    private sealed class PendingCall(long number)
    {
        public long Number => number;

        /// <summary>Whether anything of it has run. Written by the thread that reads answers alone.</summary>
        public volatile bool HasBegun;

        public TaskCompletionSource<PythonAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
