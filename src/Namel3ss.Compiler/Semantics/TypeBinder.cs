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

    private TypeModel BindNotNull(TypeSyntax syntax) => syntax.Kind switch
    {
        TypeSyntaxKind.Text => new TypeModel { Name = "string", Display = "string", Kind = TypeKind.String },
        TypeSyntaxKind.Integer => new TypeModel { Name = "int", Display = "int", Kind = TypeKind.Int32, IsValueType = true },
        TypeSyntaxKind.Number => new TypeModel { Name = "double", Display = "double", Kind = TypeKind.Double, IsValueType = true },
        TypeSyntaxKind.Boolean => new TypeModel { Name = "bool", Display = "bool", Kind = TypeKind.Boolean, IsValueType = true },
        TypeSyntaxKind.Json => Json,
        TypeSyntaxKind.List => ListOf(Bind(syntax.Element!)),
        _ => CSharp(syntax),
    };

    public static TypeModel Json { get; } = new()
    {
        Name = "global::System.Text.Json.JsonElement", Display = "JsonElement", Kind = TypeKind.Json, IsValueType = true,
    };

    /// <summary>A type that a mistake keeps from being known; the mistake is reported.</summary>
    public static TypeModel Dynamic { get; } = new() { Name = "dynamic", Display = "dynamic", Kind = TypeKind.Unknown };

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

    private TypeModel CSharp(TypeSyntax syntax)
    {
        if (table.Find(syntax.Text) is null && TypeNames.Meant(syntax.Text) is { } meant)
        {
            diagnostics.Add(BindingDiagnostics.UnknownType(diagnostics.At(syntax.Span), syntax.Text, meant));
            return Dynamic;
        }

        Notice? notice = table.NoticeOf(syntax.Text);
        diagnostics.Add(diagnostics.At(syntax.Span), notice);
        if (notice is { IsError: true })
        {
            return Dynamic;
        }

        return new() { Name = Alias(syntax.Text, syntax.Span, isImported: false), Display = syntax.Text, Kind = TypeKind.Unknown };
    }

    private string Alias(string type, TextSpan at, bool isImported)
    {
        if (!_places.TryGetValue(type, out int index))
        {
            index = _aliases.Count;
            _places.Add(type, index);
            _aliases.Add(new BoundTypeAlias($"__Type{index}", type, file.Locate(at).Lines, table.Find(type) is not null));
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
