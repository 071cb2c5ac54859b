using Namel3ss.CompilerServices;

namespace Namel3ss.Testing;

// What steps asked their chat models.
public sealed partial class ChainTest
{
    /// <summary>
    /// What a step asked its chat model in the last <see cref="RunAsync"/>, once for each attempt, in the order in which they started. Fakes
    /// are asked too: the prompt is made from the values of the run, as it is for the model.
    /// </summary>
    /// <param name="step">The step: <c>(Chains.TriageSteps s) => s.Classify</c>.</param>
    /// <param name="branch">Where branches of an <c>if</c> share the step's name, which of them is meant, in the order of the file, from 1; null for all.</param>
    /// <exception cref="ArgumentException">The step asks no chat model.</exception>
    public IReadOnlyList<SentPrompt> Prompts<TSteps>(Func<TSteps, IStepHandle> step, int? branch = null)
        where TSteps : ChainSteps, new()
    {
        var info = HandleOf(step).Info!;
        CheckBranch(info, branch);
        StepInfo[] steps = [.. FakeBook.SameNamed(info).Where((_, i) => branch is null || branch == i + 1)];
        if (steps.All(other => other.Llm is null))
        {
            throw new ArgumentException($"Step '{info.Name}' asks no chat model.", nameof(step));
        }

        return _recorder is { } recorder
            ? recorder.PromptsOf(steps)
            : throw new InvalidOperationException("No chain has run yet: call RunAsync first.");
    }
}
