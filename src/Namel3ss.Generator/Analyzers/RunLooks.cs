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
    /// <param name="baseRun">The base class of all runs that have a value.</param>
    public static bool HasLooked(IOperation read, IOperation instance, INamedTypeSymbol baseRun)
    {
        ISymbol? holder = HolderOf(instance);

        // Who made the run, or other members of the type, may have looked.
        if (holder is IFieldSymbol or IPropertySymbol or IParameterSymbol { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } })
        {
            return true;
        }

        List<IOperation> around = RootOf(read).DescendantsAndSelf().ToList();
        HashSet<ISymbol> holders = holder is null ? new(SymbolEqualityComparer.Default) : WithAliases(holder, around);
        return around.Any(operation => IsLook(operation, holders, instance.Type) || IsGivenAway(operation, holders, baseRun));
    }

    /// <summary>What holds the run, or the collection or task that it is in; null for a run that nothing holds, such as an awaited call.</summary>
    public static ISymbol? HolderOf(IOperation instance) => instance switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed } => HolderOf(indexed),
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" }, Instance: { } task } => HolderOf(task),
        IPropertyReferenceOperation property => property.Property,
        IArrayElementReferenceOperation element => HolderOf(element.ArrayReference),
        IAwaitOperation awaited => HolderOf(awaited.Operation),
        IConversionOperation conversion => HolderOf(conversion.Operand),
        IParenthesizedOperation inner => HolderOf(inner.Operand),
        IConditionalAccessInstanceOperation => AccessOf(instance) is { } access ? HolderOf(access.Operation) : null,
        _ => null,
    };

    /// <summary>The run whose step a value belongs to: <c>run</c> of <c>run.Steps.Drafts[0]</c>, the outermost of called chains; null if it does not say.</summary>
    public static IOperation? RunOf(IOperation step, INamedTypeSymbol baseRun)
    {
        IOperation? run = null;
        for (IOperation? at = step; at is not null; at = (at as IPropertyReferenceOperation)?.Instance)
        {
            run = IsRun(at.Type, baseRun) ? at : run;
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
        IPropertyReferenceOperation { Instance: { } instance } property => Names.Contains(property.Property.Name) && IsOf(instance, holders, type),
        IInvocationOperation { Instance: { } instance } call => Names.Contains(call.TargetMethod.Name) && IsOf(instance, holders, type),
        IPropertySubpatternOperation { Member: IPropertyReferenceOperation member } pattern =>
            Names.Contains(member.Property.Name) && IsPatternOf(pattern, holders),
        _ => false,
    };

    /// <summary>The run itself, a step of it, or each run of a list: <c>runs.Where(r => r.IsOk)</c>.</summary>
    private static bool IsOf(IOperation instance, HashSet<ISymbol> holders, ITypeSymbol? type)
    {
        if (HolderOf(instance) is { } holder
            && (holders.Contains(holder) || (IsOfLambda(holder) && SymbolEqualityComparer.Default.Equals(instance.Type, type))))
        {
            return true;
        }

        return instance is IPropertyReferenceOperation { Instance: { } outer } && IsOf(outer, holders, type);
    }

    private static bool IsOfLambda(ISymbol holder) =>
        holder is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } };

    /// <summary><c>run is { IsOk: true }</c> or a switch over it, and <c>x is { IsOk: true } run</c>.</summary>
    private static bool IsPatternOf(IOperation pattern, HashSet<ISymbol> holders) =>
        pattern.Parent is IRecursivePatternOperation { DeclaredSymbol: { } declared } && holders.Contains(declared)
        || SubjectsOf(pattern).Any(subject => HolderOf(subject) is { } holder && holders.Contains(holder));

    /// <summary>What a pattern is held against; of a tuple all that is in it.</summary>
    private static IEnumerable<IOperation> SubjectsOf(IOperation pattern)
    {
        IOperation? at = pattern.Parent;
        while (at is not (null or IIsPatternOperation or ISwitchExpressionOperation or ISwitchOperation))
        {
            at = at.Parent;
        }

        IOperation? subject = at switch
        {
            IIsPatternOperation test => test.Value,
            ISwitchExpressionOperation choice => choice.Value,
            ISwitchOperation choice => choice.Value,
            _ => null,
        };
        return subject is ITupleOperation tuple ? tuple.Elements : Enumerable.Repeat(subject!, subject is null ? 0 : 1);
    }

    /// <summary>A method that is given the run may look at it.</summary>
    private static bool IsGivenAway(IOperation operation, HashSet<ISymbol> holders, INamedTypeSymbol baseRun) =>
        operation is IArgumentOperation { Parameter.Type: var type, Value: var value }
        && HolderOf(value) is { } holder && holders.Contains(holder)
        && IsRun(type, baseRun);

    /// <summary>A run of one chain, or one of its base classes: they share a name, with and without type arguments.</summary>
    private static bool IsRun(ITypeSymbol? type, INamedTypeSymbol baseRun)
    {
        while (type is not null && (type.Name != baseRun.Name || !SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, baseRun.ContainingNamespace)))
        {
            type = type.BaseType;
        }

        return type is not null;
    }

    /// <summary>Other variables that the run, or what it was taken from, is in.</summary>
    private static HashSet<ISymbol> WithAliases(ISymbol holder, List<IOperation> around)
    {
        var holders = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { holder };
        List<(ISymbol? To, ISymbol? From)> copies = around.SelectMany(CopiesOf).Where(copy => copy is { To: not null, From: not null }).ToList();
        int before;
        do
        {
            before = holders.Count;
            foreach ((ISymbol? to, ISymbol? from) in copies)
            {
                if (holders.Contains(to!) || holders.Contains(from!))
                {
                    holders.Add(to!);
                    holders.Add(from!);
                }
            }
        }
        while (holders.Count > before);

        return holders;
    }

    private static IEnumerable<(ISymbol? To, ISymbol? From)> CopiesOf(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var value } => [(local, HolderOf(value))],
        ISimpleAssignmentOperation assignment => [(HolderOf(assignment.Target), HolderOf(assignment.Value))],
        IDeclarationPatternOperation { DeclaredSymbol: { } declared } => SubjectsOf(operation).Select(subject => ((ISymbol?)declared, HolderOf(subject))),
        IRecursivePatternOperation { DeclaredSymbol: { } declared } => SubjectsOf(operation).Select(subject => ((ISymbol?)declared, HolderOf(subject))),
        _ => [],
    };

    private static IConditionalAccessOperation? AccessOf(IOperation instance)
    {
        IOperation? at = instance.Parent;
        for (IOperation child = instance; at is not null; child = at, at = at.Parent)
        {
            if (at is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access;
            }
        }

        return null;
    }
}
