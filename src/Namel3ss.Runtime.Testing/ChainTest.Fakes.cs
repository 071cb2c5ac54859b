using Namel3ss.CompilerServices;

namespace Namel3ss.Testing;

// What stands in for steps. The faked call still takes its permit, its time counts against timeouts, its failure is tried again or tolerated.
public sealed partial class ChainTest
{
    /// <summary>Has a step give this value.</summary>
    /// <param name="step">The step: <c>(Chains.TriageSteps s) => s.Classify</c>.</param>
    /// <param name="result">The value; null for none.</param>
    /// <param name="after">How long each call takes by the virtual clock.</param>
    /// <param name="branch">Where branches of an <c>if</c> share the step's name, which of them it is for, in the order of the file, from 1; null for all.</param>
    public void Fake<TSteps, T>(Func<TSteps, IStepHandle<T?>> step, T? result, TimeSpan after = default, int? branch = null)
        where TSteps : ChainSteps, new()
        where T : class => Add(step, _ => result, after, null, branch);

    /// <inheritdoc cref="Fake{TSteps, T}(Func{TSteps, IStepHandle{T}}, T, TimeSpan, int?)"/>
    public void Fake<TSteps, T>(Func<TSteps, IStepHandle<T?>> step, T? result, TimeSpan after = default, int? branch = null)
        where TSteps : ChainSteps, new()
        where T : struct => Add(step, _ => result, after, null, branch);

    /// <summary>Has a function give a step's values. What it throws fails the step.</summary>
    /// <param name="step">The step: <c>(Chains.TriageSteps s) => s.Classify</c>.</param>
    /// <param name="result">Gives the value of a call when the call ends.</param>
    /// <param name="after">How long each call takes by the virtual clock.</param>
    /// <param name="branch">Where branches of an <c>if</c> share the step's name, which of them it is for, in the order of the file, from 1; null for all.</param>
    public void Fake<TSteps, T>(Func<TSteps, IStepHandle<T?>> step, Func<FakeCall, T?> result, TimeSpan after = default, int? branch = null)
        where TSteps : ChainSteps, new()
        where T : class
    {
        ArgumentNullException.ThrowIfNull(result);
        Add(step, result, after, null, branch);
    }

    /// <inheritdoc cref="Fake{TSteps, T}(Func{TSteps, IStepHandle{T}}, Func{FakeCall, T}, TimeSpan, int?)"/>
    public void Fake<TSteps, T>(Func<TSteps, IStepHandle<T?>> step, Func<FakeCall, T?> result, TimeSpan after = default, int? branch = null)
        where TSteps : ChainSteps, new()
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(result);
        Add(step, call => result(call), after, null, branch);
    }

    /// <summary>Has a step without a value do nothing.</summary>
    /// <param name="step">The step: <c>(Chains.TriageSteps s) => s.Notify</c>.</param>
    /// <param name="after">How long each call takes by the virtual clock.</param>
    /// <param name="branch">Where branches of an <c>if</c> share the step's name, which of them it is for, in the order of the file, from 1; null for all.</param>
    public void Fake<TSteps>(Func<TSteps, IStepHandle> step, TimeSpan after = default, int? branch = null)
        where TSteps : ChainSteps, new()
    {
        var handle = HandleOf(step);
        if (handle.TakesValue)
        {
            throw new ArgumentException($"Step '{handle.Info!.Name}' has a value: say which, test.Fake(…, value).", nameof(step));
        }

        Add(step, static _ => null, after, null, branch);
    }

    /// <summary>Has a run stand in for the chain that a step calls. Its status counts: a failed run fails the step.</summary>
    /// <param name="step">The step: <c>(Chains.OrderSteps s) => s.Triage</c>.</param>
    /// <param name="run">The run, such as <c>Chains.TriageRun.Ok(value)</c>.</param>
    /// <param name="after">How long each call takes by the virtual clock.</param>
    /// <param name="branch">Where branches of an <c>if</c> share the step's name, which of them it is for, in the order of the file, from 1; null for all.</param>
    public void Fake<TSteps, TRun>(Func<TSteps, ISubChainHandle<TRun>> step, TRun run, TimeSpan after = default, int? branch = null)
        where TSteps : ChainSteps, new()
        where TRun : ChainRun
    {
        ArgumentNullException.ThrowIfNull(run);
        Add(step, _ => run, after, null, branch);
    }

    /// <summary>Has a step throw.</summary>
    /// <param name="step">The step: <c>(Chains.TriageSteps s) => s.Notify</c>.</param>
    /// <param name="exception">What it throws.</param>
    /// <param name="times">How many calls throw, attempts counted; later ones go to the step's other fakes or its own method. Null for all.</param>
    /// <param name="after">How long each call takes by the virtual clock.</param>
    /// <param name="branch">Where branches of an <c>if</c> share the step's name, which of them it is for, in the order of the file, from 1; null for all.</param>
    public void Fails<TSteps>(Func<TSteps, IStepHandle> step, Exception exception, int? times = null, TimeSpan after = default, int? branch = null)
        where TSteps : ChainSteps, new()
    {
        ArgumentNullException.ThrowIfNull(exception);
        Add(step, _ => throw exception, after, times, branch);
    }

    /// <summary>Has a step run until it is cancelled: by its own timeout, or by that of the chain.</summary>
    /// <param name="step">The step: <c>(Chains.TriageSteps s) => s.Notify</c>.</param>
    /// <param name="times">How many calls hang, attempts counted; later ones go to the step's other fakes or its own method. Null for all.</param>
    /// <param name="branch">Where branches of an <c>if</c> share the step's name, which of them it is for, in the order of the file, from 1; null for all.</param>
    public void Hangs<TSteps>(Func<TSteps, IStepHandle> step, int? times = null, int? branch = null)
        where TSteps : ChainSteps, new() => Add(step, static _ => null, null, times, branch);

    private void Add<TSteps>(Func<TSteps, IStepHandle> step, Func<FakeCall, object?> answer, TimeSpan? after, int? times, int? branch)
        where TSteps : ChainSteps, new()
    {
        var info = HandleOf(step).Info!;
        if (after < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(after), after, $"A call of step '{info.Name}' cannot take less than no time.");
        }

        if (times < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(times), times, $"The calls of step '{info.Name}' are counted from 1; null is for all.");
        }

        CheckBranch(info, branch);
        _fakes.Add(info, branch, new Fake(answer, after, times));
    }

    private static void CheckBranch(StepInfo info, int? branch)
    {
        var count = FakeBook.SameNamed(info).Count();
        if (branch < 1 || branch > count)
        {
            throw new ArgumentOutOfRangeException(nameof(branch), branch, count == 1
                ? $"Chain '{info.Chain?.Name}' has one step '{info.Name}': there is no other to tell it from."
                : $"Chain '{info.Chain?.Name}' has {count} steps '{info.Name}', counted from 1 in the order of the file.");
        }
    }

    private static IStepHandle HandleOf<TSteps>(Func<TSteps, IStepHandle> step)
        where TSteps : ChainSteps, new()
    {
        ArgumentNullException.ThrowIfNull(step);
        var handle = step(new TSteps());
        return handle?.Info is not null
            ? handle
            : throw new ArgumentException($"The function must give a step of {typeof(TSteps).Name}: (… s) => s.TheStep.", nameof(step));
    }
}
