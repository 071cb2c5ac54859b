using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Types written in a <c>.ai</c> file. A C# type is only ever emitted as a <c>using</c> alias, so its text stands in
/// the generated code once, where the C# compiler says at its place in the file if it is wrong.
/// </summary>
internal sealed class TypeBinder(SourceFile file, TypeTable table, FileDiagnostics diagnostics)
{
    private readonly List<BoundTypeAlias> _aliases = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _imported = new(StringComparer.Ordinal);

    public IReadOnlyList<BoundTypeAlias> Aliases => _aliases;

    /// <summary>What the host has read of C#'s types.</summary>
    public TypeTable Table => table;

    public TypeModel Bind(TypeSyntax syntax) => BindNotNull(syntax) with { IsNullable = syntax.IsNullable };

    /// <summary>The type before a constant.</summary>
    public TypeModel BindOwner(string type, TextSpan at) => CSharp(type, at, ofValues: false);

    private TypeModel BindNotNull(TypeSyntax syntax) => syntax.Kind switch
    {
        TypeSyntaxKind.Text => new TypeModel { Name = "string", Display = "string", Kind = TypeKind.String },
        TypeSyntaxKind.Integer => new TypeModel { Name = "int", Display = "int", Kind = TypeKind.Int32, IsValueType = true },
        TypeSyntaxKind.Number => new TypeModel { Name = "double", Display = "double", Kind = TypeKind.Double, IsValueType = true },
        TypeSyntaxKind.Boolean => new TypeModel { Name = "bool", Display = "bool", Kind = TypeKind.Boolean, IsValueType = true },
        TypeSyntaxKind.Json => Json,
        TypeSyntaxKind.List => ListOf(Bind(syntax.Element!)),
        // A second `?`, after the one that Nullable<T> is.
        _ when syntax.IsNullable && table.Find(syntax.Text) is { IsNullable: true } type =>
            Refuse(syntax.Span, syntax.Text, $"it takes no second '?'; write {type.Display}?"),
        _ => CSharp(syntax.Text, syntax.Span, ofValues: true),
    };

    public static TypeModel Json { get; } = new()
    {
        Name = "global::System.Text.Json.JsonElement", Display = "JsonElement", Kind = TypeKind.Json, IsValueType = true,
    };

    /// <summary>A type that a mistake keeps from being known; the mistake is reported.</summary>
    public static TypeModel Dynamic { get; } = new() { Name = "dynamic", Display = "dynamic", Kind = TypeKind.Unknown };

    /// <summary>Whether it is <see cref="Dynamic"/>, or a list of that: one of a chain which calls itself in a loop would have lists in it without end.</summary>
    public static bool IsUnknown(TypeModel type) => type.Element is { } element ? IsUnknown(element) : type is { Name: "dynamic", Kind: TypeKind.Unknown };

    /// <summary>Whether a written type is that type; <c>?</c> and the kind of list aside.</summary>
    public static bool Agrees(TypeSyntax written, TypeModel actual) => written.Kind switch
    {
        TypeSyntaxKind.Text => actual.Kind == TypeKind.String,
        TypeSyntaxKind.Integer => actual.Kind == TypeKind.Int32,
        TypeSyntaxKind.Number => actual.Kind == TypeKind.Double,
        TypeSyntaxKind.Boolean => actual.Kind == TypeKind.Boolean,
        TypeSyntaxKind.Json => actual.Kind == TypeKind.Json,
        TypeSyntaxKind.List => actual.Element is { } element && Agrees(written.Element!, element),
        _ => actual.IsNamed(written.Text),
    };

    public static TypeModel ListOf(TypeModel element) => new()
    {
        Name = $"global::System.Collections.Generic.IReadOnlyList<{element.FullName}>",
        Display = $"IReadOnlyList<{element.FullDisplay}>",
        Kind = TypeKind.Sequence,
        Element = element,
        IsPublic = element.IsPublic,
    };

    /// <summary>A type of a chain that is called: where it goes by the text of a <c>.ai</c> file, it gets an alias here too.</summary>
    /// <param name="type">The type.</param>
    /// <param name="at">Where the call stands.</param>
    public TypeModel Import(TypeModel type, TextSpan at) => type switch
    {
        { Kind: TypeKind.Unknown } when type.Name != "dynamic" => type with { Name = Alias(type.Display, at, isImported: true) },
        { Kind: TypeKind.Sequence, Element: { } element } when Import(element, at) is var own && own != element => ListOf(own) with { IsNullable = type.IsNullable },
        _ => type,
    };

    private TypeModel CSharp(string type, TextSpan at, bool ofValues)
    {
        if (table.Written.Find(type) is null && TypeNames.Meant(type) is { } meant)
        {
            diagnostics.Add(BindingDiagnostics.UnknownType(diagnostics.At(at), type, meant));
            return Dynamic;
        }

        Notice? notice = table.NoticeOf(type);
        diagnostics.Add(diagnostics.At(at), notice);
        if (notice is { IsError: true })
        {
            return Dynamic;
        }

        return table.RefusalOf(type) is { } refusal && (ofValues || !refusal.IsOfValues)
            ? Refuse(at, type, refusal.Reason)
            : new() { Name = Alias(type, at, isImported: false), Display = type, Kind = TypeKind.Unknown };
    }

    private TypeModel Refuse(TextSpan at, string type, string reason)
    {
        diagnostics.Add(BindingDiagnostics.RefusedType(diagnostics.At(at), type, reason));
        return Dynamic;
    }

    private string Alias(string type, TextSpan at, bool isImported)
    {
        if (!_places.TryGetValue(type, out int index))
        {
            index = _aliases.Count;
            _places.Add(type, index);
            _aliases.Add(new BoundTypeAlias($"{BoundTypeAlias.Prefix}{index}", type, file.Locate(at).Lines, table.Find(type) is not null));
            if (isImported)
            {
                _imported.Add(type);
            }
        }
        else if (!isImported && _imported.Remove(type))
        {
            // A wrong type is shown where the file itself names it.
            _aliases[index] = _aliases[index] with { Lines = file.Locate(at).Lines };
        }

        return _aliases[index].Name;
    }
}
