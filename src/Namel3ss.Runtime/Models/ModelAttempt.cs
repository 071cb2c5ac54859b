using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>One question to a model. It belongs to whoever asked it, so that an attempt that nobody waits for any more writes into no other.</summary>
/// <param name="model">Who is asked.</param>
/// <param name="before">What the model answered last, if that did not fit: it is told why.</param>
internal sealed class ModelAttempt(LlmInfo model, MisfitAnswer? before)
{
    /// <summary>Who is asked.</summary>
    public LlmInfo Model { get; } = model;

    /// <summary>What the model answered last, if that did not fit.</summary>
    public MisfitAnswer? Before { get; } = before;

    /// <summary>Why the answer ended, as the provider says it.</summary>
    public string? FinishReason { get; set; }

    /// <summary>What the answer cost; null if the provider did not count.</summary>
    public TokenUsage? Usage { get; set; }

    /// <summary>The answer, if it does not fit.</summary>
    public MisfitAnswer? Misfit { get; set; }
}

/// <summary>An answer that does not fit.</summary>
/// <param name="Answer">What the model wrote.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record MisfitAnswer(string Answer, string Reason);
