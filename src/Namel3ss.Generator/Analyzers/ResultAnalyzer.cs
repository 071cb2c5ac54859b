using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// Warns where <c>Result</c> of a run is read and nothing around it looks whether there is one: after a timeout it is
/// null. Any look at the same run in the same member counts, in whatever order: a warning that is wrong is worse than none.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResultAnalyzer : DiagnosticAnalyzer
{
    private const string RunType = "Namel3ss.ChainRun`3";

    private static readonly HashSet<string> Looks =
        ["Status", "IsOk", "HasResult", "Error", "Exception", "TryGetResult", "EnsureOk"];

    public override ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RoslynDiagnostics.Of(ResultDiagnostics.UncheckedResultRule));

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypesByMetadataName(RunType).FirstOrDefault() is { } run)
            {
                start.RegisterOperationAction(operation => Analyze(operation, run), OperationKind.PropertyReference);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol run)
    {
        var read = (IPropertyReferenceOperation)context.Operation;
        if (read is not { Property.Name: "Result", Instance: { } instance }
            || !SymbolEqualityComparer.Default.Equals(read.Property.ContainingType.OriginalDefinition, run)
            || IsNullAware(read)
            || IsInNameOf(read))
        {
            return;
        }

        ISymbol? symbol = SymbolOf(instance);
        if (symbol is not null && RootOf(read).DescendantsAndSelf().Any(operation => IsLook(operation, symbol)))
        {
            return;
        }

        context.ReportDiagnostic(RoslynDiagnostics.Create(
            ResultDiagnostics.UncheckedResult(default, symbol?.Name ?? "run"), read.Syntax.GetLocation()));
    }

    private static bool IsLook(IOperation operation, ISymbol run) => operation switch
    {
        IPropertyReferenceOperation { Instance: { } instance } property =>
            Looks.Contains(property.Property.Name) && SymbolEqualityComparer.Default.Equals(SymbolOf(instance), run),
        IInvocationOperation { Instance: { } instance } call =>
            Looks.Contains(call.TargetMethod.Name) && SymbolEqualityComparer.Default.Equals(SymbolOf(instance), run),
        // run is { IsOk: true, Result: var x }
        IPropertySubpatternOperation { Member: IPropertyReferenceOperation member, Parent.Parent: IIsPatternOperation pattern } =>
            Looks.Contains(member.Property.Name) && SymbolEqualityComparer.Default.Equals(SymbolOf(pattern.Value), run),
        _ => false,
    };

    /// <summary>Code that reckons with null has looked.</summary>
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
            _ => false,
        };
    }

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

    /// <summary>What holds the run; null for a run that nothing holds, such as an awaited call.</summary>
    private static ISymbol? SymbolOf(IOperation instance) => instance switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IConversionOperation conversion => SymbolOf(conversion.Operand),
        IParenthesizedOperation inner => SymbolOf(inner.Operand),
        _ => null,
    };

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
