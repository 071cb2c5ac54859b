namespace Namel3ss;

/// <summary>One call of a step that may have to wait for a permit.</summary>
internal abstract class StepCall
{
    /// <summary>The limiter's queue has come to this call. Called once, by whoever gave the permit back: it must not hold that thread up.</summary>
    public abstract void PermitGranted();
}
