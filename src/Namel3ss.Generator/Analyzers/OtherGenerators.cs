using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Namel3ss.Generator.Analyzers;

/// <summary>A project as other source generators see it: without what this one adds.</summary>
internal sealed class OtherGenerators(Microsoft.CodeAnalysis.Compilation compilation)
{
    private readonly Lazy<Microsoft.CodeAnalysis.Compilation> _seen = new(() => compilation.RemoveSyntaxTrees(
        compilation.SyntaxTrees.Where(tree => tree.FilePath.Contains(typeof(ChainGenerator).FullName!))));

    public bool KnowReturnTypeOf(LambdaExpressionSyntax lambda, CancellationToken cancellationToken) =>
        _seen.Value.GetSemanticModel(lambda.SyntaxTree).GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol symbol
        && IsKnown(symbol.ReturnType, symbol);

    private static bool IsKnown(ITypeSymbol type, IMethodSymbol lambda) => type switch
    {
        IErrorTypeSymbol => false,
        IArrayTypeSymbol array => IsKnown(array.ElementType, lambda),
        INamedTypeSymbol named => named.TypeArguments.All(argument => IsKnown(argument, lambda)),
        // What could not be inferred stays the parameter of the method that is called; those of the code around the lambda are types there.
        ITypeParameterSymbol parameter => Around(lambda).Contains(parameter.ContainingSymbol, SymbolEqualityComparer.Default),
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
