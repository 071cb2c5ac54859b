using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes in expressions: names, members and types that do not fit.</summary>
internal static class ExpressionDiagnostics
{
    private static readonly DiagnosticDescriptor UnknownNameRule = new("N3S2013", DiagnosticSeverity.Error, "A name that means nothing here");
    private static readonly DiagnosticDescriptor UnknownMemberRule = new("N3S2014", DiagnosticSeverity.Error, "A member that a type does not have");
    private static readonly DiagnosticDescriptor UnknownFunctionRule = new("N3S2015", DiagnosticSeverity.Error, "No such function, or not with these arguments");
    private static readonly DiagnosticDescriptor WrongTypeRule = new("N3S2016", DiagnosticSeverity.Error, "A value of the wrong type");
    private static readonly DiagnosticDescriptor MayBeNullRule = new("N3S2017", DiagnosticSeverity.Warning, "A value that may be null where one is needed");
    private static readonly DiagnosticDescriptor BadOperandsRule = new("N3S2018", DiagnosticSeverity.Error, "An operator that its operands do not have");
    private static readonly DiagnosticDescriptor NotConditionRule = new("N3S2019", DiagnosticSeverity.Error, "A condition that is neither true nor false");
    private static readonly DiagnosticDescriptor StepWithoutValueRule = new("N3S2020", DiagnosticSeverity.Error, "The value of a step that has none");
    private static readonly DiagnosticDescriptor WordIsNameRule = new("N3S2021", DiagnosticSeverity.Warning, "A word that is also a name");
    private static readonly DiagnosticDescriptor NotListRule = new("N3S2022", DiagnosticSeverity.Error, "A loop over something that is no list");
    private static readonly DiagnosticDescriptor EmptyPlaceRule = new("N3S2025", DiagnosticSeverity.Warning, "A place in a text that may be empty");
    private static readonly DiagnosticDescriptor SingleBracesRule = new("N3S2024", DiagnosticSeverity.Warning, "A name in single braces");
    private static readonly DiagnosticDescriptor NoTextRule = new("N3S2035", DiagnosticSeverity.Error, "A message, a tool or a file in a text");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownNameRule, UnknownMemberRule, UnknownFunctionRule, WrongTypeRule, MayBeNullRule, BadOperandsRule, NotConditionRule,
        StepWithoutValueRule, WordIsNameRule, NotListRule, SingleBracesRule, EmptyPlaceRule, NoTextRule,
    ];

    public static Diagnostic UnknownName(Location at, string name, string suggestion) => new(UnknownNameRule, at,
        $"There is no input, step or loop variable '{name}' here.{(suggestion.Length > 0 ? suggestion : " For text, write quotes around it; for a C# constant, write its type too.")}");

    public static Diagnostic UnknownMember(Location at, string member, string type, string suggestion) => new(UnknownMemberRule, at,
        $"{type} has no member '{member}'.{suggestion}");

    public static Diagnostic UnknownFunction(Location at, string function, string suggestion) => new(UnknownFunctionRule, at,
        $"There is no function '{function}'; the functions are count, contains, lower, upper, trim and json.{suggestion}");

    public static Diagnostic ArgumentCount(Location at, string function, int wanted, int found) => new(UnknownFunctionRule, at,
        $"'{function}' takes {wanted} {(wanted == 1 ? "value" : "values")}, not {found}.");

    public static Diagnostic WrongType(Location at, string what, string wanted, string found) => new(WrongTypeRule, at,
        $"'{what}' is {wanted}, but this value is {found}.");

    public static Diagnostic MayBeNull(Location at, string expression) => new(MayBeNullRule, at,
        $"'{expression}' may be null, and the step is then skipped. Write what to take in its place, as in '… ?? \"none\"', or ask before: 'if: … != null'.");

    public static Diagnostic EmptyPlace(Location at, string expression) => new(EmptyPlaceRule, at,
        $"'{expression}' may be null, and its place is then empty. Write what to take in its place, as in '… ?? \"none\"', or ask before: 'if: … != null'.");

    public static Diagnostic BadOperands(Location at, string sign, string left, string right) => new(BadOperandsRule, at,
        $"'{sign}' cannot join {left} and {right}.");

    /// <param name="member">The member of an enum that a text was meant for, with its type; null if there is none.</param>
    public static Diagnostic BadComparison(Location at, string sign, string left, string right, string? member) => new(BadOperandsRule, at,
        $"'{sign}' cannot compare {left} with {right}.{(member is null ? "" : $" A member of an enum is written with its type, as in {member}.")}");

    public static Diagnostic BadIndex(Location at, string type) => new(BadOperandsRule, at,
        $"x[i] takes a list, a dictionary or json, but this is {type}.");

    public static Diagnostic BadOperand(Location at, string sign, string operand) => new(BadOperandsRule, at,
        $"'{sign}' cannot stand before {operand}.");

    public static Diagnostic NullOperand(Location at, string what) => new(BadOperandsRule, at,
        $"{what} needs a value, and null is none. '… == null' asks whether there is a value, and '… ?? …' says what to take if there is none.");

    public static Diagnostic NotCondition(Location at, string type, string cure) => new(NotConditionRule, at,
        $"A condition is true or false, but this is {type}; compare it with something, as in '{cure}'.");

    public static Diagnostic StepWithoutValue(Location at, string step) => new(StepWithoutValueRule, at,
        $"Step '{step}' has no value to read: what it calls returns nothing.");

    public static Diagnostic WordIsName(Location at, string word, string kind, string name) => new(WordIsNameRule, at,
        $"'{word}' is the word; for the {kind} write {{{{ {name} }}}}. Quotes around the word silence this.");

    public static Diagnostic SingleBraces(Location at, string expression, string kind) => new(SingleBracesRule, at,
        $"'{{{expression}}}' stays text as it is; for the value of the {kind} write {{{{ {expression} }}}}.");

    public static Diagnostic NotList(Location at, string type) => new(NotListRule, at,
        $"A loop takes a list, but this is {type}.");

    public static Diagnostic NoText(Location at, string type, string place) => new(NoTextRule, at,
        $"{(type[0] is 'A' or 'I' ? "An" : "A")} {type} cannot be a part of a text: {place}.");
}
