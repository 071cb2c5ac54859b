using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// Warns where ASP.NET's request delegate generator (on with native AOT) cannot know what an endpoint's lambda returns, since it does not
/// see what this generator adds. What it writes then does not compile, and the errors are in its file.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EndpointAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that has what the fix writes before the parameters, <c>async Task&lt;ChainRun&gt;</c>.</summary>
    private const string Head = "Head";

    private const string GeneratedEndpoints = "GeneratedRouteBuilderExtensions.g.cs";

    public override ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RoslynDiagnostics.Of(EndpointDiagnostics.NoReturnTypeRule));

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.SyntaxTrees.Any(tree => Path.GetFileName(tree.FilePath) == GeneratedEndpoints))
            {
                var others = new OtherGenerators(start.Compilation);
                start.RegisterOperationAction(operation => Analyze(operation, others), OperationKind.AnonymousFunction);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, OtherGenerators others)
    {
        var lambda = (IAnonymousFunctionOperation)context.Operation;
        if (lambda.Syntax is not ParenthesizedLambdaExpressionSyntax { ReturnType: null } syntax
            || !IsEndpoint(lambda)
            || lambda.Body.Descendants().OfType<IInvocationOperation>().FirstOrDefault(call => GeneratedChains.IsRun(call.TargetMethod)) is not { } run
            || others.KnowReturnTypeOf(syntax, context.CancellationToken))
        {
            return;
        }

        string head = EndpointReturns.HeadOf(lambda.Symbol, lambda.SemanticModel!, syntax.SpanStart);
        context.ReportDiagnostic(RoslynDiagnostics.Create(
            EndpointDiagnostics.NoReturnType(default, run.TargetMethod.Name, head),
            Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(syntax.SpanStart, syntax.ArrowToken.Span.End)),
            ImmutableDictionary<string, string?>.Empty.Add(Head, head)));
    }

    /// <summary><c>app.MapPost("…", lambda)</c> and its like.</summary>
    private static bool IsEndpoint(IAnonymousFunctionOperation lambda)
    {
        IOperation? at = lambda.Parent;
        while (at is IDelegateCreationOperation or IConversionOperation)
        {
            at = at.Parent;
        }

        return at is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ContainingType.Name: "EndpointRouteBuilderExtensions" } method } }
            && method.Name.StartsWith("Map", StringComparison.Ordinal);
    }
}
