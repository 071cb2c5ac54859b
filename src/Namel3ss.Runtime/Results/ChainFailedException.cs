namespace Namel3ss;

/// <summary>
/// What <c>EnsureOk()</c> throws when a chain has not ended well. <see cref="Exception.InnerException"/> is what the failing step threw;
/// it is null after a timeout.
/// </summary>
public sealed class ChainFailedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong, with the names of chain and step.</param>
    /// <param name="run">The run, with the steps that did end.</param>
    /// <param name="innerException">What the failing step threw, if one did.</param>
    public ChainFailedException(string message, ChainRun run, Exception? innerException = null) : base(message, innerException) => Run = run;

    /// <summary>The run, with the results of the steps that ended.</summary>
    public ChainRun Run { get; }
}
