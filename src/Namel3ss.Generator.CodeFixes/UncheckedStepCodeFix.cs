using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Namel3ss.Generator.CodeFixes;

/// <summary>Where a step's value is taken for granted: <c>run.EnsureOk();</c> behind the declaration of the run, once for all steps.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UncheckedStepCodeFix : CodeFixProvider
{
    /// <summary>The advice that this answers; its descriptor is in the compiler's catalogue.</summary>
    public const string DiagnosticId = "N3S3032";

    private const string Title = "Check the run with EnsureOk()";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticId);

    public override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is not null && model is not null && DeclarationOf(root, context.Span, model, context.CancellationToken) is not null)
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, token => FixAsync(context.Document, context.Diagnostics, token), equivalenceKey: Title),
                context.Diagnostics);
        }
    }

    private static async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        var declarations = diagnostics
            .Select(diagnostic => DeclarationOf(editor.OriginalRoot, diagnostic.Location.SourceSpan, editor.SemanticModel, cancellationToken))
            .OfType<VariableDeclaratorSyntax>()
            .Distinct();
        foreach (VariableDeclaratorSyntax declaration in declarations)
        {
            StatementSyntax check = ExpressionStatement(InvocationExpression(MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression, IdentifierName(declaration.Identifier.WithoutTrivia()), IdentifierName("EnsureOk"))))
                .WithAdditionalAnnotations(Formatter.Annotation);
            SyntaxNode statement = declaration.Parent!.Parent!;
            editor.InsertAfter(statement.Parent is GlobalStatementSyntax global ? global : statement, statement.Parent is GlobalStatementSyntax ? GlobalStatement(check) : check);
        }

        return editor.GetChangedDocument();
    }

    /// <summary>Where the local that holds the run gets it; null for a run that is held otherwise.</summary>
    private static VariableDeclaratorSyntax? DeclarationOf(
        SyntaxNode root, TextSpan span, SemanticModel model, CancellationToken cancellationToken)
    {
        ExpressionSyntax? run = root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<MemberAccessExpressionSyntax>();
        while (run is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            run = run switch
            {
                MemberAccessExpressionSyntax access => access.Expression,
                ElementAccessExpressionSyntax element => element.Expression,
                _ => ((PostfixUnaryExpressionSyntax)run).Operand,
            };
        }

        return run is IdentifierNameSyntax
            && model.GetSymbolInfo(run, cancellationToken).Symbol is ILocalSymbol { Type.BaseType.Name: "ChainRun", DeclaringSyntaxReferences: [var reference] }
            && reference.GetSyntax(cancellationToken) is VariableDeclaratorSyntax
            {
                Initializer: not null,
                Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax } },
            } declaration ? declaration : null;
    }
}
