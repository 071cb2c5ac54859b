using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes at a C# method that is marked <c>[Connector]</c>: reported there, not at the chains that call it.</summary>
public static class ConnectorDiagnostics
{
    private static readonly DiagnosticDescriptor UnusableNameRule = new("N3S2050", DiagnosticSeverity.Error, "A connector's name that no chain can write");
    private static readonly DiagnosticDescriptor DuplicateNameRule = new("N3S2051", DiagnosticSeverity.Error, "Two connectors of one name");
    private static readonly DiagnosticDescriptor GenericRule = new("N3S2052", DiagnosticSeverity.Error, "A generic connector");
    private static readonly DiagnosticDescriptor ParameterRule = new("N3S2053", DiagnosticSeverity.Error, "A connector's parameter that a chain cannot pass");
    private static readonly DiagnosticDescriptor InaccessibleRule = new("N3S2054", DiagnosticSeverity.Error, "A connector that generated code cannot reach");
    private static readonly DiagnosticDescriptor NoConstructorRule = new("N3S2055", DiagnosticSeverity.Error, "A connector whose struct cannot be made");
    private static readonly DiagnosticDescriptor AbstractRule = new("N3S2056", DiagnosticSeverity.Error, "A connector without an implementation");
    private static readonly DiagnosticDescriptor AsyncVoidRule = new("N3S2057", DiagnosticSeverity.Error, "A connector that is async void");
    private static readonly DiagnosticDescriptor ResultRule = new("N3S2058", DiagnosticSeverity.Error, "A connector whose result cannot be kept");
    private static readonly DiagnosticDescriptor NotAMethodRule = new("N3S2059", DiagnosticSeverity.Error, "A connector that is no method of a class");

    /// <summary>Reported by an analyzer of C# code, which must name the rules that it may report.</summary>
    public static readonly DiagnosticDescriptor RunsChainRule = new("N3S2067", DiagnosticSeverity.Warning, "A connector that runs a chain");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnusableNameRule, DuplicateNameRule, GenericRule, ParameterRule, InaccessibleRule, NoConstructorRule, AbstractRule,
        AsyncVoidRule, ResultRule, NotAMethodRule, RunsChainRule,
    ];

    public static Diagnostic UnusableName(Location at, string name, string method) => new(UnusableNameRule, at,
        name.Length == 0
            ? $"The connector of {method} has no name; write one that a chain can use as its target, as in [Connector(\"sentiment_analyzer\")]."
            : $"'{name}' cannot be the name of a connector ({method}): a chain's target is made of the letters a to z, digits and _, in parts with a dot between them, as in \"sentiment_analyzer\".");

    public static Diagnostic DuplicateName(Location at, string name, string method, string firstMethod) => new(DuplicateNameRule, at,
        $"The connector '{name}' stands for {firstMethod} and for {method}; rename one of them.");

    public static Diagnostic Generic(Location at, string name, string method, bool isMethod) => new(GenericRule, at,
        isMethod
            ? $"The connector '{name}' cannot be the generic method {method}: a chain has no way to say its type arguments. Write a method for the type that you need, which calls it."
            : $"The connector '{name}' cannot be {method}, a method of a generic class: a chain has no way to say its type arguments. Move it to a class that is not generic.");

    public static Diagnostic ByReferenceParameter(Location at, string name, string method, string parameter) => new(ParameterRule, at,
        $"The parameter '{parameter}' of {method} (connector '{name}') is passed by reference, which a chain cannot do; take it by value, and return what you would write to it.");

    public static Diagnostic PointerParameter(Location at, string name, string method, string parameter, string type) => new(ParameterRule, at,
        $"The parameter '{parameter}' of {method} (connector '{name}') is a {type}, and a chain has no pointers to pass; take a value.");

    public static Diagnostic RefStructParameter(Location at, string name, string method, string parameter, string type) => new(ParameterRule, at,
        $"The parameter '{parameter}' of {method} (connector '{name}') is a {type}, which cannot be kept until the step runs; take an array, a string or an IReadOnlyList instead.");

    public static Diagnostic ArgumentList(Location at, string name, string method) => new(ParameterRule, at,
        $"{method} (connector '{name}') takes __arglist, which a chain cannot pass; take an array.");

    /// <param name="at">Where the method is.</param>
    /// <param name="name">The connector.</param>
    /// <param name="method">The method.</param>
    /// <param name="what">What is hidden: the method itself or a class around it.</param>
    /// <param name="accessibility">As C# writes it: <c>private</c>.</param>
    public static Diagnostic Inaccessible(Location at, string name, string method, string what, string accessibility) => new(InaccessibleRule, at,
        $"The connector '{name}' is {method}, but {what} is {accessibility}, so that generated code cannot call it; make it internal or public.");

    public static Diagnostic RequiredMembers(Location at, string name, string method, string owner, string member) => new(NoConstructorRule, at,
        $"The connector '{name}' is {method}, a method of a struct, but 'new {owner}()' is not enough: its member '{member}' is required. Give the constructor [SetsRequiredMembers], make {owner} a class, which a container can make, or make the method static.");

    public static Diagnostic Abstract(Location at, string name, string method, string owner) => new(AbstractRule, at,
        $"The connector '{name}' cannot be {method}, which is static and abstract: nothing says which type that implements {owner} is meant. Mark the method of such a type, or one that is not static, which is called on the service that the container has for {owner}.");

    public static Diagnostic AsyncVoid(Location at, string name, string method) => new(AsyncVoidRule, at,
        $"{method} (connector '{name}') is async void, so that a chain could neither wait for it nor see it fail; return Task.");

    public static Diagnostic Result(Location at, string name, string method, string what) => new(ResultRule, at,
        $"{method} (connector '{name}') returns {what}, which a step cannot keep as its result; return a value.");

    public static Diagnostic NotAMethod(Location at, string name, string what) => new(NotAMethodRule, at,
        $"The connector '{name}' is {what}, which generated code cannot call by a name; mark an ordinary method of a class.");

    public static Diagnostic RunsChain(Location at, string connector, string method, string chainMethod) => new(RunsChainRule, at,
        $"{method} runs a chain ({chainMethod}) while its step holds a permit (connector '{connector}'): under load the chain's steps run one at a time on that permit, and its own timeout ends with it. Let the step call the chain itself, with 'kind: chain', or write [Connector(\"{connector}\", TakesPermit = false)], since the chain's own steps take theirs.");
}
