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
        if (read is not { Property.Name: "Result", Instance: { } instance } || IsNullAware(read) || IsInNameOf(read))
        {
            return;
        }

        INamedTypeSymbol type = read.Property.ContainingType.OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(type, run))
        {
            if (!RunLooks.HasLooked(read, instance, run))
            {
                context.ReportDiagnostic(RoslynDiagnostics.Create(
                    ResultDiagnostics.UncheckedResult(default, RunLooks.HolderOf(instance)?.Name ?? "run"), read.Syntax.GetLocation()));
            }
        }
        else if (SymbolEqualityComparer.Default.Equals(type, step)
            && IsTakenForGranted(read)
            && RunLooks.RunOf(instance, run) is { } whole
            && !RunLooks.HasLooked(read, whole, run))
        {
            context.ReportDiagnostic(RoslynDiagnostics.Create(
                ResultDiagnostics.UncheckedStep(default, instance.Syntax.ToString()), read.Syntax.GetLocation()));
        }
    }

    /// <summary><c>Result!</c>, and <c>Result.Value</c> of a number.</summary>
    private static bool IsTakenForGranted(IPropertyReferenceOperation read) =>
        read.Syntax.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression)
        || read.Parent is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } };

    /// <summary>Code that reckons with null has looked, at the value itself or at the variable that takes it.</summary>
    private static bool IsNullAware(IOperation read)
    {
        IOperation? parent = read.Parent;
        IOperation child = read;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            child = parent;
            parent = parent.Parent;
        }

        return parent switch
        {
            ICoalesceOperation coalesce => coalesce.Value == child,
            IConditionalAccessOperation access => access.Operation == child,
            IIsPatternOperation or ISwitchExpressionOperation or ISwitchOperation => true,
            IPropertySubpatternOperation => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
            IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } => true,
            IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } => true,
            IArgumentOperation { Parent: IInvocationOperation call } => ReckonsWithNull(call.TargetMethod),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => IsTested(local, read),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment => assignment.Value == child && IsTested(target.Local, read),
            _ => false,
        };
    }

    /// <summary><c>string.IsNullOrEmpty</c>, <c>ThrowIfNull</c>, and what tests assert of a value: no value fails the test.</summary>
    private static bool ReckonsWithNull(IMethodSymbol method) =>
        method.Name.StartsWith("IsNullOr", StringComparison.Ordinal)
        || method.Name.StartsWith("ThrowIfNull", StringComparison.Ordinal)
        || Assertions.OfValue(method);

    private static bool IsTested(ILocalSymbol local, IOperation read) => RunLooks.RootOf(read).DescendantsAndSelf().Any(operation =>
        operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local) && IsNullAware(reference));

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
