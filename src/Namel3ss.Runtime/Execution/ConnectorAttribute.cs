namespace Namel3ss;

/// <summary>Makes a method callable by the steps of <c>.ai</c> chains, under a name.</summary>
/// <param name="name">The name that a step's <c>target</c> gives.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConnectorAttribute(string name) : Attribute
{
    /// <summary>The name that a step's <c>target</c> gives.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Runs a synchronous method on the chain's own thread and not on another one. For quick code only: while it runs,
    /// the chain can neither start the step's neighbours nor answer its timeout.
    /// </summary>
    public bool Inline { get; set; }

    /// <summary>Whether a call counts against the limit of concurrent calls. False is for code that calls no model. Default true.</summary>
    public bool TakesPermit { get; set; } = true;
}
