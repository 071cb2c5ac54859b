using System.ComponentModel;
using System.Text.Json.Serialization;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What became of a step that called a chain for its value.</summary>
/// <typeparam name="TRun">The class of that chain's runs.</typeparam>
/// <typeparam name="T">The value's type with its question mark.</typeparam>
[JsonConverter(typeof(StepRunJsonConverter))]
public sealed class SubChainRun<TRun, T> : StepRun<T>, ISubChainHandle<TRun>, ISubChainRun<TRun>
    where TRun : ChainRun
{
    private TRun? _run;
    private TokenUsage? _usageBefore;

    /// <summary>A step of a chain, for generated code.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    public SubChainRun(ChainInfo chain, int index) : base(chain, index)
    {
    }

    private SubChainRun(StepStatus status, T? result, Exception? exception, TRun? run) : base(status, result, exception) => _run = run;

    /// <inheritdoc cref="StepRun.As"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new SubChainRun<TRun, T> As(ChainInfo chain, int index)
    {
        base.As(chain, index);
        return this;
    }

    /// <summary>The run of the chain that the step called: of the last attempt; null if it has not come to an end.</summary>
    public TRun? Run => Status > StepStatus.Running ? _run : null;

    /// <summary>A step that ended well, to build a run for a test with.</summary>
    /// <param name="result">Its value.</param>
    /// <param name="run">The run that it called.</param>
    public static SubChainRun<TRun, T> Ok(T result, TRun? run) => new(StepStatus.Ok, result, null, run);

    /// <summary>A step that failed, to build a run for a test with.</summary>
    /// <param name="exception">What failed it.</param>
    /// <param name="run">The run that it called.</param>
    public static SubChainRun<TRun, T> Failed(Exception exception, TRun? run)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(StepStatus.Failed, default, exception, run);
    }

    internal override ChainRun? SubRun => Run;

    private protected override ChainRun? LastSubRun => _run;

    internal override TokenUsage? SubUsage => Run is { } run ? TokenUsage.Add(_usageBefore, run.Usage) : null;

    void ISubChainRun<TRun>.Keep(TRun run) => (_usageBefore, _run) = (TokenUsage.Add(_usageBefore, _run?.Usage), run);
}

/// <summary>What became of a step that called a chain without using a value of it.</summary>
/// <typeparam name="TRun">The class of that chain's runs.</typeparam>
[JsonConverter(typeof(StepRunJsonConverter))]
public sealed class SubChainRun<TRun> : StepRun, ISubChainHandle<TRun>, ISubChainRun<TRun>
    where TRun : ChainRun
{
    private TRun? _run;
    private TokenUsage? _usageBefore;

    /// <summary>A step of a chain, for generated code.</summary>
    /// <param name="chain">The chain's static facts.</param>
    /// <param name="index">Which of its steps.</param>
    public SubChainRun(ChainInfo chain, int index) : base(chain, index)
    {
    }

    private SubChainRun(StepStatus status, Exception? exception, TRun? run) : base(status, exception) => _run = run;

    /// <inheritdoc cref="StepRun.As"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new SubChainRun<TRun> As(ChainInfo chain, int index)
    {
        base.As(chain, index);
        return this;
    }

    /// <summary>The run of the chain that the step called: of the last attempt; null if it has not come to an end.</summary>
    public TRun? Run => Status > StepStatus.Running ? _run : null;

    /// <summary>A step that ended well, to build a run for a test with.</summary>
    /// <param name="run">The run that it called.</param>
    public static SubChainRun<TRun> Ok(TRun? run) => new(StepStatus.Ok, null, run);

    /// <summary>A step that failed, to build a run for a test with.</summary>
    /// <param name="exception">What failed it.</param>
    /// <param name="run">The run that it called.</param>
    public static SubChainRun<TRun> Failed(Exception exception, TRun? run)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(StepStatus.Failed, exception, run);
    }

    internal override ChainRun? SubRun => Run;

    private protected override ChainRun? LastSubRun => _run;

    internal override TokenUsage? SubUsage => Run is { } run ? TokenUsage.Add(_usageBefore, run.Usage) : null;

    void ISubChainRun<TRun>.Keep(TRun run) => (_usageBefore, _run) = (TokenUsage.Add(_usageBefore, _run?.Usage), run);
}

/// <summary>A step that keeps the run of the chain it called.</summary>
internal interface ISubChainRun<TRun>
{
    void Keep(TRun run);
}
