using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Namel3ss.Generator.Analyzers;

/// <summary>What a run, or a part of it, is in: a variable, the list or task that it was taken from, the method of the user's that made it.</summary>
internal static class RunHolders
{
    /// <summary>What a value was taken from; nothing for a run that a generated method has just made.</summary>
    public static IEnumerable<ISymbol> Of(IOperation value) => value switch
    {
        // Also to what says nothing of runs, as foreach does with an array.
        IConversionOperation conversion => Of(conversion.Operand),
        { Type: { } type } when !HasRun(type) => [],
        ILocalReferenceOperation local => [local.Local],
        IParameterReferenceOperation parameter => [parameter.Parameter],
        IFieldReferenceOperation field => [field.Field],
        IPropertyReferenceOperation { Instance: { } instance } when HasRun(instance.Type) => Of(instance),
        IPropertyReferenceOperation property => [property.Property],
        IConditionalAccessInstanceOperation => AccessOf(value) is { } access ? Of(access.Operation) : [],
        IInvocationOperation call when GeneratedChains.IsRun(call.TargetMethod) => [],
        IInvocationOperation call => HasRun(call.TargetMethod.OriginalDefinition.ReturnType) ? Inside(call).Append(call.TargetMethod) : Inside(call),
        IDelegateCreationOperation or IAnonymousFunctionOperation => [],
        _ => Inside(value),
    };

    /// <summary>All that holds the same run, or a run of the same list, through the copies in the code around.</summary>
    public static HashSet<ISymbol> WithAliases(IEnumerable<ISymbol> holders, IEnumerable<IOperation> around)
    {
        var found = new HashSet<ISymbol>(holders, SymbolEqualityComparer.Default);
        List<(ISymbol To, ISymbol From)> copies = found.Count == 0 ? [] : around.SelectMany(CopiesOf).ToList();
        int before;
        do
        {
            before = found.Count;
            foreach ((ISymbol to, ISymbol from) in copies)
            {
                if (found.Contains(to) || found.Contains(from))
                {
                    found.Add(to);
                    found.Add(from);
                }
            }
        }
        while (found.Count > before);

        return found;
    }

    /// <summary>Whether who made the run, or other members of the type, may have looked at it.</summary>
    public static bool IsFromElsewhere(ISymbol holder) =>
        holder is IFieldSymbol or IPropertySymbol or IMethodSymbol or IParameterSymbol { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } };

    /// <summary>A run of one chain, or one of its base classes: they share a name, with and without type arguments.</summary>
    public static bool IsRun(ITypeSymbol? type) => IsOrIsBelow(type, "ChainRun");

    /// <summary>A run, a part of one, or what such a thing can be taken from: a list, a task, a tuple.</summary>
    public static bool HasRun(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => HasRun(array.ElementType),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsPart),
        INamedTypeSymbol named => IsPart(named) || named.TypeArguments.Any(HasRun) || HasRun(named.ContainingType),
        _ => false,
    };

    /// <summary>A method of .NET itself, which hands runs on and does not look at them.</summary>
    public static bool IsOfSystem(IMethodSymbol method)
    {
        INamespaceSymbol? at = method.ContainingNamespace;
        while (at is { ContainingNamespace.IsGlobalNamespace: false })
        {
            at = at.ContainingNamespace;
        }

        return at is { Name: "System" };
    }

    /// <summary>What a pattern is held against; of a tuple all that is in it.</summary>
    public static IEnumerable<IOperation> SubjectsOf(IOperation pattern)
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

    private static bool IsPart(ITypeSymbol type) => IsRun(type) || IsOrIsBelow(type, "StepRun") || IsOrIsBelow(type, "ChainSteps");

    private static bool IsOrIsBelow(ITypeSymbol? type, string name)
    {
        while (type is not null && (type.Name != name || type.ContainingNamespace is not { Name: "Namel3ss", ContainingNamespace.IsGlobalNamespace: true }))
        {
            type = type.BaseType;
        }

        return type is not null;
    }

    private static IEnumerable<ISymbol> Inside(IOperation value) => value.ChildOperations.SelectMany(Of);

    private static IEnumerable<(ISymbol To, ISymbol From)> CopiesOf(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var local } declarator when declarator.GetVariableInitializer() is { } made => Pairs([local], Of(made.Value)),
        IAssignmentOperation assignment => Pairs(Of(assignment.Target), Of(assignment.Value)),
        IForEachLoopOperation loop => Pairs(loop.Locals, Of(loop.Collection)),
        IDeclarationPatternOperation { DeclaredSymbol: { } declared } => Pairs([declared], SubjectsOf(operation).SelectMany(Of)),
        IRecursivePatternOperation { DeclaredSymbol: { } declared } => Pairs([declared], SubjectsOf(operation).SelectMany(Of)),
        IInvocationOperation call when !GeneratedChains.IsRun(call.TargetMethod) => CopiesOfCall(call),
        _ => [],
    };

    /// <summary>Lambdas are given what the others are or have: <c>runs.Where(r => …)</c>; and a list what is added to it.</summary>
    private static IEnumerable<(ISymbol To, ISymbol From)> CopiesOfCall(IInvocationOperation call)
    {
        IEnumerable<ISymbol> parameters = call.Arguments
            .Select(argument => (argument.Value as IDelegateCreationOperation)?.Target)
            .OfType<IAnonymousFunctionOperation>()
            .SelectMany(lambda => lambda.Symbol.Parameters)
            .Where(parameter => HasRun(parameter.Type));
        List<ISymbol> given = call.Arguments.Select(argument => argument.Value).SelectMany(Of).ToList();
        List<ISymbol> list = call.Instance is { } instance ? Of(instance).ToList() : [];
        return Pairs(list, given).Concat(Pairs(parameters, [.. list, .. given, .. IsOfSystem(call.TargetMethod) ? Array.Empty<ISymbol>() : [call.TargetMethod]]));
    }

    private static IEnumerable<(ISymbol To, ISymbol From)> Pairs(IEnumerable<ISymbol> to, IEnumerable<ISymbol> from)
    {
        List<ISymbol> sources = from.ToList();
        return to.SelectMany(one => sources.Select(source => (one, source)));
    }

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
