using Microsoft.CodeAnalysis;

namespace Namel3ss.Generator.Analyzers;

/// <summary>What an endpoint's handler returns, and what it may say instead, so that other source generators know all types in it.</summary>
internal static class EndpointReturns
{
    /// <summary>The generated class of runs that a handler returns; null for other handlers.</summary>
    public static ITypeSymbol? RunOf(IMethodSymbol handler)
    {
        ITypeSymbol value = ValueOf(handler.ReturnType) ?? handler.ReturnType;
        return RunBaseOf(value) is null ? null : value;
    }

    /// <summary>The type that it may say that it returns: <c>Task&lt;ChainRun&gt;</c>, <c>string</c>.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="position">Where it stands.</param>
    public static string TypeOf(IMethodSymbol handler, SemanticModel model, int position)
    {
        string known = KnownOf(ValueOf(handler.ReturnType) ?? handler.ReturnType).ToMinimalDisplayString(model, position);
        return ValueOf(handler.ReturnType) is null ? known : $"{handler.ReturnType.Name}<{known}>";
    }

    /// <summary>Whether it has to await: a <c>Task&lt;Chains.TriageRun&gt;</c> is no <c>Task&lt;ChainRun&gt;</c>, the run itself has to be returned.</summary>
    public static bool IsAsync(IMethodSymbol handler) =>
        handler.IsAsync || (ValueOf(handler.ReturnType) is { } value && !SymbolEqualityComparer.Default.Equals(KnownOf(value), value));

    private static ITypeSymbol? ValueOf(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ } value] } ? value : null;

    private static ITypeSymbol KnownOf(ITypeSymbol type) =>
        RunBaseOf(type)
        ?? type.AllInterfaces.FirstOrDefault(of => of is { Name: "IResult", ContainingNamespace.Name: "Http" })
        ?? type;

    /// <summary><c>ChainRun</c>, if the type is a class of runs below it.</summary>
    public static INamedTypeSymbol? RunBaseOf(ITypeSymbol type)
    {
        INamedTypeSymbol? at = type.BaseType;
        while (at is not (null or { Name: "ChainRun", TypeArguments.IsEmpty: true }))
        {
            at = at.BaseType;
        }

        return at;
    }
}
