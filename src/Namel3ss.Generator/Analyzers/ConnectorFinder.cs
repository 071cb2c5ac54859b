using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Namel3ss.Generator.Connectors;
using Namel3ss.Generator.Project;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// Finds the <c>[Connector]</c> methods of a compilation, as the generator's ForAttributeWithMetadataName does: first
/// by the written name of the attribute, and only what is left by its meaning.
/// </summary>
internal static class ConnectorFinder
{
    public static IEnumerable<ConnectorReading> Find(Microsoft.CodeAnalysis.Compilation compilation, CancellationToken cancellationToken)
    {
        INamedTypeSymbol? marker = compilation.GetTypesByMetadataName(ConnectorReader.AttributeName).FirstOrDefault();
        if (marker is null)
        {
            yield break;
        }

        var globalAliases = compilation.SyntaxTrees
            .SelectMany(tree => Aliases(tree.GetRoot(cancellationToken)).Where(alias => alias.IsGlobal).Select(alias => alias.Name))
            .ToImmutableHashSet(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SyntaxNode root = tree.GetRoot(cancellationToken);
            var names = globalAliases.Union(Aliases(root).Select(alias => alias.Name)).Add("Connector").Add("ConnectorAttribute");
            SemanticModel? model = null;
            foreach (SyntaxNode node in root.DescendantNodes().Where(node => IsMarked(node, names)))
            {
                model ??= compilation.GetSemanticModel(tree);
                if (model.GetDeclaredSymbol(node, cancellationToken) is IMethodSymbol method
                    && method.GetAttributes().FirstOrDefault(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, marker)) is { } attribute
                    && ConnectorReader.Read(method, attribute, compilation, cancellationToken) is { } reading)
                {
                    yield return reading;
                }
            }
        }
    }

    private static IEnumerable<(string Name, bool IsGlobal)> Aliases(SyntaxNode root) =>
        from directive in root.DescendantNodes(Declaration.MayHoldCandidates).OfType<UsingDirectiveSyntax>()
        let alias = directive.Alias
        where alias is not null
        select (alias.Name.Identifier.ValueText, directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword));

    private static bool IsMarked(SyntaxNode node, ImmutableHashSet<string> names) => node switch
    {
        BaseMethodDeclarationSyntax method => IsMarked(method.AttributeLists, names),
        LocalFunctionStatementSyntax function => IsMarked(function.AttributeLists, names),
        AccessorDeclarationSyntax accessor => IsMarked(accessor.AttributeLists, names),
        _ => false,
    };

    private static bool IsMarked(SyntaxList<AttributeListSyntax> lists, ImmutableHashSet<string> names) =>
        lists.Any(list => list.Attributes.Any(attribute => names.Contains(LastName(attribute.Name))));

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
