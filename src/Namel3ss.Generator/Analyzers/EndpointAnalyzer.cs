using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// Warns where ASP.NET's request delegate generator (on with native AOT) cannot know what an endpoint's handler is or returns, since it
/// does not see what this generator adds. What it writes then does not compile, with errors in its own file, or fails with the first request.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EndpointAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that has what the fix writes before the parameters, <c>async Task&lt;ChainRun&gt;</c>; without it, it takes the parameter's type away.</summary>
    private const string Head = "Head";

    private const string GeneratedEndpoints = "GeneratedRouteBuilderExtensions.g.cs";

    public override ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RoslynDiagnostics.Of(EndpointDiagnostics.UnknownHandlerRule));

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.SyntaxTrees.Any(tree => Path.GetFileName(tree.FilePath) == GeneratedEndpoints))
            {
                var others = new OtherGenerators(start.Compilation);
                start.RegisterOperationAction(operation => Analyze(operation, others), OperationKind.AnonymousFunction, OperationKind.MethodReference);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, OtherGenerators others)
    {
        IOperation handler = context.Operation;
        if (Endpoints.ArgumentOf(handler) is not { Parameter.Type.Name: var kind, Parent: var map })
        {
            return;
        }

        IMethodSymbol method = handler is IAnonymousFunctionOperation lambda ? lambda.Symbol : ((IMethodReferenceOperation)handler).Method;
        string? cause = handler.Descendants().OfType<IInvocationOperation>().FirstOrDefault(call => GeneratedChains.IsRun(call.TargetMethod))?.TargetMethod.Name;
        if (kind == "RequestDelegate")
        {
            if (cause is not null
                && handler.Syntax is ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [{ Type: not null } parameter] } typed
                && others.TakeForDelegate((InvocationExpressionSyntax)map!.Syntax, context.CancellationToken))
            {
                Report(EndpointDiagnostics.TypedRequestDelegate(default, cause, parameter.Identifier.Text), Before(typed), head: null);
            }

            return;
        }

        string? run = EndpointReturns.RunOf(method)?.ToMinimalDisplayString(handler.SemanticModel!, handler.Syntax.SpanStart);
        if ((cause ?? run) is null || others.KnowReturnTypeOf((ExpressionSyntax)handler.Syntax, context.CancellationToken))
        {
            return;
        }

        string type = EndpointReturns.TypeOf(method, handler.SemanticModel!, handler.Syntax.SpanStart);
        string head = EndpointReturns.IsAsync(method) ? "async " + type : type;
        switch (handler.Syntax)
        {
            case ParenthesizedLambdaExpressionSyntax { ReturnType: null } untyped:
                Report(EndpointDiagnostics.NoReturnType(default, (cause ?? run)!, head), Before(untyped), head);
                break;
            case ParenthesizedLambdaExpressionSyntax { ReturnType: { } written } when run is not null:
                Report(EndpointDiagnostics.GeneratedReturnType(default, run, type), written.Span, head);
                break;
            case not LambdaExpressionSyntax when run is not null:
                Report(EndpointDiagnostics.GeneratedReturnType(default, run, type), handler.Syntax.Span, head: null);
                break;
        }

        void Report(Compiler.Diagnostics.Diagnostic diagnostic, TextSpan span, string? head) => context.ReportDiagnostic(RoslynDiagnostics.Create(
            diagnostic,
            Location.Create(handler.Syntax.SyntaxTree, span),
            head is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Head, head)));
    }

    /// <summary>The lambda without its body.</summary>
    private static TextSpan Before(ParenthesizedLambdaExpressionSyntax lambda) => TextSpan.FromBounds(lambda.SpanStart, lambda.ArrowToken.Span.End);
}
