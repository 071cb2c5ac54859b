using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes in what a chain is made of: its names, its kinds, its output.</summary>
internal static class NameDiagnostics
{
    private static readonly DiagnosticDescriptor DuplicateChainRule = new("N3S1020", DiagnosticSeverity.Error, "Two chains with one name");
    private static readonly DiagnosticDescriptor DuplicateStepRule = new("N3S1021", DiagnosticSeverity.Error, "Two steps with one name");
    private static readonly DiagnosticDescriptor EmptyChainRule = new("N3S1022", DiagnosticSeverity.Warning, "Chain without steps");
    private static readonly DiagnosticDescriptor UnknownKindRule = new("N3S1023", DiagnosticSeverity.Error, "Unknown kind of step");
    private static readonly DiagnosticDescriptor LaterKindRule = new("N3S1024", DiagnosticSeverity.Error, "Kind of step that this version does not compile yet");
    private static readonly DiagnosticDescriptor TwoErrorPoliciesRule = new("N3S1025", DiagnosticSeverity.Error, "Both 'stop_on_error' and 'continue_on_error'");
    private static readonly DiagnosticDescriptor UnknownOutputRule = new("N3S1026", DiagnosticSeverity.Error, "Output of a step that does not exist");
    private static readonly DiagnosticDescriptor OutputWithoutValueRule = new("N3S1027", DiagnosticSeverity.Error, "Output of a step without a value");
    private static readonly DiagnosticDescriptor OutputTypesRule = new("N3S1028", DiagnosticSeverity.Error, "Outputs of different types");
    private static readonly DiagnosticDescriptor RepeatedNameRule = new("N3S1029", DiagnosticSeverity.Error, "A name listed twice");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        DuplicateChainRule, DuplicateStepRule, EmptyChainRule, UnknownKindRule, LaterKindRule, TwoErrorPoliciesRule,
        UnknownOutputRule, OutputWithoutValueRule, OutputTypesRule, RepeatedNameRule,
    ];

    public static Diagnostic DuplicateChain(Location at, string name, string first, string firstPath, int firstLine) => new(DuplicateChainRule, at,
        name == first
            ? $"Chain '{name}' is already declared in {firstPath}, line {firstLine}; give one of the two another name."
            : $"Chain '{name}' and chain '{first}' ({firstPath}, line {firstLine}) have the same name in C#; rename one of them.");

    public static Diagnostic DuplicateStep(Location at, string name, string first, int firstLine) => new(DuplicateStepRule, at,
        name == first
            ? $"Step '{name}' is already declared in line {firstLine}; give one of the two another name."
            : $"Step '{name}' and step '{first}' (line {firstLine}) have the same name in C#; rename one of them.");

    public static Diagnostic EmptyChain(Location at, string chain) => new(EmptyChainRule, at,
        $"Chain '{chain}' has no steps: it does nothing and has no value. Add a 'step NAME:' to it.");

    public static Diagnostic UnknownKind(Location at, string kind, string suggestion) => new(UnknownKindRule, at,
        $"'{kind}' is no kind of step; the kinds are connector, llm, python, chain and template.{suggestion}");

    public static Diagnostic LaterKind(Location at, string kind) => new(LaterKindRule, at,
        $"Steps of kind '{kind}' are part of the language, but this version of Namel3ss.Generator does not compile them yet; it compiles connector and python.");

    public static Diagnostic TwoErrorPolicies(Location at, int otherLine) => new(TwoErrorPoliciesRule, at,
        $"'stop_on_error' and 'continue_on_error' say the same thing twice (the other one stands in line {otherLine}); keep one of them.");

    public static Diagnostic UnknownOutput(Location at, string name, string chain, string suggestion) => new(UnknownOutputRule, at,
        $"Chain '{chain}' has no step '{name}' that could be its output.{suggestion}");

    public static Diagnostic OutputWithoutValue(Location at, string name, string signature) => new(OutputWithoutValueRule, at,
        $"Step '{name}' has no value that could be the chain's output: {signature} returns nothing.");

    public static Diagnostic OutputTypes(Location at, string name, string type, string firstName, string firstType) => new(OutputTypesRule, at,
        $"The outputs of a chain are of one type, but '{name}' is {type} and '{firstName}' is {firstType}; let their connectors return the same type.");

    public static Diagnostic RepeatedName(Location at, string name, string key) => new(RepeatedNameRule, at,
        $"'{name}' is listed twice in '{key}'; once is enough.");
}
