using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Namel3ss.CompilerServices;
using Namel3ss.Python;

namespace Namel3ss.Runtime.Tests.Python;

/// <summary>A folder for Python files, and a pool of its own to run them.</summary>
internal sealed class PythonBox : IDisposable
{
    private static readonly JsonSerializerOptions Options = ChainJson.Default;
    private static readonly StepRun Step = new(new ChainInfo("chain", null, new StepInfo("calculate", "python", "sample.f")), 0);

    private readonly PythonWorkerPool _pool;

    public PythonBox(string? code = null, int size = 1, string? executable = null, TimeProvider? clock = null)
    {
        _pool = new PythonWorkerPool(executable ?? TestPython.Executable, size, clock);
        if (code is not null)
        {
            Write("sample.py", code);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("namel3ss-python").FullName;

    public LogLines Log { get; } = new();

    public string Write(string file, string code)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, code);
        return path;
    }

    /// <summary>Calls <c>f</c> of <c>sample.py</c>, or of another file, with what <paramref name="fill"/> gives.</summary>
    public async Task<T> CallAsync<T>(
        Action<PythonArguments>? fill = null, string function = "f", string file = "sample.py", bool nullable = false, CancellationToken token = default)
    {
        var json = await _pool.CallAsync(Invocation(fill, function, file), new PythonCallLog(Log, "calculate"), token);
        return PythonResult.Read<T>(json, Options, "sample.f", Step, nullable);
    }

    public PythonInvocation Invocation(Action<PythonArguments>? fill = null, string function = "f", string file = "sample.py")
    {
        var arguments = new PythonArguments(Options, Step, chain: null);
        fill?.Invoke(arguments);
        return new PythonInvocation(Path.Combine(Folder, file), function, arguments);
    }

    /// <summary>The result's JSON as it is.</summary>
    public async Task<string> JsonAsync(Action<PythonArguments>? fill = null, string function = "f", string file = "sample.py") =>
        (await CallAsync<JsonElement>(fill, function, file)).GetRawText();

    public Task<PythonException> FailAsync(Action<PythonArguments>? fill = null, string function = "f", string file = "sample.py") =>
        Assert.ThrowsAsync<PythonException>(() => CallAsync<JsonElement>(fill, function, file));

    public void Dispose()
    {
        _pool.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Lets a Python process show that it has come to a place (it connects) and that it has ended (the connection ends).</summary>
internal sealed class Beacon : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Beacon() => _listener.Start();

    /// <summary>Python code that shows the process; <c>beacon</c> is to be kept.</summary>
    public string Code => $"import socket; beacon = socket.create_connection(('127.0.0.1', {Port}))";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Task<TcpClient> ReachedAsync() => _listener.AcceptTcpClientAsync();

    /// <summary>Ends when the process has ended.</summary>
    public static async Task EndedAsync(TcpClient process)
    {
        try
        {
            Assert.Equal(0, await process.GetStream().ReadAsync(new byte[1]));
        }
        catch (IOException)
        {
            // Reset in place of closed: ended all the same.
        }

        process.Dispose();
    }

    public void Dispose() => _listener.Dispose();
}

/// <summary>A logger that keeps its lines, and tells when a certain one has come.</summary>
internal sealed class LogLines : ILogger
{
    private readonly object _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Is, TaskCompletionSource<string> Came)> _awaited = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public Task<string> LineAsync(Func<string, bool> matches)
    {
        lock (_gate)
        {
            if (_lines.Find(line => matches(line)) is { } line)
            {
                return Task.FromResult(line);
            }

            var came = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((matches, came));
            return came.Task;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            var line = $"{logLevel}: {formatter(state, exception)}";
            _lines.Add(line);
            foreach (var (matches, came) in _awaited)
            {
                if (matches(line))
                {
                    came.TrySetResult(line);
                }
            }
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
}
