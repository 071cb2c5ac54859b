using System.ComponentModel;
using System.Runtime.CompilerServices;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What became of a step without a value each time that it ran. A test writes one as <c>[StepRun.Ok(), StepRun.Skipped()]</c>.</summary>
[CollectionBuilder(typeof(StepRuns), nameof(Create))]
public sealed class StepRuns : StepRunList<StepRun>
{
    /// <summary>A step of a chain, for generated code.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    public StepRuns(ChainInfo chain, int index) : base(chain, index)
    {
    }

    private StepRuns(ReadOnlySpan<StepRun> steps) : base(steps)
    {
    }

    /// <summary>A <c>for_each</c> step that was passed over as a whole, to build a run for a test with.</summary>
    public static StepRuns Skipped()
    {
        var list = new StepRuns([]);
        list.FakePassedOver(StepRun.Skipped());
        return list;
    }

    /// <summary>Makes what a collection expression says, to build a run for a test with.</summary>
    /// <param name="steps">The results, in order.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static StepRuns Create(ReadOnlySpan<StepRun> steps) => new(steps);

    /// <inheritdoc cref="Create(ReadOnlySpan{StepRun})"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static StepRuns<T> Create<T>(ReadOnlySpan<StepRun<T>> steps) => new(steps);

    /// <inheritdoc cref="StepRun.As"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public StepRuns As(ChainInfo chain, int index)
    {
        UseDefinition(index);
        return this;
    }

    private protected override StepRun Create(ChainInfo chain, int index) => new(chain, index);
}

/// <summary>What became of a step with a value each time that it ran. A test writes one as <c>[StepRun&lt;int?&gt;.Ok(1)]</c>.</summary>
/// <typeparam name="T">The value's type with its question mark: <c>int?</c>, <c>string?</c>.</typeparam>
[CollectionBuilder(typeof(StepRuns), nameof(StepRuns.Create))]
public sealed class StepRuns<T> : StepRunList<StepRun<T>>, IStepHandle<T>
{
    /// <summary>A step of a chain, for generated code.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    public StepRuns(ChainInfo chain, int index) : base(chain, index)
    {
    }

    internal StepRuns(ReadOnlySpan<StepRun<T>> steps) : base(steps)
    {
    }

    /// <inheritdoc cref="StepRuns.Skipped"/>
    public static StepRuns<T> Skipped()
    {
        var list = new StepRuns<T>([]);
        list.FakePassedOver(StepRun<T>.Skipped());
        return list;
    }

    /// <inheritdoc cref="StepRun.As"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public StepRuns<T> As(ChainInfo chain, int index)
    {
        UseDefinition(index);
        return this;
    }

    private protected override StepRun<T> Create(ChainInfo chain, int index) => new(chain, index);
}
