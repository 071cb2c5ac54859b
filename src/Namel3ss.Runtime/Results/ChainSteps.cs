namespace Namel3ss;

/// <summary>The steps of one run of a chain; the generated class has a property for each.</summary>
public abstract class ChainSteps
{
    /// <summary>All steps, in the order of the file.</summary>
    protected abstract StepRun[] All();

    internal StepRun[] ToArray() => All();
}
