namespace Namel3ss;

/// <summary>What another step may wait for: a step, or all the times that a step runs.</summary>
public interface IStepHandle
{
    internal bool HasEnded { get; }
}
