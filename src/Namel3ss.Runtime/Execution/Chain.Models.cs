namespace Namel3ss.CompilerServices;

// Steps that ask chat models.
public sealed partial class Chain
{
    private readonly ChatClients? _chatClients;

    /// <summary>A question to the chat model of a step, to be given its texts.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="InvalidOperationException">The step has no model.</exception>
    public LlmCall Llm(StepRun step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var use = step.Model ?? throw new InvalidOperationException($"Step '{step.Name}' calls no chat model.");
        return new LlmCall(step, use, _chatClients!, Json, Harness);
    }
}
