using System.Threading.Tasks.Sources;

namespace Namel3ss.Testing;

/// <summary>The end of a step that has not come yet. It goes on inline where it is set: on the thread of the <see cref="TestRun"/>.</summary>
internal sealed class Answer<T> : IValueTaskSource<T>
{
    private ManualResetValueTaskSourceCore<T> _core;

    public ValueTask<T> Task => new(this, _core.Version);

    public void Set(T value) => _core.SetResult(value);

    public void Fail(Exception error) => _core.SetException(error);

    T IValueTaskSource<T>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
