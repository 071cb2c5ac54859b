using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes where a step meets the code that it calls.</summary>
internal static class BindingDiagnostics
{
    private static readonly DiagnosticDescriptor UnknownConnectorRule = new("N3S2001", DiagnosticSeverity.Error, "No such connector");
    private static readonly DiagnosticDescriptor UnknownPythonFileRule = new("N3S2002", DiagnosticSeverity.Error, "No such Python file");
    private static readonly DiagnosticDescriptor AmbiguousPythonFileRule = new("N3S2003", DiagnosticSeverity.Error, "Several Python files of one name");
    private static readonly DiagnosticDescriptor UnknownPythonFunctionRule = new("N3S2004", DiagnosticSeverity.Error, "No such Python function");
    private static readonly DiagnosticDescriptor UnknownOptionRule = new("N3S2005", DiagnosticSeverity.Error, "An option that nothing takes");
    private static readonly DiagnosticDescriptor ReservedParameterRule = new("N3S2006", DiagnosticSeverity.Error, "A parameter that nothing fills, with a reserved name");
    private static readonly DiagnosticDescriptor ParameterTypesRule = new("N3S2007", DiagnosticSeverity.Error, "Two types for one parameter of a chain");
    private static readonly DiagnosticDescriptor OptionTypeRule = new("N3S2008", DiagnosticSeverity.Error, "An option of the wrong type");
    private static readonly DiagnosticDescriptor ReturnsDiffersRule = new("N3S2009", DiagnosticSeverity.Error, "'returns' differs from what the connector returns");
    private static readonly DiagnosticDescriptor ObjectMismatchRule = new("N3S2010", DiagnosticSeverity.Error, "A map that does not fit its type");
    private static readonly DiagnosticDescriptor InternalChainRule = new("N3S2011", DiagnosticSeverity.Warning, "A chain of a public class that stays internal");
    private static readonly DiagnosticDescriptor MalformedPythonTargetRule = new("N3S2012", DiagnosticSeverity.Error, "A target that names no Python function");
    private static readonly DiagnosticDescriptor UnfilledParameterRule = new("N3S2023", DiagnosticSeverity.Error, "A parameter that nothing fills");
    private static readonly DiagnosticDescriptor NumberFormRule = new("N3S2083", DiagnosticSeverity.Warning, "Number does not stay as it is written");
    private static readonly DiagnosticDescriptor UnknownTypeRule = new("N3S2084", DiagnosticSeverity.Error, "No such type");
    private static readonly DiagnosticDescriptor NoticeRule = new("N3S2085", DiagnosticSeverity.Warning, "Something obsolete or experimental");
    private static readonly DiagnosticDescriptor ForbiddenRule = new("N3S2086", DiagnosticSeverity.Error, "Something obsolete that nobody may use");
    private static readonly DiagnosticDescriptor PythonShadowRule = new("N3S2088", DiagnosticSeverity.Warning, "A Python file called like one of Python's own");
    private static readonly DiagnosticDescriptor RefusedTypeRule = new("N3S2089", DiagnosticSeverity.Error, "A type that cannot stand here");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownConnectorRule, UnknownPythonFileRule, AmbiguousPythonFileRule, UnknownPythonFunctionRule, UnknownOptionRule,
        ReservedParameterRule, ParameterTypesRule, OptionTypeRule, ReturnsDiffersRule, ObjectMismatchRule, InternalChainRule,
        MalformedPythonTargetRule, UnfilledParameterRule, NumberFormRule, UnknownTypeRule, NoticeRule, ForbiddenRule,
        PythonShadowRule, RefusedTypeRule,
    ];

    public static Diagnostic UnknownConnector(Location at, string name, string suggestion) => new(UnknownConnectorRule, at,
        suggestion.Length > 0
            ? $"There is no connector '{name}'.{suggestion}"
            : $"There is no connector '{name}'; mark a C# method with [Connector(\"{name}\")].");

    public static Diagnostic UnknownPythonFile(Location at, string file, string suggestion) => new(UnknownPythonFileRule, at,
        $"The project has no Python file '{file}'.{(suggestion.Length > 0 ? suggestion : " Add it, or write the target as module.function.")}");

    public static Diagnostic AmbiguousPythonFile(Location at, string file, string first, string second) => new(AmbiguousPythonFileRule, at,
        $"'{file}' may be {first} or {second}; write the folder too, as in folder.module.function.");

    public static Diagnostic UnknownPythonFunction(Location at, string function, string file, string suggestion) => new(UnknownPythonFunctionRule, at,
        $"'{file}' has no function '{function}'.{suggestion}");

    public static Diagnostic MalformedPythonTarget(Location at, string target) => new(MalformedPythonTargetRule, at,
        $"'{target}' names no Python function; write module.function, or name for the function 'name' in name.py.");

    public static Diagnostic UnknownOption(Location at, string option, bool isConnector, string signature, string suggestion) => new(UnknownOptionRule, at,
        $"Nothing takes the option '{option}': the {(isConnector ? "connector" : "target")} is {signature}.{suggestion}");

    public static Diagnostic UnfilledParameter(Location at, string parameter, string signature, string step, string suggestion) => new(UnfilledParameterRule, at,
        $"Nothing fills the parameter '{parameter}' of {signature}, which step '{step}' calls; give it as an option, or add an input of that name.{suggestion}");

    public static Diagnostic ReservedParameter(Location at, string parameter, string signature) => new(ReservedParameterRule, at,
        $"Nothing fills the parameter '{parameter}' of {signature}, and a chain cannot have a parameter of that name; give it as an option or rename it in C#.");

    public static Diagnostic ParameterTypes(Location at, string parameter, string type, string signature, string otherType, string otherStep) => new(ParameterTypesRule, at,
        $"The chain's parameter '{parameter}' would be {type} for {signature}, but step '{otherStep}' wants {otherType}; rename one of them in C# or fill one by an option.");

    public static Diagnostic OptionType(Location at, string option, string written, string type, string cure, string suggestion = "") => new(OptionTypeRule, at,
        $"'{option}' is {type}, and {written} is none{cure}.{suggestion}");

    public static Diagnostic ReturnsDiffers(Location at, string written, string signature, string? actual) => new(ReturnsDiffersRule, at,
        actual is null
            ? $"'returns' says {written}, but {signature} returns nothing; leave 'returns' out."
            : $"'returns' says {written}, but {signature} returns {actual}; leave 'returns' out or correct it.");

    public static Diagnostic UnknownMember(Location at, string member, string type, string suggestion) => new(ObjectMismatchRule, at,
        $"{type} has no constructor parameter and no settable member '{member}'.{suggestion}");

    public static Diagnostic NumberForm(Location at, string written, string becomes) => new(
        NumberFormRule, at,
        $"Nothing here says that {Shown.Of(written)} is text, so it is the number {becomes}. Write \"{Shown.Of(written)}\" to keep it as it is written, or {becomes} for the number.");

    public static Diagnostic UnknownType(Location at, string type, string meant) => new(UnknownTypeRule, at,
        $"There is no type '{type}'. Did you mean '{meant}'?");

    public static Diagnostic RefusedType(Location at, string type, string reason) => new(RefusedTypeRule, at,
        $"'{type}' cannot stand here: {reason}.");

    public static Diagnostic Noticed(Location at, Notice notice)
    {
        string what = $"'{notice.What}' is {notice.State}{(notice.IsError ? ", and can no longer be used" : "")}";
        string reason = notice.Reason.Trim().TrimEnd('.');
        return new(notice.IsError ? ForbiddenRule : NoticeRule, at, reason.Length > 0 ? $"{what}: {reason}." : $"{what}.");
    }

    /// <param name="at">The file.</param>
    /// <param name="path">The file, as the message names it.</param>
    /// <param name="name">What is imported, with its folder.</param>
    /// <param name="isPackage">It is a folder.</param>
    public static Diagnostic PythonShadow(Location at, string path, string name, bool isPackage)
    {
        string last = name.Substring(name.LastIndexOf('/') + 1);
        string what = isPackage ? $"The folder '{name}' is a package with" : $"'{path}' has";
        return new(PythonShadowRule, at,
            $"{what} the name of '{last}' in Python's standard library, which every import of that name finds: only a step's target reaches what is here. Rename it, as in '{last}_steps{(isPackage ? "" : ".py")}'.");
    }

    public static Diagnostic MissingMember(Location at, IEnumerable<string> members, string type) => new(ObjectMismatchRule, at,
        $"{type} needs a value for {Shown.Join(members.Select(Shown.Quote).ToList())}.");

    public static Diagnostic InternalChain(Location at, string chain, string type, string className) => new(InternalChainRule, at,
        $"Chain '{chain}' stays internal although class {className} is public: {type} in its signature is not public.");
}
