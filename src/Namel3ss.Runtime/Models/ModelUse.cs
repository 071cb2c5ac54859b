using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>Which model a running step asks, and the tokens of its attempts so far. What is handed out is <see cref="ModelAnswer"/>.</summary>
internal sealed class ModelUse(LlmInfo model)
{
    private int _candidate;
    private ModelAttempt? _attempt;
    private TokenUsage? _usage;

    /// <summary>The model of the attempt that runs.</summary>
    public LlmInfo Current => model.Candidates[_candidate];

    public TokenUsage? Usage => Volatile.Read(ref _usage);

    /// <summary>What the step says of its model once it has ended.</summary>
    public ModelAnswer? Answer { get; private set; }

    /// <summary>Keeps what there is when the step ends, and once: an attempt that ends later changes nothing that was handed out.</summary>
    public void End(StepStatus status) => Answer = new ModelAnswer(status == StepStatus.Ok ? Current.Name : null, Usage, _attempt?.FinishReason);

    /// <summary>An attempt asks the current model. What it noted of an earlier one's answer, it tells that model.</summary>
    public ModelAttempt Begin()
    {
        var before = _attempt?.Model == Current ? _attempt : null;
        return _attempt = new ModelAttempt(Current, before?.Misfit ?? before?.Before);
    }

    /// <summary>Goes on to the next model; false if the last one has failed. To be called between two attempts, without a permit.</summary>
    public bool TryFallBack()
    {
        if (_candidate + 1 >= model.Candidates.Count)
        {
            return false;
        }

        _candidate++;
        return true;
    }

    /// <summary>Adds what an attempt cost. An attempt that nobody waits for any more may do so beside the next one.</summary>
    public void Add(UsageDetails? details)
    {
        if (Convert(details) is not { } more)
        {
            return;
        }

        TokenUsage? before;
        do
        {
            before = Usage;
        }
        while (Interlocked.CompareExchange(ref _usage, TokenUsage.Add(before, more), before) != before);
    }

    private static TokenUsage? Convert(UsageDetails? details)
    {
        if (details is null || (details.InputTokenCount ?? details.OutputTokenCount ?? details.TotalTokenCount) is null)
        {
            return null;
        }

        var (input, output) = (details.InputTokenCount ?? 0, details.OutputTokenCount ?? 0);
        return new TokenUsage(input, output, details.TotalTokenCount ?? input + output);
    }
}

/// <summary>What an ended step says of its model.</summary>
/// <param name="Model">Who answered; null if nobody did.</param>
/// <param name="Usage">The tokens of all attempts; null if no provider counted.</param>
/// <param name="FinishReason">Why the last answer ended, as the provider says it; null if there was none or it did not say.</param>
internal sealed record ModelAnswer(string? Model, TokenUsage? Usage, string? FinishReason);
