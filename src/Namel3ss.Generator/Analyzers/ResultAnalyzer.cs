using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// Warns where <c>Result</c> of a run is read, or that of a step is taken for granted (<c>run.Steps.Urgency.Result!</c>), and nothing
/// around it looks whether there is one: after a timeout it is null. Any look at the same run in the same member counts, in whatever
/// order: a warning that is wrong is worse than none.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResultAnalyzer : DiagnosticAnalyzer
{
    private const string RunType = "Namel3ss.ChainRun`3";
    private const string StepType = "Namel3ss.StepRun`1";

    public override ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RoslynDiagnostics.Of(ResultDiagnostics.UncheckedResultRule), RoslynDiagnostics.Of(ResultDiagnostics.UncheckedStepRule));

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypesByMetadataName(RunType).FirstOrDefault() is { } run
                && start.Compilation.GetTypesByMetadataName(StepType).FirstOrDefault() is { } step)
            {
                start.RegisterOperationAction(operation => Analyze(operation, run, step), OperationKind.PropertyReference);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol run, INamedTypeSymbol step)
    {
        var read = (IPropertyReferenceOperation)context.Operation;
        if (read is not { Property.Name: "Result", Instance: { } instance } || NullLooks.Has(read) || IsInNameOf(read))
        {
            return;
        }

        INamedTypeSymbol type = read.Property.ContainingType.OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(type, run))
        {
            if (!RunLooks.HasLooked(read, instance))
            {
                context.ReportDiagnostic(RoslynDiagnostics.Create(
                    ResultDiagnostics.UncheckedResult(default, RunHolders.Of(instance).FirstOrDefault()?.Name ?? "run"), read.Syntax.GetLocation()));
            }
        }
        else if (SymbolEqualityComparer.Default.Equals(type, step)
            && IsTakenForGranted(read)
            && RunLooks.RunOf(instance) is { } whole
            && !RunLooks.HasLooked(read, whole))
        {
            context.ReportDiagnostic(RoslynDiagnostics.Create(
                ResultDiagnostics.UncheckedStep(default, instance.Syntax.ToString()), read.Syntax.GetLocation()));
        }
    }

    /// <summary><c>Result!</c>, and <c>Result.Value</c> of a number.</summary>
    private static bool IsTakenForGranted(IPropertyReferenceOperation read) =>
        read.Syntax.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression)
        || read.Parent is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } };

    private static bool IsInNameOf(IOperation operation)
    {
        for (IOperation? at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }
}
