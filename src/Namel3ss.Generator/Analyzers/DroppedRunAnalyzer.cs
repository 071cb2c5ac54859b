using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Namel3ss.Compiler.Diagnostics;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// Warns where a chain is run and its run is certainly seen by nobody: a chain that fails does not throw, so the failure would
/// pass in silence. A discard (<c>_ = await …</c>) says that this is meant.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedRunAnalyzer : DiagnosticAnalyzer
{
    // Of a compiler that is newer than the one that this is compiled against.
    private const OperationKind CollectionExpression = (OperationKind)0x7f;

    public override ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RoslynDiagnostics.Of(ResultDiagnostics.DroppedRunRule));

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (GeneratedChains.IsRun(call.TargetMethod) && IsDropped(call, context.ContainingSymbol))
        {
            context.ReportDiagnostic(RoslynDiagnostics.Create(
                ResultDiagnostics.DroppedRun(default, call.TargetMethod.Name), call.Syntax.GetLocation()));
        }
    }

    /// <summary>Follows the run, or its task, outwards to where it ends. In doubt somebody sees it.</summary>
    private static bool IsDropped(IInvocationOperation call, ISymbol member)
    {
        IOperation? value = call;
        bool isAwaited = false;
        while (value?.Parent is { } parent)
        {
            switch (parent)
            {
                case IExpressionStatementOperation:
                    return !IsOfMock(call) && !IsExpectedToThrow(parent) && (isAwaited || !IsToldByTheCompiler(value, member));
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return !IsRead(local, value);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Parent: IExpressionStatementOperation } assignment
                    when assignment.Value == value:
                    return !IsRead(target.Local, value);
                case IReturnOperation:
                    isAwaited = false;
                    break;
                default:
                    isAwaited |= parent is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "GetResult" or "Wait" };
                    break;
            }

            value = Outwards(value, parent);
        }

        return false;
    }

    /// <summary>What gives the value on and does not look at it; null for everything else.</summary>
    private static IOperation? Outwards(IOperation value, IOperation parent) => parent switch
    {
        IConversionOperation or IParenthesizedOperation or IAwaitOperation => parent,
        IArrayInitializerOperation or IArrayCreationOperation or { Kind: CollectionExpression } => parent,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WaitAsync" or "GetAwaiter" or "GetResult" or "Wait" } next
            when next.Instance == value => next,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "WhenAll", ContainingType.Name: "Task" } } next } => next,
        IReturnOperation when FunctionOf(parent)?.Parent is IDelegateCreationOperation
        {
            Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" } } next },
        } => next,
        _ => null,
    };

    /// <summary>No run, but a question after one: <c>chains.Received().RunTextAsync(…)</c>.</summary>
    private static bool IsOfMock(IInvocationOperation call) => call.Instance is IInvocationOperation { TargetMethod: var made } && Assertions.OfCall(made);

    /// <summary>Tests run a chain to see that it throws; a lambda with a name may be such a test's.</summary>
    private static bool IsExpectedToThrow(IOperation statement)
    {
        if (statement.Parent is IBlockOperation { Parent: ITryOperation } block
            && block.Operations.SkipWhile(operation => operation != statement).Skip(1).FirstOrDefault()
                is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation or IInvocationOperation { TargetMethod.Name: "Fail" } })
        {
            return true;
        }

        for (IOperation? lambda = FunctionOf(statement); lambda is not null; lambda = FunctionOf(lambda))
        {
            if (lambda.Parent is IDelegateCreationOperation made && (made.Parent is IVariableInitializerOperation or ISimpleAssignmentOperation
                || (made.Parent is IArgumentOperation { Parent: IInvocationOperation taker } && Assertions.OfException(taker.TargetMethod))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where nothing waits for the call, C# itself warns of it (CS4014): for an async method of this project, and in async code.</summary>
    private static bool IsToldByTheCompiler(IOperation value, ISymbol member) =>
        value is IInvocationOperation { TargetMethod.IsAsync: true }
        || (FunctionOf(value) switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation function => function.Symbol,
            _ => member as IMethodSymbol,
        }) is { IsAsync: true };

    private static bool IsRead(ILocalSymbol local, IOperation value) => RunLooks.RootOf(value).DescendantsAndSelf().Any(operation =>
        operation is ILocalReferenceOperation reference
        && SymbolEqualityComparer.Default.Equals(reference.Local, local)
        && !(reference.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment && assignment.Target == reference));

    /// <summary>The lambda or local function around an operation.</summary>
    private static IOperation? FunctionOf(IOperation operation)
    {
        IOperation? at = operation.Parent;
        while (at is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            at = at.Parent;
        }

        return at;
    }
}
