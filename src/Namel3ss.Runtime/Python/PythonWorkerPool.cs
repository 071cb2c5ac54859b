using System.Collections.Concurrent;
using System.Text.Json;

namespace Namel3ss.Python;

/// <summary>The worker processes of one executable, started as they are needed and kept for the life of this process.</summary>
/// <param name="executable">The Python interpreter.</param>
/// <param name="size">How many workers there may be.</param>
/// <param name="clock">By which the start of a worker takes too long.</param>
internal sealed class PythonWorkerPool(string executable, int size, TimeProvider? clock = null) : IDisposable
{
    private static readonly ConcurrentDictionary<(string, int), PythonWorkerPool> Pools = new();

    // Steps wait for their turn in the limit. Those of a chain that starts within a call may go on without (HeldPermits): for
    // them, and for whom they overtake, it is here that a worker must become free. Only functions that run hold this one.
    private readonly SemaphoreSlim _free = new(size, size);
    private readonly ConcurrentStack<PythonWorker> _idle = new();

    /// <summary>The process-wide pool of an executable, for those that have set this many workers.</summary>
    public static PythonWorkerPool For(string executable, int size) =>
        Pools.GetOrAdd((executable, size), static pool => new PythonWorkerPool(pool.Item1, pool.Item2));

    /// <summary>What steps wait for before they have a permit and run: as many as there may be workers.</summary>
    public ChainLimiter Limit { get; } = new(size);

    /// <summary>Calls a function; gives its result as JSON.</summary>
    /// <exception cref="PythonException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">With <paramref name="token"/>, at once; the process is killed.</exception>
    public async Task<ReadOnlyMemory<byte>> CallAsync(PythonInvocation call, PythonCallLog log, CancellationToken token)
    {
        await _free.WaitAsync(token).ConfigureAwait(false);
        try
        {
            var hasLostOne = false;
            while (true)
            {
                var worker = TakeIdle() ?? await PythonWorker.StartAsync(executable, log, clock ?? TimeProvider.System, token).ConfigureAwait(false);
                PythonAnswer answer;
                try
                {
                    answer = await worker.CallAsync(call, log, token).ConfigureAwait(false);
                }
                catch (PythonException e) when (e.IsBeforeCall && !hasLostOne)
                {
                    // It was idle when something killed it. Nothing of the call has run, so another one may take it.
                    hasLostOne = true;
                    PythonLog.Lost(log.Logger, log.Step, e.Message);
                    continue;
                }

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
            if (!worker.Ended.IsCompleted)
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
