using System.Runtime.CompilerServices;

namespace Namel3ss;

/// <summary>
/// What a user's method returned, to be awaited. A <see cref="ValueTask"/> may be of a type that others wrote and that calls back more than
/// once: an <c>async</c> method would go on twice from the same place.
/// </summary>
internal readonly struct OnceAwaitable(ValueTask task) : ICriticalNotifyCompletion
{
    private readonly ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _task = task.ConfigureAwait(false).GetAwaiter();

    public bool IsCompleted => _task.IsCompleted;

    public OnceAwaitable GetAwaiter() => this;

    public void GetResult() => _task.GetResult();

    public void OnCompleted(Action continuation) => _task.OnCompleted(Once.Of(continuation));

    public void UnsafeOnCompleted(Action continuation) => _task.UnsafeOnCompleted(Once.Of(continuation));
}

/// <inheritdoc cref="OnceAwaitable"/>
internal readonly struct OnceAwaitable<T>(ValueTask<T> task) : ICriticalNotifyCompletion
{
    private readonly ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter _task = task.ConfigureAwait(false).GetAwaiter();

    public bool IsCompleted => _task.IsCompleted;

    public OnceAwaitable<T> GetAwaiter() => this;

    public T GetResult() => _task.GetResult();

    public void OnCompleted(Action continuation) => _task.OnCompleted(Once.Of(continuation));

    public void UnsafeOnCompleted(Action continuation) => _task.UnsafeOnCompleted(Once.Of(continuation));
}

/// <summary>Makes what calls back once.</summary>
internal static class Once
{
    public static OnceAwaitable CallsBackOnce(this ValueTask task) => new(task);

    public static OnceAwaitable<T> CallsBackOnce<T>(this ValueTask<T> task) => new(task);

    public static Action Of(Action continuation)
    {
        var calls = 0;
        return () =>
        {
            if (Interlocked.Exchange(ref calls, 1) == 0)
            {
                continuation();
            }
        };
    }
}
