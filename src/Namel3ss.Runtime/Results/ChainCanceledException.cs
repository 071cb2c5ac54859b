namespace Namel3ss;

/// <summary>What a call of a chain throws when its caller has cancelled it: the exception of .NET for that, with what had been done by then.</summary>
public sealed class ChainCanceledException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="run">The run, with the steps that did end.</param>
    /// <param name="cancellationToken">The token that the caller passed and cancelled.</param>
    public ChainCanceledException(ChainRun run, CancellationToken cancellationToken) : base(MessageOf(run), cancellationToken) => Run = run;

    /// <summary>The run, with the results of the steps that ended, and the tokens that it took.</summary>
    public ChainRun Run { get; }

    private static string MessageOf(ChainRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Error!;
    }
}
