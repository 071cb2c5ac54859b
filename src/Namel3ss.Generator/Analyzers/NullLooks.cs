using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Namel3ss.Generator.Analyzers;

/// <summary>Code that reckons with null has looked, at the value itself or at the variable that takes it.</summary>
internal static class NullLooks
{
    /// <param name="read">The read of a value that may be null.</param>
    public static bool Has(IOperation read) => Has(read, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <param name="seen">Variables that the value has come through: two may be given each other's.</param>
    private static bool Has(IOperation read, HashSet<ISymbol> seen) => IsAsked(read, seen) || IsAsserted(read);

    private static bool IsAsked(IOperation read, HashSet<ISymbol> seen)
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
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } =>
                name.StartsWith("IsNullOr", StringComparison.Ordinal) || name.StartsWith("ThrowIfNull", StringComparison.Ordinal),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => IsTested(local, read, seen),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment => assignment.Value == child && IsTested(target.Local, read, seen),
            _ => false,
        };
    }

    /// <summary>What tests assert of a value, or of something of it: no value fails the test.</summary>
    private static bool IsAsserted(IOperation read)
    {
        for (IOperation? at = read.Parent; at is not (null or IExpressionStatementOperation or IAnonymousFunctionOperation); at = at.Parent)
        {
            if (at is IArgumentOperation { Parent: IInvocationOperation call } && Assertions.OfValue(call.TargetMethod))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTested(ILocalSymbol local, IOperation read, HashSet<ISymbol> seen) => seen.Add(local) && RunLooks.RootOf(read).DescendantsAndSelf().Any(operation =>
        operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local) && Has(reference, seen));
}
