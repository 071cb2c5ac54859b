using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>
/// What Namel3ss.Runtime.Testing puts into a run: it answers in the place of methods, hears what becomes of the steps, and does itself, on one
/// thread, what a run otherwise leaves to the thread pool. So it knows when nothing is left to do but to wait, and may move its clock.
/// </summary>
internal abstract class RunHarness
{
    /// <summary>Whether the step's method is never called, so that what only it needs may be missing.</summary>
    public abstract bool Replaces(StepInfo step);

    /// <summary>Calls a step's method, or answers in its place.</summary>
    /// <param name="step">The step.</param>
    /// <param name="call">Calls the method.</param>
    /// <param name="onPool">Whether the method is synchronous and may block.</param>
    /// <param name="token">The step's token.</param>
    public abstract ValueTask<T> Call<T>(StepRun step, Func<CancellationToken, ValueTask<T>> call, bool onPool, CancellationToken token);

    /// <summary>A step asks its chat model. Called before the model is, on the thread on which the step's method was called.</summary>
    /// <returns>Whether the question is all that was wanted: the model is not to be asked.</returns>
    public abstract bool Asks(StepRun step, LlmInfo model, string? system, string prompt);

    /// <summary>Answers in the place of a chain that a step calls: with a run of it, or with its value.</summary>
    /// <returns>Null if the chain is to be called.</returns>
    public abstract ValueTask<object?>? CallChain(StepRun step, CancellationToken token);

    /// <summary>Does this in the place of the thread pool.</summary>
    public abstract void Post(Action work);

    /// <summary>Work elsewhere that the run depends on: the clock waits for it.</summary>
    /// <returns>Ends well, and where <see cref="Post"/> works, when that has ended in whatever way.</returns>
    public abstract Task Follow(Task work);

    /// <summary>A step has changed. Called in the order of the changes.</summary>
    public abstract void Record(StepRun step, StepStatus status);

    /// <summary>The error of a model without a client, which in a test has one cure more.</summary>
    public abstract string HowToFake(StepInfo step);
}
