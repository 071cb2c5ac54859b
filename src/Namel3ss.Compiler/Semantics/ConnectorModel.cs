using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>How a connector hands over its value.</summary>
public enum ReturnShape
{
    /// <summary>At once: the call runs on the thread pool unless it is inline.</summary>
    Synchronous,
    Task,
    ValueTask,

    /// <summary>An IAsyncEnumerable: its items make a list.</summary>
    AsyncSequence,
}

/// <summary>Where the instance comes from whose method a connector is.</summary>
public enum Instance
{
    /// <summary>The method is static.</summary>
    None,

    /// <summary>From the container; nothing else can make it: an interface, or a class that needs something.</summary>
    FromContainer,

    /// <summary>From the container, or else by its constructor without parameters.</summary>
    FromContainerOrNew,

    /// <summary>By its constructor: a ref struct, which no container can hold.</summary>
    New,
}

/// <summary>How <c>AddChains</c> registers a connector's class.</summary>
public enum Registration
{
    /// <summary>Not at all: the user says what stands for it.</summary>
    None,

    /// <summary>The container calls a public constructor.</summary>
    Class,

    /// <summary>Generated code calls the constructor without parameters, which is not public.</summary>
    Factory,
}

/// <summary>A C# method marked <c>[Connector("name")]</c>, as far as binding needs it.</summary>
public sealed record ConnectorModel : INamed
{
    /// <summary>What <c>target:</c> names.</summary>
    public required string Name { get; init; }

    /// <summary>The class, as generated code writes it.</summary>
    public required string Owner { get; init; }

    /// <summary>The method's name, escaped with <c>@</c> where C# wants it.</summary>
    public required string Method { get; init; }

    /// <summary>The method as messages write it: <c>SentimentAnalyzer.AnalyzeAsync</c>.</summary>
    public required string Display { get; init; }

    /// <summary>Its class has other methods of that name, which C# would prefer if they fitted the values better.</summary>
    public bool IsOverloaded { get; init; }

    /// <summary>The class whose method an overloaded one overrides, null of any other: C# prefers what a class adds to what it overrides.</summary>
    public string? Overridden { get; init; }

    public Instance Instance { get; init; }

    public Registration Registration { get; init; }

    /// <summary>The call takes something from the container, or would if there were one.</summary>
    public bool UsesServices =>
        Instance is Instance.FromContainer or Instance.FromContainerOrNew || Parameters.Any(parameter => parameter.ServiceKey is not null);

    public ReturnShape Returns { get; init; }

    /// <summary>The value's type; null if the method has none. Of an async sequence, the item type.</summary>
    public TypeModel? Value { get; init; }

    public EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary><c>Inline = true</c>: quick pure code that need not leave the chain's thread.</summary>
    public bool Inline { get; init; }

    /// <summary><c>TakesPermit = false</c>: code that calls no model.</summary>
    public bool TakesPermit { get; init; } = true;

    /// <summary>Of the method or its class, or of a type of its signature that nobody may use.</summary>
    public Notice? Notice { get; init; }

    /// <summary>How its parameters are filled and shown.</summary>
    public Callee Callee => new(Signature, Parameters, IsConnector: true);

    /// <summary>For messages: <c>SentimentAnalyzer.AnalyzeAsync(string source, int limit = 10)</c>.</summary>
    public string Signature =>
        $"{Display}({Callee.Show(Parameters)})";
}

/// <summary>All connectors of a project, by name. Where two share one, the first counts (the host reports the second).</summary>
/// <param name="Refused">Names of methods that cannot be called, which the host reports at the methods.</param>
public sealed record ConnectorTable(NameTable<ConnectorModel> Connectors, EquatableArray<string> Refused = default)
{
    /// <summary>The types that expressions reach from the values of connectors and from the types that files write.</summary>
    public TypeTable Types { get; init; } = TypeTable.Empty;

    public ConnectorModel? Find(string name) => Connectors.Find(name);
}
