using Microsoft.CodeAnalysis;

namespace Namel3ss.Generator.Analyzers;

/// <summary>What an endpoint's lambda may say that it returns, so that other source generators know all types in it.</summary>
internal static class EndpointReturns
{
    /// <summary>What stands before the parameters: <c>async Task&lt;ChainRun&gt;</c>, <c>string</c>.</summary>
    /// <param name="lambda">The lambda.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="position">Where it stands.</param>
    public static string HeadOf(IMethodSymbol lambda, SemanticModel model, int position)
    {
        var returned = lambda.ReturnType as INamedTypeSymbol;
        if (returned is not { Name: "Task" or "ValueTask", TypeArguments: [{ } value] })
        {
            return $"{(lambda.IsAsync ? "async " : "")}{Known(lambda.ReturnType)}";
        }

        // A Task<Chains.TriageRun> is no Task<ChainRun>: the run itself has to be returned.
        bool isAsync = lambda.IsAsync || !SymbolEqualityComparer.Default.Equals(Base(value), value);
        return $"{(isAsync ? "async " : "")}{returned.Name}<{Known(value)}>";

        string Known(ITypeSymbol type) => Base(type).ToMinimalDisplayString(model, position);

        ITypeSymbol Base(ITypeSymbol type) =>
            Bases(type).FirstOrDefault(of => of is { Name: "ChainRun", TypeArguments.IsEmpty: true })
            ?? type.AllInterfaces.FirstOrDefault(of => of is { Name: "IResult", ContainingNamespace.Name: "Http" })
            ?? type;
    }

    private static IEnumerable<INamedTypeSymbol> Bases(ITypeSymbol type)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
        {
            yield return at;
        }
    }
}
