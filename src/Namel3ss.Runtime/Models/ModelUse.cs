using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>Which model a running step asks, and what its attempts gave.</summary>
internal sealed class ModelUse(LlmInfo model) : StepAttempts
{
    private int _candidate;
    private bool _hasEnded;
    private ModelAttempt? _attempt;

    /// <summary>The model of the attempt that runs, or ran last.</summary>
    public LlmInfo Current => model.Candidates[_candidate];

    /// <summary>The model to fall back on when the current one has failed; null if it is the last.</summary>
    public LlmInfo? Next => _candidate + 1 < model.Candidates.Count ? model.Candidates[_candidate + 1] : null;

    public bool HasFallenBack => _candidate > 0;

    /// <summary>The tokens of all attempts, once the step has ended; null if no provider counted.</summary>
    public TokenUsage? Usage => !_hasEnded ? null
        : Past is { } attempts ? attempts.Aggregate((TokenUsage?)null, (sum, attempt) => TokenUsage.Add(sum, attempt.Usage))
        : _attempt?.Usage;

    /// <summary>Why the last answer ended, as the provider says it, once the step has ended.</summary>
    public string? FinishReason => _hasEnded ? _attempt?.FinishReason : null;

    public override ModelAttempt? Asked => _attempt;

    protected override string ModelName => Current.Name;

    /// <summary>An attempt asks the current model. What it noted of an earlier one's answer, it tells that model.</summary>
    public ModelAttempt Begin()
    {
        var before = _attempt?.Model == Current ? _attempt : null;
        return _attempt = new ModelAttempt(Current, before?.Misfit ?? before?.Before);
    }

    /// <summary>Goes on to the next model. To be called between two attempts, without a permit.</summary>
    public void FallBack() => _candidate++;

    /// <summary>
    /// Notes what came back and what it cost. An attempt that nobody waits for any more may do so beside the next one, but after the step's
    /// end it changes nothing that was handed out.
    /// </summary>
    public void Answered(ModelAttempt attempt, string? finishReason, UsageDetails? usage)
    {
        lock (this)
        {
            if (!_hasEnded)
            {
                attempt.FinishReason = finishReason;
                attempt.Usage = Convert(usage);
            }
        }
    }

    public override void End(StepStatus status, Exception? error, TimeSpan elapsed, ChainRun? run)
    {
        lock (this)
        {
            base.End(status, error, elapsed, run);
            _hasEnded = true;
        }
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
