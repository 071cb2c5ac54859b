using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>What binding must know a C# type by.</summary>
public enum TypeKind
{
    /// <summary>Any other class, record or struct.</summary>
    Other,

    /// <summary>A type that only the C# compiler can look up (a name written in a <c>.ai</c> file).</summary>
    Unknown,
    Object,
    String,
    Char,
    Boolean,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
    Guid,
    Uri,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Json,
    Enum,

    /// <summary>An array, or an interface that an array implements: IEnumerable, IReadOnlyCollection, IReadOnlyList, ICollection, IList; also List.</summary>
    Sequence,

    /// <summary>IReadOnlyDictionary or IDictionary of string and object, or Dictionary itself: takes the options that are left.</summary>
    OptionsMap,
    CancellationToken,
    StepContext,
}

/// <summary>
/// A C# type as far as binding needs it, free of Roslyn and value-equal, so that an unrelated edit changes nothing.
/// </summary>
public sealed record TypeModel
{
    /// <summary>As generated code writes it, <c>global::</c> and all, without a final <c>?</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As messages write it: short, without a final <c>?</c>.</summary>
    public required string Display { get; init; }

    public TypeKind Kind { get; init; }

    public bool IsValueType { get; init; }

    /// <summary><c>T?</c>, of a value type or annotated.</summary>
    public bool IsNullable { get; init; }

    /// <summary>False if an assembly other than the project's could not name it.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>The item type of a <see cref="TypeKind.Sequence"/>.</summary>
    public TypeModel? Element { get; init; }

    /// <summary>The members of a <see cref="TypeKind.Enum"/>.</summary>
    public EquatableArray<EnumMemberModel> EnumMembers { get; init; }

    /// <summary>Accessible constructors; read for <see cref="TypeKind.Other"/> only, four levels deep.</summary>
    public EquatableArray<ConstructorModel> Constructors { get; init; }

    /// <summary>Accessible members that an object initialiser can set; likewise.</summary>
    public EquatableArray<MemberModel> Settable { get; init; }

    /// <summary>
    /// The same type, <c>?</c> aside. A type that a <c>.ai</c> file names is known by its text alone, which may leave out
    /// what stands before the name.
    /// </summary>
    public bool IsSameAs(TypeModel other) =>
        Name == other.Name
        || (Kind == TypeKind.Unknown && other.IsNamed(Display))
        || (other.Kind == TypeKind.Unknown && IsNamed(other.Display));

    /// <summary>Whether a <c>.ai</c> file that writes <paramref name="text"/> may mean this type.</summary>
    public bool IsNamed(string text)
    {
        string written = text.Replace(" ", "");
        string name = Name.Replace(" ", "");
        return name == written || Display.Replace(" ", "") == written
            || name.EndsWith("." + written, StringComparison.Ordinal) || name == "global::" + written;
    }

    /// <summary>The type with its <c>?</c>, as generated code writes it.</summary>
    public string FullName => IsNullable ? Name + "?" : Name;

    /// <summary>The type with its <c>?</c>, as messages write it.</summary>
    public string FullDisplay => IsNullable ? Display + "?" : Display;
}

public sealed record ConstructorModel(EquatableArray<ParameterModel> Parameters);

public sealed record MemberModel(string Name, TypeModel Type, bool IsRequired)
{
    public Notice? Notice { get; init; }
}

public sealed record EnumMemberModel(string Name, Notice? Notice = null);

/// <param name="Name">Without <c>@</c>.</param>
/// <param name="DefaultText">The default as C# shows it, for signatures in messages; null if the parameter is required.</param>
public sealed record ParameterModel(string Name, TypeModel Type, string? DefaultText)
{
    public bool IsRequired => DefaultText is null;

    /// <summary>The default as generated code writes it; null of a method without overloads, where C# fills it in.</summary>
    public string? DefaultCode { get; init; }

    /// <summary>The key of a parameter marked <c>[FromKeyedServices]</c>, as C#; null for any other.</summary>
    public string? ServiceKey { get; init; }

    /// <summary>A keyed service that may be missing: the parameter is null then.</summary>
    public bool IsOptionalService => !Type.IsValueType && (Type.IsNullable || DefaultText == "null");
}
