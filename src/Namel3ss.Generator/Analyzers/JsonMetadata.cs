using Microsoft.CodeAnalysis;

namespace Namel3ss.Generator.Analyzers;

/// <summary>The types that the project's <c>JsonSerializerContext</c>s name, with all that these are made of. In doubt a type is among them.</summary>
internal sealed class JsonMetadata(Microsoft.CodeAnalysis.Compilation compilation)
{
    private static readonly SymbolEqualityComparer Types = SymbolEqualityComparer.Default;

    private readonly Lazy<HashSet<ITypeSymbol>?> _known = new(() => Read(compilation));

    /// <summary>What the JSON of a run needs and does not have: the types of its steps' values, and of those of called chains.</summary>
    public IReadOnlyList<ITypeSymbol> MissingFor(ITypeSymbol run) => _known.Value is not { } known ? []
        : [.. ValuesOf(run, new(Types)).Where(type => !IsPlain(type) && !known.Contains(type)).Distinct(Types).Cast<ITypeSymbol>().OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal)];

    private static IEnumerable<ITypeSymbol> ValuesOf(ITypeSymbol run, HashSet<ITypeSymbol> seen)
    {
        if (!seen.Add(run) || BasesOf(run).SelectMany(type => type.GetMembers("Steps").OfType<IPropertySymbol>()).FirstOrDefault() is not { Type: var steps })
        {
            return [];
        }

        return steps.GetMembers().OfType<IPropertySymbol>()
            .SelectMany(step => BasesOf(step.Type))
            .Where(type => type is { ContainingNamespace.Name: "Namel3ss", Name: "StepRun" or "StepRuns" or "SubChainRun" or "SubChainRuns" })
            .SelectMany(type => type.TypeArguments)
            .SelectMany(type => EndpointReturns.RunBaseOf(type) is null ? [ValueTypeOf(type)] : ValuesOf(type, seen));
    }

    private static IEnumerable<INamedTypeSymbol> BasesOf(ITypeSymbol type)
    {
        for (var at = type as INamedTypeSymbol; at is not null; at = at.BaseType)
        {
            yield return at;
        }
    }

    /// <summary>Without its question mark.</summary>
    private static ITypeSymbol ValueTypeOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type.WithNullableAnnotation(NullableAnnotation.None);

    /// <summary>What the runtime has metadata for, and what is for the compiler or the run to judge.</summary>
    private static bool IsPlain(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object or SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single
            or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_DateTime } => true,
        { TypeKind: TypeKind.Error or TypeKind.Dynamic or TypeKind.TypeParameter } => true,
        { Name: "Guid" or "Uri" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan", ContainingNamespace.Name: "System" } => true,
        { Name: "JsonElement" or "ChainRun" } => true,
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Double } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IReadOnlyList_T, TypeArguments: [{ } element] } => element is { Name: "JsonElement" }
            or { SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double or SpecialType.System_String },
        _ => false,
    };

    /// <returns>Null if a library has contexts: what they know is not looked for.</returns>
    private static HashSet<ITypeSymbol>? Read(Microsoft.CodeAnalysis.Compilation compilation)
    {
        var known = new HashSet<ITypeSymbol>(Types);
        if (compilation.SourceModule.ReferencedAssemblySymbols.Where(IsOfUser).Any(library => TypesOf(library.GlobalNamespace).Any(IsContext)))
        {
            return null;
        }

        foreach (AttributeData attribute in TypesOf(compilation.Assembly.GlobalNamespace).Where(IsContext).SelectMany(context => context.GetAttributes()))
        {
            if (attribute is { AttributeClass.Name: "JsonSerializableAttribute", ConstructorArguments: [{ Value: ITypeSymbol type }, ..] })
            {
                Add(type, known);
            }
        }

        return known;
    }

    private static bool IsOfUser(IAssemblySymbol assembly) => assembly.Name is not ("mscorlib" or "netstandard")
        && !new[] { "System", "Microsoft", "Namel3ss" }.Any(prefix => assembly.Name == prefix || assembly.Name.StartsWith(prefix + ".", StringComparison.Ordinal));

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol space => TypesOf(space),
        INamedTypeSymbol type => TypesOf(type).Prepend(type),
        _ => [],
    });

    private static bool IsContext(INamedTypeSymbol type) => type.BaseType?.Name == "JsonSerializerContext";

    private static void Add(ITypeSymbol type, HashSet<ITypeSymbol> known)
    {
        if (!known.Add(ValueTypeOf(type)))
        {
            return;
        }

        foreach (ITypeSymbol part in PartsOf(ValueTypeOf(type)))
        {
            Add(part, known);
        }
    }

    private static IEnumerable<ITypeSymbol> PartsOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol named => named.TypeArguments.Concat(IsOfUser(named.ContainingAssembly) ? MembersOf(named) : []),
        _ => [],
    };

    private static IEnumerable<ITypeSymbol> MembersOf(INamedTypeSymbol type) => BasesOf(type)
        .SelectMany(at => at.GetMembers())
        .Select(member => (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type)
        .OfType<ITypeSymbol>()
        .Concat(type.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Name == "JsonDerivedTypeAttribute")
            .SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value as ITypeSymbol).OfType<ITypeSymbol>()));
}
