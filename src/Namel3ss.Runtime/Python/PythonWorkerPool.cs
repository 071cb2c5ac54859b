using System.Collections.Concurrent;
using System.Text.Json;

namespace Namel3ss.Python;

/// <summary>The worker processes of one executable, started as they are needed and kept for the life of this process.</summary>
internal sealed class PythonWorkerPool(string executable, int size) : IDisposable
{
    private static readonly ConcurrentDictionary<string, PythonWorkerPool> Pools = new();

    private readonly SemaphoreSlim _free = new(size, size);
    private readonly ConcurrentStack<PythonWorker> _idle = new();

    /// <summary>The process-wide pool of an executable.</summary>
    public static PythonWorkerPool For(string executable) =>
        Pools.GetOrAdd(executable, static name => new PythonWorkerPool(name, Math.Clamp(Environment.ProcessorCount, 1, 8)));

    /// <summary>Calls a function; gives its result as JSON. Waits for a worker if all are busy.</summary>
    /// <exception cref="PythonException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">With <paramref name="token"/>, at once; the process is killed.</exception>
    public async Task<ReadOnlyMemory<byte>> CallAsync(PythonInvocation invocation, PythonCallLog log, CancellationToken token)
    {
        var message = invocation.ToMessage();
        await _free.WaitAsync(token).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var worker = TakeIdle() ?? await PythonWorker.StartAsync(executable, log, token).ConfigureAwait(false);
                var answer = await worker.CallAsync(message, log, token).ConfigureAwait(false);
                if (answer.Kind == 'S')
                {
                    PythonLog.Changed(log.Logger, log.Step);
                    worker.End();
                    continue;
                }

                _idle.Push(worker);
                return answer.Kind == 'R' ? answer.Body : throw ToException(answer.Body);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Ends the idle workers.</summary>
    public void Dispose()
    {
        while (_idle.TryPop(out var worker))
        {
            worker.End();
        }
    }

    private PythonWorker? TakeIdle()
    {
        while (_idle.TryPop(out var worker))
        {
            if (!worker.HasEnded)
            {
                return worker;
            }
        }

        return null;
    }

    private static PythonException ToException(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var error = document.RootElement;
        var message = error.GetProperty("message").GetString()!;
        return error.GetProperty("type").GetString() is { } type
            ? new PythonException(message, type, error.GetProperty("traceback").GetString()!)
            : new PythonException(message) { IsMismatch = true };
    }
}
