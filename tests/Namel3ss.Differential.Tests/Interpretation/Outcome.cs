namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>What must become of one run of a step.</summary>
internal sealed record Outcome(StepStatus Status, object? Value = null, int Attempts = 0, string? Error = null)
{
    /// <summary>Another step beside it stopped the chain: it may as well not have started, or have been cancelled.</summary>
    public bool IsFlexible { get; set; }

    /// <summary>Of a failure: an expression failed, not what was called.</summary>
    public bool IsOfExpression { get; init; }

    /// <summary>The time limit around the step that ended it; null if none did.</summary>
    public Limit? StruckBy { get; init; }

    /// <summary>The run of the chain that the step called; null if it called none, or that did not come to its end.</summary>
    public Expectation? Run { get; init; }
}

/// <summary>What must become of a run of a chain.</summary>
/// <param name="Statuses">More than one if steps beside each other could each have ended it.</param>
/// <param name="Result">The chain's value; only of a run that came to its end.</param>
/// <param name="Steps">By step; one outcome, or those of a list.</param>
/// <param name="Lists">The steps that have lists.</param>
/// <param name="Stoppers">Steps that may be the one that stopped the chain.</param>
/// <param name="Journal">What was called, in file order.</param>
internal sealed record Expectation(
    Plan Plan,
    IReadOnlySet<ChainStatus> Statuses,
    object? Result,
    IReadOnlyDictionary<string, IReadOnlyList<Outcome>> Steps,
    IReadOnlySet<string> Lists,
    IReadOnlySet<string> Stoppers,
    Journal Journal)
{
    /// <summary>It did not come to its end.</summary>
    public bool IsStopped => !Statuses.Overlaps([ChainStatus.Ok, ChainStatus.Partial]);

    public ChainStatus Status => Statuses.First();

    /// <summary>What stopped it would stop it again; null if steps beside each other could each have stopped it, and not all would again.</summary>
    public bool? IsPermanent { get; init; }
}

/// <summary>
/// The language does not say what becomes of the run: of two values that a step needs one is null and the other cannot be worked out,
/// or of the steps that may have stopped a called chain some would do so again.
/// </summary>
internal sealed class UndefinedException : Exception;
