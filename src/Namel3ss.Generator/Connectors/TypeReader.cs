using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using TypeKind = Namel3ss.Compiler.Semantics.TypeKind;

namespace Namel3ss.Generator.Connectors;

/// <summary>Reads the types of one connector into models.</summary>
internal sealed class TypeReader(Microsoft.CodeAnalysis.Compilation compilation)
{
    /// <summary>How deep a map of options may nest (docs/language.md, "How a call's parameters are filled").</summary>
    private const int MaxDepth = 4;

    /// <summary>A type with hundreds of members that each have hundreds must not stop the compiler; no option needs them.</summary>
    private const int MaxTypes = 2000;

    private static readonly SymbolDisplayFormat NameFormat = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat MetadataFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static readonly SymbolDisplayFormat DisplayFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private int _read;

    public NoticeReader Notices { get; } = new(compilation);

    /// <summary>As generated code writes it, without a final <c>?</c>.</summary>
    public static string Name(ITypeSymbol type) => WithoutNull(type).ToDisplayString(NameFormat);

    /// <summary>As messages write it, without a final <c>?</c>.</summary>
    public static string Display(ITypeSymbol type) => WithoutNull(type).ToDisplayString(DisplayFormat);

    /// <summary><c>System.Collections.Generic.List`1</c>, of types that are not nested.</summary>
    public static string MetadataName(INamedTypeSymbol type)
    {
        string name = type.OriginalDefinition.ToDisplayString(MetadataFormat);
        return type.Arity == 0 ? name : $"{name}`{type.Arity}";
    }

    /// <summary><c>Shop.Outer+Inner</c>, of types that are not generic.</summary>
    public static string NestedMetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{NestedMetadataName(outer)}+{type.MetadataName}"
        : MetadataName(type);

    /// <summary>Whether every assembly can name it.</summary>
    public static bool IsPublic(ISymbol symbol) =>
        symbol.DeclaredAccessibility == Accessibility.Public && (symbol.ContainingType is null || IsPublic(symbol.ContainingType));

    /// <summary>The name of a required member of the type or its bases; null if it has none.</summary>
    public static string? RequiredMember(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            ISymbol? required = current.GetMembers().FirstOrDefault(member =>
                member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
            if (required is not null)
            {
                return required.Name;
            }
        }

        return null;
    }

    public ParameterModel Read(IParameterSymbol parameter, int depth = 0) =>
        new(parameter.Name, Read(parameter.Type, withMembers: true, depth), DefaultValue.Text(parameter));

    /// <param name="type">The type.</param>
    /// <param name="withMembers">Whether something may be made of it from a <c>.ai</c> file: of a result nothing is.</param>
    /// <param name="depth">How many maps are around it.</param>
    public TypeModel Read(ITypeSymbol type, bool withMembers, int depth = 0)
    {
        _read++;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Read(nullable.TypeArguments[0], withMembers, depth) with { IsNullable = true };
        }

        ITypeSymbol? element = TypeKinds.ElementOf(type);
        TypeKind kind = element is null ? TypeKinds.KindOf(type) : TypeKind.Sequence;
        bool hasMembers = withMembers && kind == TypeKind.Other && depth < MaxDepth && _read < MaxTypes && CanBeMade(type);
        return new TypeModel
        {
            Name = Name(type),
            Display = Display(type),
            Kind = kind,
            IsValueType = type.IsValueType,
            IsNullable = !type.IsValueType && type.NullableAnnotation == NullableAnnotation.Annotated,
            IsPublic = IsPublic(type),
            Element = element is null ? null : Read(element, withMembers, depth),
            EnumMembers = kind == TypeKind.Enum
                ? type.GetMembers().OfType<IFieldSymbol>().Where(field => field.IsConst).Select(field => new EnumMemberModel(field.Name, Notices.Of(field))).ToEquatableArray()
                : default,
            Constructors = hasMembers ? Constructors((INamedTypeSymbol)type, depth + 1) : default,
            Settable = hasMembers ? Settable((INamedTypeSymbol)type, depth + 1) : default,
        };
    }

    private EquatableArray<ConstructorModel> Constructors(INamedTypeSymbol type, int depth) => type.InstanceConstructors
        .Where(IsAccessible)
        .Where(constructor => !Notices.Forbids(constructor))
        .Where(constructor => !constructor.IsVararg && constructor.Parameters.All(IsPassable))
        .Where(constructor => !IsCopyConstructor(constructor))
        .Select(constructor => new ConstructorModel(
            constructor.Parameters.Select(parameter => Read(parameter, depth)).ToEquatableArray()))
        .ToEquatableArray();

    private EquatableArray<MemberModel> Settable(INamedTypeSymbol type, int depth)
    {
        var members = new List<MemberModel>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers())
            {
                if (member.IsStatic || member is not (IPropertySymbol or IFieldSymbol) || member.IsImplicitlyDeclared || !seen.Add(member.Name))
                {
                    continue;
                }

                switch (member)
                {
                    case IPropertySymbol { IsIndexer: false, SetMethod: { } setter, RefKind: RefKind.None } property when IsAccessible(setter):
                        members.Add(new MemberModel(property.Name, Read(property.Type, withMembers: true, depth), property.IsRequired) { Notice = Notices.OfMember(property) });
                        break;
                    case IFieldSymbol { IsReadOnly: false, IsConst: false, RefKind: RefKind.None } field when IsAccessible(field):
                        members.Add(new MemberModel(field.Name, Read(field.Type, withMembers: true, depth), field.IsRequired) { Notice = Notices.OfMember(field) });
                        break;
                }
            }
        }

        return members.ToEquatableArray();
    }

    /// <summary>
    /// Classes of the framework (HttpClient, DbConnection, CultureInfo) are made by code, never from a literal, and
    /// reading theirs would make every model large.
    /// </summary>
    private bool CanBeMade(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class or Microsoft.CodeAnalysis.TypeKind.Struct, IsAbstract: false, IsStatic: false, IsTupleType: false }
        && !type.IsRefLikeType
        && (type.IsValueType || !IsOfFramework(type))
        && IsAccessible(type);

    private static bool IsOfFramework(ITypeSymbol type)
    {
        INamespaceSymbol? root = type.ContainingNamespace;
        while (root is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            root = root.ContainingNamespace;
        }

        return root is { Name: "System" } && !type.Locations.Any(location => location.IsInSource);
    }

    private bool IsAccessible(ISymbol symbol) => compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly);

    private static bool IsPassable(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None
        && !parameter.Type.IsRefLikeType
        && parameter.Type.TypeKind is not (Microsoft.CodeAnalysis.TypeKind.Pointer or Microsoft.CodeAnalysis.TypeKind.FunctionPointer);

    private static bool IsCopyConstructor(IMethodSymbol constructor) =>
        constructor.Parameters is [{ Type: var type }]
        && constructor.ContainingType.IsRecord
        && SymbolEqualityComparer.Default.Equals(type, constructor.ContainingType);

    private static bool IsPublic(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsPublic(array.ElementType),
        INamedTypeSymbol named => named.DeclaredAccessibility is Accessibility.Public or Accessibility.NotApplicable
            && !named.IsFileLocal
            && (named.ContainingType is null || IsPublic(named.ContainingType))
            && named.TypeArguments.All(IsPublic),
        _ => true,
    };

    private static ITypeSymbol WithoutNull(ITypeSymbol type) =>
        type.IsValueType ? type : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
}
