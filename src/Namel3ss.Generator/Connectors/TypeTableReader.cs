using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using TypeKind = Microsoft.CodeAnalysis.TypeKind;

namespace Namel3ss.Generator.Connectors;

/// <summary>
/// Reads the types that expressions reach: from those that files and connectors name, along the members that files read
/// and no further, so that a type of the framework does not bring the framework along.
/// </summary>
internal sealed class TypeTableReader
{
    /// <summary>A generic type that holds a larger one of itself would never end.</summary>
    private const int MaxDepth = 16;

    private const int MaxTypes = 2000;

    /// <summary>From C# 14 on, a property may come from an extension.</summary>
    private const LanguageVersion Extensions = (LanguageVersion)1400;

    private readonly TypePlace _place;
    private readonly TypeReader _types;
    private readonly EquatableArray<string> _members;
    private readonly HashSet<string> _folded;
    private readonly Dictionary<string, ReadableType> _read = new(StringComparer.Ordinal);
    private readonly Queue<(ITypeSymbol Type, bool WithStatic, int Depth)> _queue = new();

    private TypeTableReader(TypePlace place, EquatableArray<string> members)
    {
        _place = place;
        _types = new TypeReader(place.Compilation);
        _members = members;
        _folded = new HashSet<string>(members.Select(CSharpNames.Fold), StringComparer.Ordinal);
    }

    public static TypeTable Read(Compilation compilation, TypeRequest request, string rootNamespace, CancellationToken cancellationToken)
    {
        if (request.Types.Count + request.Values.Count == 0)
        {
            return TypeTable.Empty;
        }

        var place = new TypePlace(compilation, request.Types, rootNamespace);
        var reader = new TypeTableReader(place, request.Members);
        IReadOnlyDictionary<string, TypeRefusal> refusals = place.Refuse(cancellationToken);
        var written = new List<WrittenType>();
        foreach (string text in request.Types)
        {
            ITypeSymbol? type = place.Find(text);
            refusals.TryGetValue(text, out TypeRefusal? refusal);
            if (type is not null || refusal is not null)
            {
                written.Add(new WrittenType(text, type is null ? null : reader._types.Read(type, withMembers: false))
                {
                    Notice = type is null ? null : reader._types.Notices.OfWritten(type),
                    Refusal = refusal,
                });
            }

            if (type is not null)
            {
                reader.Add(type, withStatic: true, depth: 0);
            }
        }

        foreach (string name in request.Values)
        {
            if (place.Find(name) is { } type)
            {
                reader.Add(type, withStatic: false, depth: 0);
            }
        }

        reader.ReadAll(cancellationToken);
        return new TypeTable(
            written.ToNameTable(),
            reader._read.Values.OrderBy(type => type.Name, StringComparer.Ordinal).ToNameTable());
    }

    private void Add(ITypeSymbol type, bool withStatic, int depth)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        if (depth < MaxDepth && type.SpecialType != SpecialType.System_Object && type is INamedTypeSymbol { TypeKind: not TypeKind.Error } or IArrayTypeSymbol)
        {
            _queue.Enqueue((type, withStatic, depth));
        }

        if (TypeKinds.ElementOf(type) is { } element)
        {
            Add(element, withStatic: false, depth + 1);
        }
    }

    private void ReadAll(CancellationToken cancellationToken)
    {
        // Types that files write come first, so that a type is read once and with all that is asked of it.
        while (_queue.Count > 0 && _read.Count < MaxTypes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (ITypeSymbol type, bool withStatic, int depth) = _queue.Dequeue();
            string name = TypeReader.Name(type);
            if (_read.ContainsKey(name))
            {
                continue;
            }

            List<INamedTypeSymbol> bases = Bases(type).ToList();
            _read.Add(name, new ReadableType(name, Members(type, bases, isStatic: false, depth))
            {
                Static = withStatic ? Members(type, bases, isStatic: true, depth) : default,
                IsOpen = bases.Any(IsOpen),
            });
        }
    }

    /// <summary>The type and what it inherits members from.</summary>
    private static IEnumerable<INamedTypeSymbol> Bases(ITypeSymbol type)
    {
        for (INamedTypeSymbol? current = type as INamedTypeSymbol ?? type.BaseType; current is not null; current = current.BaseType)
        {
            yield return current;
        }

        foreach (INamedTypeSymbol inherited in type.AllInterfaces.Where(_ => type.TypeKind == TypeKind.Interface))
        {
            yield return inherited;
        }
    }

    private EquatableArray<ReadableMember> Members(ITypeSymbol type, List<INamedTypeSymbol> bases, bool isStatic, int depth)
    {
        var members = new List<ReadableMember>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ISymbol member in bases.SelectMany(current => current.GetMembers()))
        {
            if (member.IsStatic == isStatic && IsReadable(member) && seen.Add(member.Name))
            {
                // Of a member that no file reads, the name is enough: to suggest it.
                members.Add(_folded.Contains(CSharpNames.Fold(member.Name))
                    ? new ReadableMember(member.Name, ReadType(member, depth), _types.Notices.OfMember(member))
                    : new ReadableMember(member.Name, Type: null));
            }
        }

        return members.Concat(FromExtensions(type, members, isStatic)).ToEquatableArray();
    }

    /// <summary>Whether generated code can read it.</summary>
    private bool IsReadable(ISymbol member) => member.CanBeReferencedByName && member switch
    {
        IPropertySymbol { IsIndexer: false, GetMethod: { } getter } => IsAccessible(getter),
        IFieldSymbol field => IsAccessible(field),
        _ => false,
    };

    private TypeModel? ReadType(ISymbol member, int depth)
    {
        ITypeSymbol type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        if (type.TypeKind is TypeKind.Error or TypeKind.Dynamic)
        {
            return null;
        }

        Add(type, withStatic: false, depth + 1);
        return _types.Read(type, withMembers: false);
    }

    /// <summary>What is public in a type that can be named needs no closer look.</summary>
    private bool IsAccessible(ISymbol symbol) =>
        symbol.DeclaredAccessibility == Accessibility.Public || _place.Compilation.IsSymbolAccessibleWithin(symbol, _place.Compilation.Assembly);

    private IEnumerable<ReadableMember> FromExtensions(ITypeSymbol type, List<ReadableMember> own, bool isStatic) =>
        _place.Options.LanguageVersion < Extensions ? [] : _members
            .Where(name => own.All(member => CSharpNames.Fold(member.Name) != CSharpNames.Fold(name)))
            .Where(name => _place.Model
                .LookupSymbols(_place.Position, type, name, includeReducedExtensionMethods: true)
                .Any(symbol => symbol is IPropertySymbol { GetMethod: not null } property && property.IsStatic == isStatic))
            .Select(name => new ReadableMember(name, Type: null));

    /// <summary>Other generators, which see no more than this one does, may add to a partial type, or make the type that is missing.</summary>
    public static bool IsOpen(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Error
        || type.Interfaces.Any(inherited => inherited.TypeKind == TypeKind.Error)
        || type.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
