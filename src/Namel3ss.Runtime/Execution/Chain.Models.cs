using Microsoft.Extensions.AI;

namespace Namel3ss.CompilerServices;

// Steps that ask chat models.
public sealed partial class Chain
{
    private readonly Dictionary<LlmInfo, IChatClient>? _chatClients;

    private Dictionary<LlmInfo, IChatClient>? FindClients(ChainInfo info) =>
        new ChatClients(_options?.ChatClients, Services, Settings.ChatClients).FindAll(info, Harness);

    /// <summary>A question to the chat model of a step, to be given its texts.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="InvalidOperationException">The step has no model.</exception>
    public LlmCall Llm(StepRun step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var use = step.Model ?? throw new InvalidOperationException($"Step '{step.Name}' calls no chat model.");
        return new LlmCall(step, use, _chatClients![use.Current], Json);
    }

    /// <summary>The limit that the step's model has of its own.</summary>
    internal static ChainLimiter? OwnLimit(StepRun step) => step.Model?.Current.Limit;

    private bool TryAcquirePermit(StepRun step) =>
        OwnLimit(step) is { } own ? ModelPermits.TryAcquire(own, _limiter) : _limiter.TryAcquire();
}
