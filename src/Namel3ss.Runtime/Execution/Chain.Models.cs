namespace Namel3ss.CompilerServices;

// Steps that ask chat models.
public sealed partial class Chain
{
    /// <summary>A question to the chat model of a step, to be given its texts.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="InvalidOperationException">The step has no model.</exception>
    public LlmCall Llm(StepRun step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var use = step.Model ?? throw new InvalidOperationException($"Step '{step.Name}' calls no chat model.");
        return new LlmCall(step, use, ChatClients!, Json, Harness);
    }

    private ChatClients? ChatClients => _extras?.ChatClients;

    private ChatClients NewChatClients() => new(_options?.ChatClients, Services, Settings.ChatClients);
}
