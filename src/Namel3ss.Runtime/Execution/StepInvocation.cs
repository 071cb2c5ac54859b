using System.Diagnostics;

namespace Namel3ss;

/// <summary>
/// One invocation of the user's method and what became of it. The implementations differ only in how a method gives its value;
/// they are structs, so that a step that ends at once allocates nothing here.
/// </summary>
internal interface IStepInvocation
{
    StepRun Step { get; }

    /// <summary>Puts a test between the step and its method, before anything else is called.</summary>
    void Intercept(RunHarness harness, bool onPool);

    /// <summary>Calls the method; what it throws by itself comes out here.</summary>
    /// <returns>True if it has ended already.</returns>
    bool Begin(CancellationToken token);

    /// <summary>Has a method that has not ended yet call back.</summary>
    void OnCompleted(Action continuation);

    /// <summary>Takes what an ended method gave, or throws what it threw.</summary>
    /// <param name="keep">Whether the step may still take the value.</param>
    void Finish(bool keep);
}

/// <summary>A method whose value's type is the step's: classes, and structs that are nullable already.</summary>
[StackTraceHidden]
internal struct ValueInvocation<T>(StepRun<T> step, Delegate call) : IStepInvocation
{
    private ValueTask<T> _pending;

    public readonly StepRun Step => step;

    public void Intercept(RunHarness harness, bool onPool) => call = Invocation.Intercept<T>(harness, step, call, onPool);

    public bool Begin(CancellationToken token) => (_pending = Invocation.Begin<T>(call, token)).IsCompleted;

    public readonly void OnCompleted(Action continuation) => _pending.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);

    public readonly void Finish(bool keep)
    {
        var value = _pending.GetAwaiter().GetResult();
        if (keep)
        {
            step.Keep(value);
        }
    }
}

/// <summary>A method with a struct as its value, which the step keeps as nullable.</summary>
[StackTraceHidden]
internal struct StructInvocation<T>(StepRun<T?> step, Delegate call) : IStepInvocation
    where T : struct
{
    private ValueTask<T> _pending;

    public readonly StepRun Step => step;

    public void Intercept(RunHarness harness, bool onPool) => call = Invocation.Intercept<T>(harness, step, call, onPool);

    public bool Begin(CancellationToken token) => (_pending = Invocation.Begin<T>(call, token)).IsCompleted;

    public readonly void OnCompleted(Action continuation) => _pending.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);

    public readonly void Finish(bool keep)
    {
        var value = _pending.GetAwaiter().GetResult();
        if (keep)
        {
            step.Keep(value);
        }
    }
}

/// <summary>A method without a value.</summary>
[StackTraceHidden]
internal struct PlainInvocation(StepRun step, Delegate call) : IStepInvocation
{
    private ValueTask _pending;

    public readonly StepRun Step => step;

    public void Intercept(RunHarness harness, bool onPool) => call = Invocation.Intercept(harness, step, call, onPool);

    public bool Begin(CancellationToken token) => (_pending = Invocation.Begin(call, token)).IsCompleted;

    public readonly void OnCompleted(Action continuation) => _pending.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);

    public readonly void Finish(bool keep) => _pending.GetAwaiter().GetResult();
}

/// <summary>Calls a method that gives its value at once, as a Task or as a ValueTask.</summary>
[StackTraceHidden]
internal static class Invocation
{
    public static ValueTask<T> Begin<T>(Delegate call, CancellationToken token) => call switch
    {
        Func<CancellationToken, Task<T>> task => new(task(token) ?? throw NoTask()),
        Func<CancellationToken, ValueTask<T>> valueTask => valueTask(token),
        _ => new(((Func<CancellationToken, T>)call)(token)),
    };

    public static ValueTask Begin(Delegate call, CancellationToken token)
    {
        switch (call)
        {
            case Func<CancellationToken, Task> task:
                return new(task(token) ?? throw NoTask());
            case Func<CancellationToken, ValueTask> valueTask:
                return valueTask(token);
            default:
                ((Action<CancellationToken>)call)(token);
                return default;
        }
    }

    public static Func<CancellationToken, ValueTask<T>> Intercept<T>(RunHarness harness, StepRun step, Delegate call, bool onPool) =>
        token => harness.Call(step, token => Begin<T>(call, token), onPool, token);

    public static Func<CancellationToken, ValueTask> Intercept(RunHarness harness, StepRun step, Delegate call, bool onPool) =>
        async token => await harness.Call(step, token => WithValue(Begin(call, token)), onPool, token).ConfigureAwait(false);

    public static InvalidOperationException NoTask() => new("The method returned null in place of a Task.");

    private static async ValueTask<object?> WithValue(ValueTask call)
    {
        await call.ConfigureAwait(false);
        return null;
    }
}
