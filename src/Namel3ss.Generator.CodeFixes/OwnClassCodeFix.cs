using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Namel3ss.Generator.CodeFixes;

/// <summary>Where a run is written as JSON by its own class: <c>Ok&lt;ChainRun&gt;(run)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OwnClassCodeFix : CodeFixProvider
{
    /// <summary>The advice that this answers; its descriptor is in the compiler's catalogue.</summary>
    public const string DiagnosticId = "N3S2078";

    private const string Title = "Write the run as ChainRun";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticId);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent is SimpleNameSyntax { Arity: 0 or 1 } name)
        {
            GenericNameSyntax mended = GenericName(name.Identifier.WithoutTrivia())
                .AddTypeArgumentListArguments(IdentifierName("ChainRun"))
                .WithTriviaFrom(name);
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(name, mended))), equivalenceKey: Title),
                context.Diagnostics);
        }
    }
}
