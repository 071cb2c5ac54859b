using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Namel3ss.Generator.CodeFixes;

/// <summary>Where nobody looks at a run: <c>EnsureOk()</c> throws unless it ended well. What nothing waits for gets no fix.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DroppedRunCodeFix : CodeFixProvider
{
    /// <summary>The advice that this answers; its descriptor is in the compiler's catalogue.</summary>
    public const string DiagnosticId = "N3S3031";

    private const string Title = "Call EnsureOk() on the run";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticId);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode? found = root?.FindNode(context.Span, getInnermostNodeForTie: true);
        if (root is null || found?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || Fix(WaitFor(call)) is not var (old, mended))
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                Title,
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, mended))),
                equivalenceKey: Title),
            context.Diagnostics);
    }

    /// <summary>The whole of what waits for the call: <c>await …</c>, or the last method of those called on its task.</summary>
    private static ExpressionSyntax WaitFor(ExpressionSyntax call)
    {
        while (call.Parent is ParenthesizedExpressionSyntax or AwaitExpressionSyntax
            || call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Expression == call)
        {
            call = (ExpressionSyntax)(call.Parent is MemberAccessExpressionSyntax ? call.Parent.Parent! : call.Parent);
        }

        return call;
    }

    private static (SyntaxNode Old, SyntaxNode New)? Fix(ExpressionSyntax wait) => (Checked(wait), wait.Parent) switch
    {
        (null, _) => null,
        ({ } mended, ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax or ForStatementSyntax) => (wait, mended.WithTriviaFrom(wait)),
        ({ } mended, EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax local } declaration })
            when !IsNamed(declaration.Variables[0].Identifier, local) => (local, ExpressionStatement(mended.WithoutTrivia()).WithTriviaFrom(local)),
        _ => null,
    };

    private static ExpressionSyntax? Checked(ExpressionSyntax wait) => wait switch
    {
        AwaitExpressionSyntax => Ensure(ParenthesizedExpression(wait.WithoutTrivia())),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetResult" } } => Ensure(wait.WithoutTrivia()),
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Wait" } task } =>
            Ensure(task.WithName(IdentifierName("Result")).WithoutTrivia()),
        _ => null,
    };

    private static InvocationExpressionSyntax Ensure(ExpressionSyntax run) =>
        InvocationExpression(MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, run, IdentifierName("EnsureOk")));

    /// <summary>Whether other code assigns to the variable: it has to stay.</summary>
    private static bool IsNamed(SyntaxToken variable, SyntaxNode declaration) => declaration.Parent!.DescendantNodes()
        .Any(node => node is IdentifierNameSyntax name && name.Identifier.ValueText == variable.ValueText);
}
