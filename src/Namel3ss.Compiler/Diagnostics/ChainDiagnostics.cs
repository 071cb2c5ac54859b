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
    private static readonly DiagnosticDescriptor BranchRule = new("N3S1010", Error, "Branch without 'if'");
    private static readonly DiagnosticDescriptor MissingConditionRule = new("N3S1011", Error, "Condition or list is missing");
    private static readonly DiagnosticDescriptor MissingMaxIterationsRule = new("N3S1012", Error, "'max_iterations' is missing");
    private static readonly DiagnosticDescriptor InputRule = new("N3S1013", Error, "Input is incomplete or in the wrong place");
    private static readonly DiagnosticDescriptor AnyAmongOthersRule = new("N3S1045", Error, "'any' among other failures");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownWordRule, UnknownKeyRule, DuplicateKeyRule, MissingNameRule, BlockExpectedRule, MixedStepsRule,
        IfKeyRule, TooManyStepsRule, MisplacedRule, BranchRule, MissingConditionRule, MissingMaxIterationsRule, InputRule,
        AnyAmongOthersRule,
    ];

    /// <summary>It says that a line stands in a block that it was not meant for.</summary>
    public static bool Misplaces(DiagnosticDescriptor rule) => rule == MisplacedRule || rule == BranchRule || rule == MixedStepsRule;

    public static Diagnostic UnknownDeclaration(Location at, string found, string hint) => new(
        UnknownWordRule, at, $"{Shown.Quote(found)} is not a declaration. A file consists of 'chain NAME:' and 'llm NAME:', with their lines indented below.{hint}");

    public static Diagnostic UnknownStatement(Location at, string found, string hint) => new(
        UnknownWordRule, at, $"{Shown.Quote(found)} is not a statement. A chain consists of 'step NAME:', 'if EXPR:', 'for NAME in EXPR:', 'while EXPR:' and of keys with their values.{hint}");

    /// <param name="owner">What it was found in: <c>chain</c>, <c>step</c> or another word that has keys.</param>
    public static Diagnostic UnknownKey(Location at, string key, string owner, IEnumerable<string> known, string hint)
    {
        List<string> keys = known.ToList();

        // What is no slip in a step's own key is most often an argument that was not indented.
        string cure = hint.Length > 0 ? hint
            : owner == "step" ? $" An argument of the call stands below 'options:', indented; the step's own keys are {Shown.Join(keys)}."
            : $" Its {(keys.Count == 1 ? "only key is" : "keys are")} {Shown.Join(keys)}.";
        return new(UnknownKeyRule, at, $"{(owner == "llm" ? "An" : "A")} {owner} has no key {Shown.Quote(key)}.{cure}");
    }

    public static Diagnostic DuplicateKey(Location at, string key, int firstLine) => new(
        DuplicateKeyRule, at, $"{Shown.Quote(key)} stands twice here (first on line {firstLine}). Delete one of them.");

    /// <param name="what"><c>chain</c>, <c>llm</c> or <c>step</c>.</param>
    public static Diagnostic MissingName(Location at, string what) => new(
        MissingNameRule, at, $"The {what} has no name. Write '{what} NAME:', with a name of letters, digits and '_'.");

    public static Diagnostic BlockExpected(Location at, string head) => new(
        BlockExpectedRule, at, $"{Shown.Quote(head)} takes no value: what belongs to it stands on the lines below it, indented. Move this there or delete it.");

    /// <param name="statement">As the beginning of a sentence.</param>
    public static Diagnostic StepOutside(Location at, string statement, int stepsLine) => new(
        MixedStepsRule, at, $"{statement} stands outside 'steps:' (line {stepsLine}). Indent it below 'steps:', or delete 'steps:' and keep all steps in the chain itself.");

    /// <param name="statement">As the beginning of a sentence.</param>
    public static Diagnostic StepsAfterStep(Location at, string statement, int line) => new(
        MixedStepsRule, at, $"{statement} (line {line}) stands outside this 'steps:'. Move it into 'steps:', or delete 'steps:' and keep all steps in the chain itself.");

    public static Diagnostic IfKey(Location at) => new(
        IfKeyRule, at, "'if' is no key of a chain. Write 'if EXPR:' with the steps it decides on indented below, or 'if: EXPR' in a step.");

    public static Diagnostic TooManySteps(Location at, string chain, int most) => new(
        TooManyStepsRule, at, $"{Called("chain", chain)} has more than {most} steps, the most that one chain may have. Move some of them to another chain.");

    public static Diagnostic StepOutsideChain(Location at, string word) => new(
        MisplacedRule, at, $"{(word == "step" ? "A step" : $"'{word}'")} stands in a chain. Write 'chain NAME:' above it and indent the {(word == "step" ? "step" : $"'{word}'")} below that.");

    public static Diagnostic StepInStep(Location at, string inner, string outer) => new(
        MisplacedRule, at, $"{Called("step", inner)} stands inside another step{(outer.Length == 0 ? "" : ", " + Shown.Quote(outer))}. Steps do not nest: indent both alike.");

    /// <param name="what"><c>chain</c> or <c>llm</c>.</param>
    public static Diagnostic DeclarationInBlock(Location at, string what, string inner) => new(
        MisplacedRule, at, $"{Called(what, inner)} stands inside another block. {(what == "llm" ? "An" : "A")} {what} starts at the beginning of its line: do not indent it.");

    public static Diagnostic StatementInStep(Location at, string word) => new(
        MisplacedRule, at, $"'{word}' stands inside a step. Put the step inside the '{word}', or give the step a key: 'if: EXPR' for a condition, 'for_each: EXPR' for a list.");

    public static Diagnostic StatementInValue(Location at, string word) => new(
        MisplacedRule, at, $"'{word}' stands in the value of a key, where each line is 'key: value'. Indent it as the statements around it are.");

    public static Diagnostic StatementInInputs(Location at, string word) => new(
        MisplacedRule, at, $"'{word}' stands in 'inputs:', where each line is 'name: type'. Indent it as 'inputs:' is.");

    public static Diagnostic InputOutside(Location at, string input) => new(
        MisplacedRule, at, $"A chain has no key {Shown.Quote(input)}. If it is an input, indent it below 'inputs:'.");

    public static Diagnostic KeyOfWhile(Location at, string key) => new(
        MisplacedRule, at, $"{Shown.Quote(key)} is a key of a 'while'. Move it there, or delete it.");

    public static Diagnostic UnknownKeyInBlock(Location at, string key, string block) => new(
        UnknownKeyRule, at, $"{Shown.Quote(key)} is no key here: in '{block}' stand steps, 'if', 'for' and 'while'. Write 'step NAME:', with its keys indented below.");

    public static Diagnostic BranchWithoutIf(Location at, string word) => new(
        BranchRule, at, $"'{word}' has no 'if' right above it, in the same block and indented alike. Write {(word == "elif" ? "'if EXPR:' in its place" : "'if EXPR:' above it")}.");

    public static Diagnostic BranchAfterElse(Location at, string word, int elseLine) => new(
        BranchRule, at, $"'{word}' stands after 'else' (line {elseLine}), which is the last branch. {(word == "elif" ? "Move it above" : "Delete one of them, or write 'elif EXPR:' in place of the first")}.");

    public static Diagnostic ElseWithCondition(Location at) => new(
        BranchRule, at, "'else' takes no condition. Write 'elif EXPR:', or 'else:' alone.");

    public static Diagnostic MissingCondition(Location at, string word) => new(
        MissingConditionRule, at, $"'{word}' has no condition. Write '{word} EXPR:', for example '{word} count(items) > 1:'.");

    public static Diagnostic ForWithoutIn(Location at) => new(
        MissingConditionRule, at, "'for' takes a name, 'in' and a list. Write 'for item in EXPR:'.");

    public static Diagnostic MissingMaxIterations(Location at) => new(
        MissingMaxIterationsRule, at, "This 'while' has no 'max_iterations', so it might never end. Write 'max_iterations: 20' below it, with the most often that it may run.");

    public static Diagnostic MissingType(Location at, string input) => new(
        InputRule, at, $"The input {Shown.Quote(input)} has no type. Write '{Shown.Of(input)}: text', or another type.");

    public static Diagnostic MissingDefault(Location at, string input) => new(
        InputRule, at, $"The input {Shown.Quote(input)} has no default after '='. Write one, or delete the '='.");

    public static Diagnostic RequiredAfterOptional(Location at, string input, string optional) => new(
        InputRule, at, $"The input {Shown.Quote(input)} has no default, but {Shown.Quote(optional)} above it has one. Move {Shown.Quote(input)} above it, or give it a default.");

    public static Diagnostic AnyAmongOthers(Location at) => new(
        AnyAmongOthersRule, at, "'any' is every failure, so the others in the list say nothing. Write 'on: any', or delete 'any'.");

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
