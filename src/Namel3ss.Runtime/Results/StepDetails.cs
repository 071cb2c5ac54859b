namespace Namel3ss;

/// <summary>What few steps have: an object of its own, so that the others do not carry it.</summary>
internal class StepDetails
{
    /// <summary>What the step threw.</summary>
    public Exception? Exception { get; set; }

    /// <summary>The chat model that it asks.</summary>
    public ModelUse? Model { get; set; }
}
