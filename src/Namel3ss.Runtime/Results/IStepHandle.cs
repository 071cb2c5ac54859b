using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What another step may wait for: a step, or all the times that a step runs.</summary>
public interface IStepHandle
{
    internal bool HasEnded { get; }

    internal StepInfo? Info { get; }

    internal bool TakesValue => false;
}

/// <summary>A step that has a value, or all the times that it runs.</summary>
/// <typeparam name="T">The value's type with its question mark.</typeparam>
public interface IStepHandle<out T> : IStepHandle
{
    bool IStepHandle.TakesValue => true;
}

/// <summary>A step that calls another chain, or all the times that it does.</summary>
/// <typeparam name="TRun">The class of that chain's runs.</typeparam>
public interface ISubChainHandle<out TRun> : IStepHandle
    where TRun : ChainRun;
