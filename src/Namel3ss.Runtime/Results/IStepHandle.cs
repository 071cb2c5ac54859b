using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss;

/// <summary>What another step may wait for, and what may give a chain its value: a step, or all the times that a step runs.</summary>
public interface IStepHandle
{
    internal string Name { get; }

    internal bool HasEnded { get; }

    internal bool HasResult { get; }

    internal StepInfo? Info => null;

    internal bool TakesValue => false;

    /// <summary>Writes the value as JSON; null if there is none.</summary>
    internal void WriteResult(Utf8JsonWriter writer, JsonSerializerOptions options);
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
