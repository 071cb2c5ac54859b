using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes in calls of other chains.</summary>
internal static class CallDiagnostics
{
    private static readonly DiagnosticDescriptor UnknownChainRule = new("N3S2080", DiagnosticSeverity.Error, "No such chain");
    private static readonly DiagnosticDescriptor EndlessCallsRule = new("N3S2081", DiagnosticSeverity.Error, "Chains that call each other without end");
    private static readonly DiagnosticDescriptor CircularTypeRule = new("N3S2082", DiagnosticSeverity.Error, "A value whose type leads back to itself");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [UnknownChainRule, EndlessCallsRule, CircularTypeRule];

    public static Diagnostic UnknownChain(Location at, string name, string suggestion) => new(UnknownChainRule, at,
        $"There is no chain '{name}'.{(suggestion.Length > 0 ? suggestion : $" Declare it in a .ai file of this project: 'chain {name}:'.")}");

    public static Diagnostic ChainIsOther(Location at, string name, string kind) => new(UnknownChainRule, at,
        $"There is no chain '{name}', only a{(kind == "llm" ? "n" : "")} {kind} of that name; write 'kind: {kind}', or name a chain as 'target'.");

    public static Diagnostic EndlessCalls(Location at, string path) => new(EndlessCallsRule, at,
        $"These calls never come to an end: {path}. Put a condition on one of them: an 'if' in the step, or a block around it.");

    public static Diagnostic CircularType(Location at, string chain, string step, string target) => new(CircularTypeRule, at,
        $"The value of chain '{chain}' has no type: it is that of step '{step}', which calls '{target}', and that leads back here. Name a step as 'output' first that calls no chain of the circle.");
}
