namespace Namel3ss;

/// <summary>What few steps have: an object of its own, so that the others do not carry it.</summary>
internal class StepDetails
{
    /// <summary>What the step threw.</summary>
    public Exception? Exception { get; set; }

    /// <summary>The attempts of a step that is tried more than once; of one that asks a chat model, a <see cref="ModelUse"/>.</summary>
    public StepAttempts? Attempts { get; set; }
}
