using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// By which a chain that starts within a call of a step knows of that call: it flows to all that the call does.
/// </summary>
/// <remarks>
/// Calls that find the limit of calls reached when they begin have one. That is enough for that limit: of all that hold its permits, the
/// last to get one has a context, so its chains do not wait, and it ends; then another one is the last. So have calls that hold the
/// permit of a model with a limit of its own, where calls of several models might wait for each other.
/// </remarks>
internal sealed class CallContext
{
    private static readonly AsyncLocal<CallContext?> Ambient = new();

    private readonly object _lock = new();
    private readonly Chain _chain;
    private readonly StepRun _step;
    private readonly ExecutionContext _around;
    private HeldPermits? _held;
    private bool _hasEnded;

    private CallContext(Chain chain, StepRun step, ExecutionContext around) => (_chain, _step, _around) = (chain, step, around);

    /// <summary>The call of a step is about to begin on this thread.</summary>
    /// <returns>What to leave when its method has returned; null where the caller lets nothing flow.</returns>
    public static CallContext? Enter(Chain chain, StepRun step) =>
        ExecutionContext.Capture() is { } around ? Ambient.Value = new CallContext(chain, step, around) : null;

    /// <summary>The call's method has returned.</summary>
    /// <param name="hasEnded">The call has ended, too.</param>
    public void Leave(bool hasEnded)
    {
        ExecutionContext.Restore(_around);
        lock (_lock)
        {
            _hasEnded = hasEnded;
        }
    }

    /// <summary>
    /// The permits of the call within which a chain starts, lent to it from now on: <see cref="HeldPermits.Leave"/> ends that.
    /// </summary>
    /// <returns>Null if it starts within none, or within one that has ended.</returns>
    public static HeldPermits? Borrow() => Ambient.Value?.Lend() is { } held && held.TryEnter() ? held : null;

    private HeldPermits? Lend()
    {
        lock (_lock)
        {
            return _held ??= _hasEnded ? null : _chain.TryLend(_step);
        }
    }
}
