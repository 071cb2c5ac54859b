using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>What a chain that others call looks like from outside; free of positions, so that an edit of its body changes no caller.</summary>
/// <param name="Result">The type of its value, nullable if a run may end well without one; null if there is none.</param>
/// <param name="IsResultKnown">False if a mistake hides the type, or its value is that of a call which leads back to the chain itself.</param>
/// <param name="ResultOf">The chain whose value it gives as its own, if it does.</param>
/// <param name="HasDoubtfulParameters">There may be others than these; its file says why.</param>
/// <param name="HasErrors">Its file says which; calls of it are not compiled.</param>
public sealed record ChainSignature(
    string Name,
    string CSharpName,
    EquatableArray<ParameterModel> Parameters,
    TypeModel? Result,
    bool IsResultKnown,
    string? ResultOf,
    bool HasDoubtfulParameters,
    bool HasErrors,
    bool IsInternal) : INamed
{
    /// <summary>Its value is, over however many calls, its own; told if a type is all that the circle lacks.</summary>
    public bool IsOfItself { get; init; }

    /// <summary>Its calls that would never come to an end; of each circle, one chain has it.</summary>
    public EquatableArray<ChainCircle> Circles { get; init; }

    /// <summary>How its parameters are filled and shown.</summary>
    public Callee Callee => new(
        $"chain {Name}({Callee.Show(Parameters)})",
        Parameters,
        IsConnector: false)
    {
        IsDoubtful = HasDoubtfulParameters,
    };
}

/// <summary>The chains that others call.</summary>
public sealed record ChainSignatures(NameTable<ChainSignature> Signatures)
{
    public static ChainSignatures None { get; } = new(new NameTable<ChainSignature>());

    /// <summary>All is known that can be: what is not is a mistake.</summary>
    public bool AreSettled { get; init; }

    public ChainSignature? Find(string name) => Signatures.Find(name);
}

/// <summary>Chains that call each other in a circle without a condition.</summary>
/// <param name="Chain">The chain that reports it.</param>
/// <param name="Target">Which of its calls.</param>
/// <param name="Path">From the chain to itself, in the words of a message.</param>
/// <param name="Members">All chains of the circle.</param>
public sealed record ChainCircle(string Chain, string Target, string Path, EquatableArray<string> Members);

/// <summary>What a step calls, as far as filling its parameters goes.</summary>
/// <param name="Text">For messages: its signature.</param>
public sealed record Callee(string Text, EquatableArray<ParameterModel> Parameters, bool IsConnector)
{
    /// <summary>Of parameters that a message shows.</summary>
    private const int MaxShown = 12;

    /// <summary>Parameters as a message shows them.</summary>
    public static string Show(EquatableArray<ParameterModel> parameters) =>
        string.Join(", ", parameters.Take(MaxShown).Select(p => $"{p.Type.FullDisplay} {p.Name}{(p.DefaultText is null ? "" : " = " + p.DefaultText)}"))
        + (parameters.Count > MaxShown ? ", …" : "");

    /// <summary>There may be other parameters than these: what does not fit them is no mistake of the caller.</summary>
    public bool IsDoubtful { get; init; }
}
