namespace Namel3ss.Differential.Tests.Generation;

/// <summary>
/// Time limits of one chain and those that it calls, in seconds. No two are equal, and those of one kind are so far from those of
/// another that it is never open which of the limits around a call strikes first.
/// </summary>
internal sealed class RandomLimits(Random random)
{
    private int _count;

    public double OfCall() => (1100 + (10 * ++_count)) / 1000.0;

    /// <summary>Before or behind that of the chain itself.</summary>
    public double OfCallOfChain() => (random.Next(2) == 0 ? 20 : 2000) + ++_count;

    public double OfCalledChain() => 400 + ++_count;

    public double OfChain() => 22 * 3600;
}
