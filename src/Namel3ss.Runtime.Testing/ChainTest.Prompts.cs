namespace Namel3ss.Testing;

// What steps asked their chat models.
public sealed partial class ChainTest
{
    /// <summary>
    /// What a step asked its chat model in the last <see cref="RunAsync"/>, once for each attempt, in the order in which they started. Fakes
    /// are asked too: the prompt is made from the values of the run, as it is for the model.
    /// </summary>
    /// <param name="step">The step: <c>(Chains.TriageSteps s) => s.Classify</c>.</param>
    /// <exception cref="ArgumentException">The step asks no chat model.</exception>
    public IReadOnlyList<SentPrompt> Prompts<TSteps>(Func<TSteps, IStepHandle> step)
        where TSteps : ChainSteps, new()
    {
        var info = HandleOf(step).Info!;
        if (!info.Chain!.Steps.Any(other => other.Name == info.Name && other.Llm is not null))
        {
            throw new ArgumentException($"Step '{info.Name}' asks no chat model.", nameof(step));
        }

        return _recorder is { } recorder
            ? recorder.PromptsOf(info)
            : throw new InvalidOperationException("No chain has run yet: call RunAsync first.");
    }
}
