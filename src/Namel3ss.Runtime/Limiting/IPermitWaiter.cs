namespace Namel3ss;

/// <summary>Who stands in the queue of a <see cref="ChainLimiter"/>.</summary>
internal interface IPermitWaiter
{
    /// <summary>The waiter has its permit. Called once, by whoever gave it back: it must not hold that thread up.</summary>
    void PermitGranted();
}
