using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Namel3ss.Language.Tests;

/// <summary>What a test sees of the scopes of its own container.</summary>
internal sealed class Ledger
{
    private int _scopes;

    public ConcurrentQueue<int> Disposed { get; } = new();

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Scopes => Volatile.Read(ref _scopes);

    public int Open() => Interlocked.Increment(ref _scopes);
}

/// <summary>Like a DbContext: of one scope, and never used by two calls at once.</summary>
internal sealed class OrderContext(Ledger ledger) : IAsyncDisposable
{
    private int _isBusy;
    private int _isDisposed;

    public int Scope { get; } = ledger.Open();

    public async Task<int> CountAsync(string name)
    {
        Begin();
        for (int i = 0; i < 100; i++)
        {
            await Task.Yield();
        }

        End();
        return name.Length;
    }

    public int Count(string name)
    {
        Begin();
        Thread.SpinWait(1000);
        End();
        return name.Length;
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, Interlocked.Exchange(ref _isDisposed, 1));
        Assert.Equal(0, Volatile.Read(ref _isBusy));
        await Task.Yield();
        ledger.Disposed.Enqueue(Scope);
    }

    public void Begin()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) == 1, this);
        if (Interlocked.Exchange(ref _isBusy, 1) == 1)
        {
            throw new InvalidOperationException("A second operation was started on this context instance before a previous operation completed.");
        }
    }

    public void End() => Volatile.Write(ref _isBusy, 0);
}

/// <summary>Two classes of one scope share its context.</summary>
internal sealed class Orders(OrderContext context, Ledger ledger, IServiceProvider services)
{
    [Connector("orders.count")]
    public Task<int> CountAsync(string name) => context.CountAsync(name);

    [Connector("orders.total")]
    public async Task<int> TotalAsync(IReadOnlyList<int> counts) => await context.CountAsync("") + counts.Sum();

    [Connector("orders.scope")]
    public async ValueTask<int> ScopeAsync()
    {
        await context.CountAsync("x");
        return context.Scope;
    }

    [Connector("orders.fail")]
    public int Fail() => throw new InvalidOperationException($"Context {context.Scope} does not answer.");

    /// <summary>Runs a chain in the scope that it was called in itself.</summary>
    [Connector("orders.nest", TakesPermit = false)]
    public async Task<string> NestAsync(CancellationToken cancellationToken)
    {
        context.Begin();
        var run = await Chains.RunContainerCalledAsync(new() { Services = services, UseCallersScope = true }, cancellationToken);
        context.End();
        return $"{context.Scope} {run.Steps.Second.Result}";
    }

    [Connector("orders.stubborn")]
    public async Task<int> StubbornAsync()
    {
        context.Begin();
        ledger.Entered.SetResult();
        await ledger.Gate.Task;
        context.End();
        return context.Scope;
    }
}

internal sealed class LaterOrders(OrderContext context)
{
    [Connector("orders.count_later")]
    public async IAsyncEnumerable<int> CountAsync(string name)
    {
        yield return await context.CountAsync(name);
    }

    [Connector("orders.scope_now")]
    public int ScopeNow(int first)
    {
        context.Count("x");
        return first == context.Scope ? context.Scope : -1;
    }
}

internal interface IGreeter
{
    [Connector("keyed.shout")]
    string Shout(string text);
}

internal sealed class Greeter(string greeting) : IGreeter
{
    public string Shout(string text) => $"{greeting} {text}!";
}

internal static class KeyedConnectors
{
    [Connector("container.join", Inline = true)]
    public static string Join(IReadOnlyList<int> values) => string.Join(' ', values);

    [Connector("container.join_text", Inline = true)]
    public static string JoinText(IReadOnlyList<string> values) => string.Join(' ', values);

    [Connector("keyed.greet")]
    public static string Greet([FromKeyedServices("polite")] IGreeter greeter, string text, [FromKeyedServices(Level.Low)] IGreeter? other = null) =>
        greeter.Shout(text) + (other is null ? "" : "?");
}

/// <summary>A class that the container need not know.</summary>
internal sealed class MadeGreeter
{
    internal MadeGreeter()
    {
    }

    [Connector("keyed.made")]
    public string Made() => "made";
}
