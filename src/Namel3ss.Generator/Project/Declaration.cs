using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Namel3ss.Compiler.Diagnostics;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;

namespace Namel3ss.Generator.Project;

/// <summary>
/// What the project's C# declares that concerns the class of the chains: namespaces, and classes that are public and
/// partial. Syntax alone tells it, so that no edit binds anything for it.
/// </summary>
internal sealed record Declaration(bool IsNamespace, string Name)
{
    public static bool IsCandidate(SyntaxNode node) => node is BaseNamespaceDeclarationSyntax
        || (node is ClassDeclarationSyntax { Parent: BaseNamespaceDeclarationSyntax or CompilationUnitSyntax } type
            && type.Modifiers.Any(SyntaxKind.PublicKeyword)
            && type.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static bool MayHoldCandidates(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax;

    public static Declaration Read(SyntaxNode node) => node is ClassDeclarationSyntax type
        ? new Declaration(IsNamespace: false, Join(NamespaceOf(type.Parent), type.Identifier.ValueText))
        : new Declaration(IsNamespace: true, NamespaceOf(node));

    private static string NamespaceOf(SyntaxNode? node)
    {
        string name = "";
        for (; node is not null; node = node.Parent)
        {
            if (node is BaseNamespaceDeclarationSyntax declaration)
            {
                var parts = declaration.Name.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken));
                name = Join(string.Join(".", parts.Select(token => token.ValueText)), name);
            }
        }

        return name;
    }

    private static string Join(string first, string second) =>
        first.Length == 0 ? second : second.Length == 0 ? first : $"{first}.{second}";
}

/// <summary>What those declarations mean for the class of the chains.</summary>
/// <param name="IsPublic">The user declared it public.</param>
/// <param name="Clash">It has the full name of a namespace, so that it cannot be emitted.</param>
/// <param name="Shadow">A namespace may hide it.</param>
internal sealed record ChainsClass(bool IsPublic, Diagnostic? Clash, Diagnostic? Shadow)
{
    /// <summary>Of a project that declares nothing.</summary>
    public static ChainsClass None { get; } = new(IsPublic: false, Clash: null, Shadow: null);

    public static ChainsClass Of(IEnumerable<Declaration> declarations, ProjectOptions options)
    {
        string name = options.QualifiedClassName;
        string root = options.Namespace.Replace("@", "");
        bool isPublic = false;
        string? clash = null;
        string? shadow = Hides(root, options) ? root : null;
        foreach (Declaration declaration in declarations)
        {
            if (!declaration.IsNamespace)
            {
                isPublic |= declaration.Name == name;
            }
            else if (declaration.Name == name || declaration.Name.StartsWith(name + ".", StringComparison.Ordinal))
            {
                clash = name;
            }
            else if (Hides(declaration.Name, options) && (shadow is null || string.CompareOrdinal(declaration.Name, shadow) < 0))
            {
                shadow = declaration.Name;
            }
        }

        return new ChainsClass(
            isPublic,
            clash is null ? null : ProjectDiagnostics.NamespaceClash(options.ClassName, clash),
            clash is not null || shadow is null ? null : ProjectDiagnostics.NamespaceHides(options.ClassName, shadow));
    }

    /// <summary>A part of the namespace is called like the class, or like its interface.</summary>
    private static bool Hides(string @namespace, ProjectOptions options) =>
        @namespace.Split('.').Any(part => part == options.ClassName || part == "I" + options.ClassName);
}
