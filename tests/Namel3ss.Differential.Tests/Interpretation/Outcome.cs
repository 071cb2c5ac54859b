namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>What must become of one run of a step.</summary>
internal sealed record Outcome(StepStatus Status, object? Value = null, int Attempts = 0, string? Error = null)
{
    /// <summary>Another step beside it stopped the chain: it may as well not have started, or have been cancelled.</summary>
    public bool IsFlexible { get; set; }

    public bool HasValue => Status == StepStatus.Ok && Value is not null;
}

/// <summary>What must become of a run of a chain.</summary>
/// <param name="Result">The chain's value; only of a run that came to its end.</param>
/// <param name="Steps">By step; one outcome, or those of a list.</param>
/// <param name="Lists">The steps that have lists.</param>
/// <param name="Stoppers">Steps that may be the one that stopped the chain.</param>
/// <param name="Calls">The connectors' calls by step, in file order.</param>
internal sealed record Expectation(
    ChainStatus Status,
    object? Result,
    IReadOnlyDictionary<string, IReadOnlyList<Outcome>> Steps,
    IReadOnlySet<string> Lists,
    IReadOnlySet<string> Stoppers,
    IReadOnlyList<string> Calls);
