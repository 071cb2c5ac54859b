using System.Runtime.CompilerServices;

namespace Namel3ss.CompilerServices;

// What generated code starts steps with. Class, struct and nullable struct are overloads, because X? means something else for each.
// None of these throws; awaiting what they return throws when the body has to end.
public sealed partial class Chain
{
    /// <summary>Starts a step.</summary>
    /// <param name="step">The step, which takes the value.</param>
    /// <param name="call">Calls the user's method with the step's token.</param>
    /// <returns>What the body awaits before it uses the value.</returns>
    public ConfiguredValueTaskAwaitable Run<T>(StepRun<T?> step, Func<CancellationToken, Task<T>> call)
        where T : class => Start(new ValueInvocation<T?>(step, call), onPool: false);

    /// <inheritdoc cref="Run{T}(StepRun{T}, Func{CancellationToken, Task{T}})"/>
    public ConfiguredValueTaskAwaitable Run<T>(StepRun<T?> step, Func<CancellationToken, Task<T>> call)
        where T : struct => Start(new StructInvocation<T>(step, call), onPool: false);

    /// <inheritdoc cref="Run{T}(StepRun{T}, Func{CancellationToken, Task{T}})"/>
    public ConfiguredValueTaskAwaitable Run<T>(StepRun<T?> step, Func<CancellationToken, Task<T?>> call)
        where T : struct => Start(new ValueInvocation<T?>(step, call), onPool: false);

    /// <inheritdoc cref="Run{T}(StepRun{T}, Func{CancellationToken, Task{T}})"/>
    public ConfiguredValueTaskAwaitable Run<T>(StepRun<T?> step, Func<CancellationToken, ValueTask<T>> call)
        where T : class => Start(new ValueInvocation<T?>(step, call), onPool: false);

    /// <inheritdoc cref="Run{T}(StepRun{T}, Func{CancellationToken, Task{T}})"/>
    public ConfiguredValueTaskAwaitable Run<T>(StepRun<T?> step, Func<CancellationToken, ValueTask<T>> call)
        where T : struct => Start(new StructInvocation<T>(step, call), onPool: false);

    /// <inheritdoc cref="Run{T}(StepRun{T}, Func{CancellationToken, Task{T}})"/>
    public ConfiguredValueTaskAwaitable Run<T>(StepRun<T?> step, Func<CancellationToken, ValueTask<T?>> call)
        where T : struct => Start(new ValueInvocation<T?>(step, call), onPool: false);

    /// <inheritdoc cref="Run{T}(StepRun{T}, Func{CancellationToken, Task{T}})"/>
    public ConfiguredValueTaskAwaitable Run(StepRun step, Func<CancellationToken, Task> call) =>
        Start(new PlainInvocation(step, call), onPool: false);

    /// <inheritdoc cref="Run{T}(StepRun{T}, Func{CancellationToken, Task{T}})"/>
    public ConfiguredValueTaskAwaitable Run(StepRun step, Func<CancellationToken, ValueTask> call) =>
        Start(new PlainInvocation(step, call), onPool: false);

    /// <summary>Starts a step whose method is synchronous, on a thread for calls that may block: it holds up neither the chain nor the thread pool.</summary>
    /// <param name="step">The step, which takes the value.</param>
    /// <param name="call">Calls the user's method with the step's token.</param>
    /// <returns>What the body awaits before it uses the value.</returns>
    public ConfiguredValueTaskAwaitable RunOnPool<T>(StepRun<T?> step, Func<CancellationToken, T> call)
        where T : class => Start(new ValueInvocation<T?>(step, call), onPool: true);

    /// <inheritdoc cref="RunOnPool{T}(StepRun{T}, Func{CancellationToken, T})"/>
    public ConfiguredValueTaskAwaitable RunOnPool<T>(StepRun<T?> step, Func<CancellationToken, T> call)
        where T : struct => Start(new StructInvocation<T>(step, call), onPool: true);

    /// <inheritdoc cref="RunOnPool{T}(StepRun{T}, Func{CancellationToken, T})"/>
    public ConfiguredValueTaskAwaitable RunOnPool<T>(StepRun<T?> step, Func<CancellationToken, T?> call)
        where T : struct => Start(new ValueInvocation<T?>(step, call), onPool: true);

    /// <inheritdoc cref="RunOnPool{T}(StepRun{T}, Func{CancellationToken, T})"/>
    public ConfiguredValueTaskAwaitable RunOnPool(StepRun step, Action<CancellationToken> call) =>
        Start(new PlainInvocation(step, call), onPool: true);

    /// <inheritdoc cref="RunOnPool{T}(StepRun{T}, Func{CancellationToken, T})"/>
    /// <remarks>With services that end after it.</remarks>
    public ConfiguredValueTaskAwaitable RunOnPool<T>(StepRun<T?> step, Func<CancellationToken, ValueTask<T>> call)
        where T : class => Start(new ValueInvocation<T?>(step, call), onPool: true);

    /// <inheritdoc cref="RunOnPool{T}(StepRun{T}, Func{CancellationToken, T})"/>
    public ConfiguredValueTaskAwaitable RunOnPool<T>(StepRun<T?> step, Func<CancellationToken, ValueTask<T>> call)
        where T : struct => Start(new StructInvocation<T>(step, call), onPool: true);

    /// <inheritdoc cref="RunOnPool{T}(StepRun{T}, Func{CancellationToken, T})"/>
    public ConfiguredValueTaskAwaitable RunOnPool<T>(StepRun<T?> step, Func<CancellationToken, ValueTask<T?>> call)
        where T : struct => Start(new ValueInvocation<T?>(step, call), onPool: true);

    /// <inheritdoc cref="RunOnPool{T}(StepRun{T}, Func{CancellationToken, T})"/>
    public ConfiguredValueTaskAwaitable RunOnPool(StepRun step, Func<CancellationToken, ValueTask> call) =>
        Start(new PlainInvocation(step, call), onPool: true);

    /// <summary>Starts a step whose method is synchronous and quick, on the body's own thread.</summary>
    /// <param name="step">The step, which takes the value.</param>
    /// <param name="call">Calls the user's method with the step's token.</param>
    /// <returns>What the body awaits before it uses the value.</returns>
    public ConfiguredValueTaskAwaitable RunInline<T>(StepRun<T?> step, Func<CancellationToken, T> call)
        where T : class => Start(new ValueInvocation<T?>(step, call), onPool: false);

    /// <inheritdoc cref="RunInline{T}(StepRun{T}, Func{CancellationToken, T})"/>
    public ConfiguredValueTaskAwaitable RunInline<T>(StepRun<T?> step, Func<CancellationToken, T> call)
        where T : struct => Start(new StructInvocation<T>(step, call), onPool: false);

    /// <inheritdoc cref="RunInline{T}(StepRun{T}, Func{CancellationToken, T})"/>
    public ConfiguredValueTaskAwaitable RunInline<T>(StepRun<T?> step, Func<CancellationToken, T?> call)
        where T : struct => Start(new ValueInvocation<T?>(step, call), onPool: false);

    /// <inheritdoc cref="RunInline{T}(StepRun{T}, Func{CancellationToken, T})"/>
    public ConfiguredValueTaskAwaitable RunInline(StepRun step, Action<CancellationToken> call) =>
        Start(new PlainInvocation(step, call), onPool: false);
}
