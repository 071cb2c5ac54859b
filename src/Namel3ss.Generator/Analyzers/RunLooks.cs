using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Namel3ss.Generator.Analyzers;

/// <summary>Whether code around a read of a run's value, or of one of its steps', looks at how the run ended. In doubt it does.</summary>
internal static class RunLooks
{
    private static readonly HashSet<string> Names =
        ["Status", "IsOk", "HasResult", "Error", "Exception", "TryGetResult", "EnsureOk"];

    /// <param name="read">The read of <c>Result</c>.</param>
    /// <param name="instance">The run.</param>
    public static bool HasLooked(IOperation read, IOperation instance)
    {
        List<IOperation> around = RootOf(read).DescendantsAndSelf().ToList();
        HashSet<ISymbol> holders = RunHolders.WithAliases(RunHolders.Of(instance), around);
        return holders.Any(RunHolders.IsFromElsewhere)
            || around.Any(operation => IsLook(operation, holders, instance.Type) || IsGivenAway(operation, holders));
    }

    /// <summary>The run whose step a value belongs to: <c>run</c> of <c>run.Steps.Drafts[0]</c>, the outermost of called chains; null if it does not say.</summary>
    public static IOperation? RunOf(IOperation step)
    {
        IOperation? run = null;
        for (IOperation? at = step; at is not null; at = (at as IPropertyReferenceOperation)?.Instance)
        {
            run = RunHolders.IsRun(at.Type) ? at : run;
        }

        return run;
    }

    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private static bool IsLook(IOperation operation, HashSet<ISymbol> holders, ITypeSymbol? type) => operation switch
    {
        IPropertyReferenceOperation { Instance: { } instance } property =>
            (Names.Contains(property.Property.Name) || (property.Property.Name == "Result" && NullLooks.Has(property))) && IsOf(instance, holders, type),
        IInvocationOperation { Instance: { } instance } call => Names.Contains(call.TargetMethod.Name) && IsOf(instance, holders, type),
        IPropertySubpatternOperation { Member: IPropertyReferenceOperation member } pattern =>
            Names.Contains(member.Property.Name) && IsPatternOf(pattern, holders),
        _ => false,
    };

    /// <summary>The run itself, a step of it, or what a lambda is given that is kept in a variable: <c>good = r => r.IsOk</c>.</summary>
    private static bool IsOf(IOperation instance, HashSet<ISymbol> holders, ITypeSymbol? type) =>
        RunHolders.Of(instance).Any(holder => holders.Contains(holder)
            || (holder is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }
                && SymbolEqualityComparer.Default.Equals(instance.Type, type)));

    /// <summary><c>run is { IsOk: true }</c> or a switch over it, and <c>x is { IsOk: true } run</c>.</summary>
    private static bool IsPatternOf(IOperation pattern, HashSet<ISymbol> holders) =>
        pattern.Parent is IRecursivePatternOperation { DeclaredSymbol: { } declared } && holders.Contains(declared)
        || RunHolders.SubjectsOf(pattern).SelectMany(RunHolders.Of).Any(holders.Contains);

    /// <summary>A method that is given the run, or a list of runs, may look at it; so may one that goes along with them: <c>runs.Where(IsGood)</c>.</summary>
    private static bool IsGivenAway(IOperation operation, HashSet<ISymbol> holders) => operation switch
    {
        IArgumentOperation { Parameter.Type: var type, Value: var value, Parent: var parent } =>
            (RunHolders.IsRun(type) || (RunHolders.HasRun(type) && parent is IInvocationOperation { TargetMethod: var method } && !RunHolders.IsOfSystem(method)))
            && RunHolders.Of(value).Any(holders.Contains),
        IMethodReferenceOperation { Method: var method, Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } } =>
            method.Parameters.Any(parameter => RunHolders.HasRun(parameter.Type))
            && call.ChildOperations.SelectMany(child => RunHolders.Of(child is IArgumentOperation argument ? argument.Value : child)).Any(holders.Contains),
        _ => false,
    };
}
