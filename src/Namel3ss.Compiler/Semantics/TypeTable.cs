using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// The C# types that expressions of the project reach, as the host has read them: one flat list, in which types name each
/// other, so that one that holds itself ends. What is not in it is left to the C# compiler.
/// </summary>
/// <param name="Written">Types by their text in a <c>.ai</c> file.</param>
/// <param name="Types">What can be read of each type.</param>
public sealed record TypeTable(NameTable<WrittenType> Written, NameTable<ReadableType> Types)
{
    private const string List = "global::System.Collections.Generic.IReadOnlyList<";

    private static readonly EquatableArray<ReadableMember> OfList = EquatableArray.Create(new ReadableMember("Count", ExpressionTypes.Int32));

    public static TypeTable Empty { get; } = new(new NameTable<WrittenType>(), new NameTable<ReadableType>());

    /// <summary>The type that a <c>.ai</c> file means by that text; null if the host found none.</summary>
    public TypeModel? Find(string written) => Written.Find(written)?.Type;

    /// <summary>What the author of a written type tells those who use it.</summary>
    public Notice? NoticeOf(string written) => Written.Find(written)?.Notice;

    /// <summary>Why the type cannot stand where a file writes it; null if it can, or if there is no such type.</summary>
    public TypeRefusal? RefusalOf(string written) => Written.Find(written)?.Refusal;

    /// <summary>A type that only its text in a <c>.ai</c> file told, as the host knows it; any other as it is.</summary>
    public TypeModel Resolve(TypeModel type) => type.Kind == TypeKind.Unknown && Find(type.Display) is { } known
        ? known with { IsNullable = known.IsNullable || type.IsNullable }
        : type;

    /// <summary>What can be read of a type, <c>?</c> aside; null if that is not known.</summary>
    public ReadableType? MembersOf(TypeModel type) => Types.Find(type.Name)
        ?? (type.Name.StartsWith(List, StringComparison.Ordinal) && Types.Count > 0 ? new ReadableType(type.Name, OfList) : null);
}

/// <param name="Text">As the file writes it, without a final <c>?</c>.</param>
/// <param name="Type">Null if the text names something that is no type, or none that the file can use.</param>
public sealed record WrittenType(string Text, TypeModel? Type) : INamed
{
    /// <summary>Of the type, or of one that it is made of.</summary>
    public Notice? Notice { get; init; }

    public TypeRefusal? Refusal { get; init; }

    string INamed.Name => Text;
}

/// <param name="Reason">As messages go on after the type's name and a colon.</param>
/// <param name="IsOfValues">Only values of the type are refused: its constants can be read, as those of a static class.</param>
public sealed record TypeRefusal(string Reason, bool IsOfValues);

/// <param name="Name">As <see cref="TypeModel.Name"/>.</param>
/// <param name="Instance">Properties and fields that generated code can read, those of base types too.</param>
public sealed record ReadableType(string Name, EquatableArray<ReadableMember> Instance) : INamed
{
    /// <summary>Constants, members of an enum, static properties and fields; of types alone that a file writes.</summary>
    public EquatableArray<ReadableMember> Static { get; init; }

    /// <summary>It may have members that the host cannot see, as a partial class to which another generator adds.</summary>
    public bool IsOpen { get; init; }
}

/// <param name="Type">Null if only the C# compiler knows it.</param>
public sealed record ReadableMember(string Name, TypeModel? Type, Notice? Notice = null);
