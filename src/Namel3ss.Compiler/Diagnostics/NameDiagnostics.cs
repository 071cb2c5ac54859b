using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes in what a chain is made of: its names, its kinds, its output.</summary>
internal static class NameDiagnostics
{
    private static readonly DiagnosticDescriptor DuplicateChainRule = new("N3S1020", DiagnosticSeverity.Error, "Two chains with one name");
    private static readonly DiagnosticDescriptor DuplicateStepRule = new("N3S1021", DiagnosticSeverity.Error, "Two steps with one name");
    private static readonly DiagnosticDescriptor EmptyChainRule = new("N3S1022", DiagnosticSeverity.Warning, "Chain without steps");
    private static readonly DiagnosticDescriptor UnknownKindRule = new("N3S1023", DiagnosticSeverity.Error, "Unknown kind of step");
    private static readonly DiagnosticDescriptor TwoErrorPoliciesRule = new("N3S1025", DiagnosticSeverity.Error, "Both 'stop_on_error' and 'continue_on_error'");
    private static readonly DiagnosticDescriptor UnknownOutputRule = new("N3S1026", DiagnosticSeverity.Error, "Output of a step that does not exist");
    private static readonly DiagnosticDescriptor OutputWithoutValueRule = new("N3S1027", DiagnosticSeverity.Error, "Output of a step without a value");
    private static readonly DiagnosticDescriptor OutputTypesRule = new("N3S1028", DiagnosticSeverity.Error, "Outputs of different types");
    private static readonly DiagnosticDescriptor RepeatedNameRule = new("N3S1029", DiagnosticSeverity.Error, "A name listed twice");
    private static readonly DiagnosticDescriptor NameTakenRule = new("N3S1030", DiagnosticSeverity.Error, "A name that something else of the chain has");
    private static readonly DiagnosticDescriptor ReservedInputRule = new("N3S1031", DiagnosticSeverity.Error, "An input with a reserved name");
    private static readonly DiagnosticDescriptor BranchTypesRule = new("N3S1032", DiagnosticSeverity.Error, "Steps of one name with different types");
    private static readonly DiagnosticDescriptor NeedsForEachRule = new("N3S1033", DiagnosticSeverity.Error, "A key that means nothing without 'for_each'");
    private static readonly DiagnosticDescriptor MissingTextRule = new("N3S1034", DiagnosticSeverity.Error, "A template without text");
    private static readonly DiagnosticDescriptor InputDefaultRule = new("N3S1035", DiagnosticSeverity.Error, "A default that an input cannot have");
    private static readonly DiagnosticDescriptor KeyOfOtherKindRule = new("N3S1036", DiagnosticSeverity.Error, "A key that this kind of step does not have");

    private static readonly DiagnosticDescriptor BranchesWithoutValueRule = new("N3S1040", DiagnosticSeverity.Warning, "A last 'if' that gives the chain no value");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        DuplicateChainRule, DuplicateStepRule, EmptyChainRule, UnknownKindRule, TwoErrorPoliciesRule,
        UnknownOutputRule, OutputWithoutValueRule, OutputTypesRule, RepeatedNameRule,
        NameTakenRule, ReservedInputRule, BranchTypesRule, NeedsForEachRule,
        MissingTextRule, InputDefaultRule, KeyOfOtherKindRule, BranchesWithoutValueRule,
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

    public static Diagnostic TwoErrorPolicies(Location at, int otherLine) => new(TwoErrorPoliciesRule, at,
        $"'stop_on_error' and 'continue_on_error' say the same thing twice (the other one stands in line {otherLine}); keep one of them.");

    public static Diagnostic UnknownOutput(Location at, string name, string chain, string suggestion) => new(UnknownOutputRule, at,
        $"Chain '{chain}' has no step '{name}' that could be its output.{suggestion}");

    public static Diagnostic OutputWithoutValue(Location at, string name, string signature) => new(OutputWithoutValueRule, at,
        $"Step '{name}' has no value that could be the chain's output: {signature} returns nothing.");

    public static Diagnostic OutputTypes(Location at, string name, string type, string firstName, string firstType) => new(OutputTypesRule, at,
        $"The outputs of a chain are of one type, but '{name}' is {type} and '{firstName}' is {firstType}; let both have one type.");

    public static Diagnostic RepeatedName(Location at, string name, string key) => new(RepeatedNameRule, at,
        $"'{name}' is listed twice in '{key}'; once is enough.");

    public static Diagnostic NameTaken(Location at, string what, string name, string otherWhat, string other, int otherLine) => new(NameTakenRule, at,
        name == other
            ? $"'{name}' is already the name of the {otherWhat} in line {otherLine}; give the {what} another name."
            : $"The {what} '{name}' and the {otherWhat} '{other}' (line {otherLine}) have the same name in C#; rename one of them.");

    public static Diagnostic ReservedInput(Location at, string name) => new(ReservedInputRule, at,
        $"An input cannot be called '{name}': every chain has a parameter of that name already.");

    public static Diagnostic BranchTypes(Location at, string name, string type, int firstLine, string firstType) => new(BranchTypesRule, at,
        $"The branches of an 'if' give step '{name}' one value of one type, but here it is {type} and in line {firstLine} it is {firstType}; rename one of the steps.");

    public static Diagnostic NeedsForEach(Location at, string key, string step) => new(NeedsForEachRule, at,
        $"'{key}' is about the items of 'for_each', which step '{step}' does not have; add 'for_each' or remove '{key}'.");

    public static Diagnostic MissingText(Location at, string step) => new(MissingTextRule, at,
        $"Step '{step}' is a template without text; add 'text: \"…\"'.");

    public static Diagnostic InputDefault(Location at, string name) => new(InputDefaultRule, at,
        $"The default of input '{name}' is a plain value: no expression is known before the chain runs.");

    public static Diagnostic KeyOfOtherKind(Location at, string key, string owner, string kind) => new(KeyOfOtherKindRule, at,
        $"'{key}' is for steps of kind {owner}, but this one is of kind {kind}; remove it.");

    /// <param name="isOneType">Whether all could be listed as outputs.</param>
    public static Diagnostic BranchesWithoutValue(Location at, string chain, IReadOnlyList<string> steps, bool isOneType)
    {
        string more = steps.Count > 5 ? ", …" : "";
        string why = steps.Count == 1
            ? $"it may come to the end of this 'if' without '{steps[0]}'"
            : $"the branches of this 'if' end in {string.Join(", ", steps.Take(5).Select(step => $"'{step}'"))}{more}";
        string output = steps.Count > 1 && isOneType
            ? $"'output: [{string.Join(", ", steps.Take(5))}{more}]' (the first that has run)"
            : $"'output: {steps[0]}' (null where it has not run)";
        return new(BranchesWithoutValueRule, at,
            $"Chain '{chain}' has no value, since {why}. Let every branch, with an 'else', end in a step of one name, or write {output}; "
            + "'output: []' says that it has none.");
    }
}
