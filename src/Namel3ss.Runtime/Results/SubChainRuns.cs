using System.ComponentModel;
using System.Runtime.CompilerServices;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What became of a step in a loop that called a chain for its value, each time that it ran.</summary>
/// <typeparam name="TRun">The class of that chain's runs.</typeparam>
/// <typeparam name="T">The value's type with its question mark.</typeparam>
[CollectionBuilder(typeof(SubChainRuns), nameof(SubChainRuns.Create))]
public sealed class SubChainRuns<TRun, T> : StepRunList<SubChainRun<TRun, T>>, IStepHandle<T>, ISubChainHandle<TRun>
    where TRun : ChainRun
{
    /// <summary>A step of a chain, for generated code.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    public SubChainRuns(ChainInfo chain, int index) : base(chain, index)
    {
    }

    internal SubChainRuns(ReadOnlySpan<SubChainRun<TRun, T>> steps) : base(steps)
    {
    }

    /// <inheritdoc cref="StepRun.As"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SubChainRuns<TRun, T> As(ChainInfo chain, int index)
    {
        UseDefinition(index);
        return this;
    }

    private protected override SubChainRun<TRun, T> Create(ChainInfo chain, int index) => new(chain, index);
}

/// <summary>What became of a step in a loop that called a chain without using a value of it, each time that it ran.</summary>
/// <typeparam name="TRun">The class of that chain's runs.</typeparam>
[CollectionBuilder(typeof(SubChainRuns), nameof(SubChainRuns.Create))]
public sealed class SubChainRuns<TRun> : StepRunList<SubChainRun<TRun>>, ISubChainHandle<TRun>
    where TRun : ChainRun
{
    /// <summary>A step of a chain, for generated code.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    public SubChainRuns(ChainInfo chain, int index) : base(chain, index)
    {
    }

    internal SubChainRuns(ReadOnlySpan<SubChainRun<TRun>> steps) : base(steps)
    {
    }

    /// <inheritdoc cref="StepRun.As"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SubChainRuns<TRun> As(ChainInfo chain, int index)
    {
        UseDefinition(index);
        return this;
    }

    private protected override SubChainRun<TRun> Create(ChainInfo chain, int index) => new(chain, index);
}

/// <summary>Makes what collection expressions say.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SubChainRuns
{
    /// <summary>Makes the list, to build a run for a test with.</summary>
    /// <param name="steps">The results, in order.</param>
    public static SubChainRuns<TRun, T> Create<TRun, T>(ReadOnlySpan<SubChainRun<TRun, T>> steps)
        where TRun : ChainRun => new(steps);

    /// <inheritdoc cref="Create{TRun, T}(ReadOnlySpan{SubChainRun{TRun, T}})"/>
    public static SubChainRuns<TRun> Create<TRun>(ReadOnlySpan<SubChainRun<TRun>> steps)
        where TRun : ChainRun => new(steps);
}
