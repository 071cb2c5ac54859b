using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes of structure that the parser finds: what may stand where.</summary>
internal static class ChainDiagnostics
{
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;

    private static readonly DiagnosticDescriptor UnknownWordRule = new("N3S1001", Error, "Unknown declaration or statement");
    private static readonly DiagnosticDescriptor UnknownKeyRule = new("N3S1002", Error, "Unknown key");
    private static readonly DiagnosticDescriptor DuplicateKeyRule = new("N3S1003", Error, "Key stands twice");
    private static readonly DiagnosticDescriptor MissingNameRule = new("N3S1004", Error, "A name is missing");
    private static readonly DiagnosticDescriptor BlockExpectedRule = new("N3S1005", Error, "A block is expected, not a value");
    private static readonly DiagnosticDescriptor MixedStepsRule = new("N3S1006", Error, "Steps inside and outside 'steps:'");
    private static readonly DiagnosticDescriptor IfKeyRule = new("N3S1007", Error, "'if:' is no key of a chain");
    private static readonly DiagnosticDescriptor TooManyStepsRule = new("N3S1008", Error, "Chain has too many steps");
    private static readonly DiagnosticDescriptor MisplacedRule = new("N3S1009", Error, "Stands in the wrong place");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownWordRule, UnknownKeyRule, DuplicateKeyRule, MissingNameRule, BlockExpectedRule, MixedStepsRule,
        IfKeyRule, TooManyStepsRule, MisplacedRule,
    ];

    public static Diagnostic UnknownDeclaration(Location at, string found, string hint) => new(
        UnknownWordRule, at, $"{Shown.Quote(found)} is not a declaration. A file consists of 'chain NAME:' with the chain's lines indented below.{hint}");

    public static Diagnostic UnknownStatement(Location at, string found, string hint) => new(
        UnknownWordRule, at, $"{Shown.Quote(found)} is not a statement. A chain consists of 'step NAME:' and of keys with their values.{hint}");

    /// <param name="owner">What it was found in: <c>chain</c> or <c>step</c>.</param>
    public static Diagnostic UnknownKey(Location at, string key, string owner, IEnumerable<string> known, string hint)
    {
        // What is no slip in a step's own key is most often an argument that was not indented.
        string cure = hint.Length > 0 ? hint
            : owner == "step" ? $" An argument of the call stands below 'options:', indented; the step's own keys are {Shown.Join(known.ToList())}."
            : $" Its keys are {Shown.Join(known.ToList())}.";
        return new(UnknownKeyRule, at, $"A {owner} has no key {Shown.Quote(key)}.{cure}");
    }

    public static Diagnostic DuplicateKey(Location at, string key, int firstLine) => new(
        DuplicateKeyRule, at, $"{Shown.Quote(key)} stands twice here (first on line {firstLine}). Delete one of them.");

    /// <param name="what"><c>chain</c> or <c>step</c>.</param>
    public static Diagnostic MissingName(Location at, string what) => new(
        MissingNameRule, at, $"The {what} has no name. Write '{what} NAME:', with a name of letters, digits and '_'.");

    public static Diagnostic BlockExpected(Location at, string head) => new(
        BlockExpectedRule, at, $"{Shown.Quote(head)} takes no value: what belongs to it stands on the lines below it, indented. Move this there or delete it.");

    public static Diagnostic StepOutside(Location at, string step, int stepsLine) => new(
        MixedStepsRule, at, $"{Called("step", step)} stands outside 'steps:' (line {stepsLine}). Indent it below 'steps:', or delete 'steps:' and keep all steps in the chain itself.");

    public static Diagnostic StepsAfterStep(Location at, string step, int stepLine) => new(
        MixedStepsRule, at, $"{Called("step", step)} (line {stepLine}) stands outside this 'steps:'. Move it into 'steps:', or delete 'steps:' and keep all steps in the chain itself.");

    public static Diagnostic IfKey(Location at) => new(
        IfKeyRule, at, "'if' is no key of a chain. Write 'if EXPR:' with the steps it decides on indented below, or 'if: EXPR' in a step.");

    public static Diagnostic TooManySteps(Location at, string chain, int most) => new(
        TooManyStepsRule, at, $"{Called("chain", chain)} has more than {most} steps, the most that one chain may have. Move some of them to another chain.");

    public static Diagnostic StepOutsideChain(Location at) => new(
        MisplacedRule, at, "A step stands in a chain. Write 'chain NAME:' above it and indent the step below that.");

    public static Diagnostic StepInStep(Location at, string inner, string outer) => new(
        MisplacedRule, at, $"{Called("step", inner)} stands inside another step{(outer.Length == 0 ? "" : ", " + Shown.Quote(outer))}. Steps do not nest: indent both alike.");

    public static Diagnostic ChainInChain(Location at, string inner) => new(
        MisplacedRule, at, $"{Called("chain", inner)} stands inside another block. A chain starts at the beginning of its line: do not indent it.");

    public static Diagnostic KeyOutsideChain(Location at, string key) => new(
        MisplacedRule, at, $"{Shown.Quote(key)} stands in a chain. Indent it below 'chain NAME:'.");

    public static Diagnostic KeyOfChain(Location at, string key) => new(
        MisplacedRule, at, $"{Shown.Quote(key)} is a key of the chain. Indent it as the chain's other lines.");

    public static Diagnostic KeyOfStep(Location at, string key) => new(
        MisplacedRule, at, $"{Shown.Quote(key)} is a key of a step. Indent it below 'step NAME:'.");

    /// <summary>A name may be missing, or wrong and reported so.</summary>
    private static string Called(string what, string name) =>
        name.Length == 0 ? $"This {what}" : $"The {what} {Shown.Quote(name)}";
}
