using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Namel3ss.Generator.CodeFixes;

/// <summary>Where a run's <c>Result</c> is read without a look at its status: <c>EnsureOk()</c> gives the value or throws.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EnsureOkCodeFix : CodeFixProvider
{
    /// <summary>The advice that this answers; its descriptor is in the compiler's catalogue.</summary>
    public const string DiagnosticId = "N3S3030";

    private const string Title = "Read the value with EnsureOk()";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticId);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode? found = root?.FindNode(context.Span, getInnermostNodeForTie: true);
        if (root is null || found?.FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { } access)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                Title,
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(Read(access), Fix(access)))),
                equivalenceKey: Title),
            context.Diagnostics);
    }

    /// <summary>The value itself: of <c>run.Result!</c> and <c>run.Result.Value</c> what comes after <c>Result</c> has no more use.</summary>
    private static ExpressionSyntax Read(MemberAccessExpressionSyntax access) => access.Parent switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven => forgiven,
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Value" } value when value.Expression == access => value,
        _ => access,
    };

    private static ExpressionSyntax Fix(MemberAccessExpressionSyntax access) => SyntaxFactory
        .InvocationExpression(access.WithName(SyntaxFactory.IdentifierName("EnsureOk")).WithoutTrailingTrivia())
        .WithTrailingTrivia(Read(access).GetTrailingTrivia());
}
