using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Generator.Connectors;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// Warns where a connector runs a chain: its step holds a permit meanwhile, and when all permits are held like this,
/// the steps of the inner chains wait for ever.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConnectorAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RoslynDiagnostics.Of(ConnectorDiagnostics.RunsChainRule));

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            INamedTypeSymbol? marker = start.Compilation.GetTypesByMetadataName(ConnectorReader.AttributeName).FirstOrDefault();
            if (marker is not null)
            {
                start.RegisterOperationAction(operation => Analyze(operation, marker), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol marker)
    {
        IMethodSymbol called = ((IInvocationOperation)context.Operation).TargetMethod;
        if (!GeneratedChains.IsRun(called))
        {
            return;
        }

        // A lambda or a local function may run anywhere; what it is part of is a connector all the same.
        ISymbol? around = context.ContainingSymbol;
        while (around is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
        {
            around = around.ContainingSymbol;
        }

        if (around is not IMethodSymbol connector
            || connector.GetAttributes().FirstOrDefault(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, marker)) is not { } attribute
            || ConnectorReader.Read(connector, attribute, context.Compilation, context.CancellationToken) is not { } reading
            || reading.Model is { TakesPermit: false })
        {
            return;
        }

        context.ReportDiagnostic(RoslynDiagnostics.Create(
            ConnectorDiagnostics.RunsChain(default, reading.Name, reading.Display, ConnectorReader.Display(called)),
            context.Operation.Syntax.GetLocation()));
    }
}
