using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Namel3ss.Generator.CodeFixes;

/// <summary>Writes the types that an endpoint's lambda needs where request delegates are generated, or takes away the one that is in the way.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EndpointCodeFix : CodeFixProvider
{
    /// <summary>The advice that this answers; its descriptor is in the compiler's catalogue.</summary>
    public const string DiagnosticId = "N3S3033";

    // What the analyzer says of the lambda: what is to stand before the parameters.
    private const string Head = "Head";
    private const string Async = "async ";
    private const string Title = "Write the lambda as other generators know it";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticId);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<ParenthesizedLambdaExpressionSyntax>() is { } lambda
                && (diagnostic.Properties.TryGetValue(Head, out string? head) ? WithReturnType(lambda, head!) : WithoutTypes(lambda)) is { } mended)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(lambda, mended))), equivalenceKey: Title),
                    diagnostic);
            }
        }
    }

    /// <summary>A lambda that has to wait from now on gets its await only if it is a single expression.</summary>
    private static LambdaExpressionSyntax? WithReturnType(ParenthesizedLambdaExpressionSyntax lambda, string head)
    {
        bool isAsync = head.StartsWith(Async, StringComparison.Ordinal);
        TypeSyntax type = ParseTypeName(isAsync ? head.Substring(Async.Length) : head).WithTrailingTrivia(Space);
        ParenthesizedLambdaExpressionSyntax typed = lambda.WithLeadingTrivia().WithReturnType(type);
        if (isAsync && lambda.AsyncKeyword.IsKind(SyntaxKind.None))
        {
            if (lambda.ExpressionBody is not { } body)
            {
                return null;
            }

            typed = typed
                .AddModifiers(Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(Space))
                .WithExpressionBody(AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), body));
        }

        return typed.WithLeadingTrivia(lambda.GetLeadingTrivia());
    }

    private static LambdaExpressionSyntax WithoutTypes(ParenthesizedLambdaExpressionSyntax lambda) => SimpleLambdaExpression(
            lambda.AttributeLists,
            lambda.Modifiers,
            Parameter(lambda.ParameterList.Parameters[0].Identifier).WithTrailingTrivia(lambda.ParameterList.GetTrailingTrivia()),
            lambda.ArrowToken,
            lambda.Block,
            lambda.ExpressionBody)
        .WithLeadingTrivia(lambda.GetLeadingTrivia());
}
