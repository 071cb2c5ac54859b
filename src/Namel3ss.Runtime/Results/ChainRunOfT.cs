using System.Diagnostics.CodeAnalysis;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>The result of one run of a chain that has no value.</summary>
/// <typeparam name="TSteps">The class of the chain's steps.</typeparam>
public abstract class ChainRun<TSteps> : ChainRun
    where TSteps : ChainSteps
{
    /// <summary>Creates the result, for generated code.</summary>
    /// <param name="end">How the run ended.</param>
    /// <param name="steps">What became of its steps.</param>
    protected ChainRun(in ChainEnd end, TSteps steps) : base(end, steps, null)
    {
    }

    /// <summary>What became of each step, by its name.</summary>
    public TSteps Steps => (TSteps)UntypedSteps;

    /// <summary>Throws unless the run ended well.</summary>
    /// <param name="allowPartial">Whether a run is good enough in which a step failed that the chain tolerates.</param>
    /// <exception cref="ChainFailedException">The run did not end well.</exception>
    public void EnsureOk(bool allowPartial = false) => ThrowIfNotOk(allowPartial);
}

/// <summary>The result of one run of a chain that has a value.</summary>
/// <typeparam name="TSteps">The class of the chain's steps.</typeparam>
/// <typeparam name="TResult">The value's type.</typeparam>
/// <typeparam name="TNullable">The same with its question mark: <c>int?</c>, <c>string?</c>. Of a type that may be either kind, C# cannot say it.</typeparam>
public abstract class ChainRun<TSteps, TResult, TNullable> : ChainRun
    where TSteps : ChainSteps
{
    /// <summary>Creates the result, for generated code.</summary>
    /// <param name="end">How the run ended.</param>
    /// <param name="steps">What became of its steps.</param>
    /// <param name="output">The step, or the list of one, that gives the chain its value.</param>
    protected ChainRun(in ChainEnd end, TSteps steps, IStepHandle output) : base(end, steps, output)
    {
    }

    /// <summary>What became of each step, by its name.</summary>
    public TSteps Steps => (TSteps)UntypedSteps;

    /// <summary>The chain's value; null if there is none, so look at <see cref="ChainRun.Status"/> first.</summary>
    public TNullable? Result => Output switch
    {
        null => default,
        StepRun<TNullable> step => step.Result,
        _ => (TNullable?)(object?)ReadResult(),
    };

    /// <summary>Whether the chain has its value.</summary>
    [MemberNotNullWhen(true, nameof(Result))]
    public bool HasResult => Output is not null;

    /// <summary>Gives the chain's value if there is one.</summary>
    /// <param name="result">The value.</param>
    /// <returns>Whether the chain has its value.</returns>
    public bool TryGetResult([MaybeNullWhen(false)] out TResult result)
    {
        var hasResult = Output is not null;
        result = hasResult ? ReadResult() : default;
        return hasResult;
    }

    /// <summary>The chain's value, if the run ended well.</summary>
    /// <param name="allowPartial">Whether a run is good enough in which a step failed that the chain tolerates.</param>
    /// <exception cref="ChainFailedException">The run did not end well, or has no value.</exception>
    public TResult EnsureOk(bool allowPartial = false)
    {
        ThrowIfNotOk(allowPartial);
        return ReadResult();
    }

    /// <summary>Reads the value from the steps that have it, for generated code; called only if it is there.</summary>
    protected abstract TResult ReadResult();
}
