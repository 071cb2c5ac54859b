using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Namel3ss.Generator.Analyzers;

/// <summary>A project as other source generators see it: without what this one adds.</summary>
internal sealed class OtherGenerators(Microsoft.CodeAnalysis.Compilation compilation)
{
    private readonly Lazy<Microsoft.CodeAnalysis.Compilation> _seen = new(() => compilation.RemoveSyntaxTrees(
        compilation.SyntaxTrees.Where(tree => tree.FilePath.Contains(typeof(ChainGenerator).FullName!))));

    /// <summary>Whether they know what a lambda or method returns.</summary>
    public bool KnowReturnTypeOf(ExpressionSyntax handler, CancellationToken cancellationToken) =>
        SymbolOf(handler, cancellationToken) is { } symbol && IsKnown(symbol.ReturnType, symbol);

    /// <summary>Whether they take what is a request delegate for a handler of any other type.</summary>
    public bool TakeForDelegate(InvocationExpressionSyntax map, CancellationToken cancellationToken) =>
        SymbolOf(map, cancellationToken)?.Parameters.Last().Type.Name != "RequestDelegate";

    private IMethodSymbol? SymbolOf(ExpressionSyntax expression, CancellationToken cancellationToken) =>
        _seen.Value.GetSemanticModel(expression.SyntaxTree).GetSymbolInfo(expression, cancellationToken).Symbol as IMethodSymbol;

    private static bool IsKnown(ITypeSymbol type, IMethodSymbol handler) => type switch
    {
        IErrorTypeSymbol => false,
        IArrayTypeSymbol array => IsKnown(array.ElementType, handler),
        INamedTypeSymbol named => named.TypeArguments.All(argument => IsKnown(argument, handler)),
        // What could not be inferred stays the parameter of the method that is called; those of the code around a lambda are types there.
        ITypeParameterSymbol parameter => Around(handler).Contains(parameter.ContainingSymbol, SymbolEqualityComparer.Default),
        _ => true,
    };

    private static IEnumerable<ISymbol> Around(ISymbol symbol)
    {
        for (ISymbol? at = symbol.ContainingSymbol; at is not null; at = at.ContainingSymbol)
        {
            yield return at;
        }
    }
}
