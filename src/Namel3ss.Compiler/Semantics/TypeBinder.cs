using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Types written in a <c>.ai</c> file. A C# type is only ever emitted as a <c>using</c> alias, so its text stands in
/// the generated code once, where the C# compiler says at its place in the file if it is wrong.
/// </summary>
internal sealed class TypeBinder(SourceFile file, TypeTable table)
{
    private readonly List<BoundTypeAlias> _aliases = [];

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

    private TypeModel CSharp(TypeSyntax syntax)
    {
        BoundTypeAlias? alias = _aliases.FirstOrDefault(known => known.Type == syntax.Text);
        if (alias is null)
        {
            alias = new BoundTypeAlias($"__Type{_aliases.Count}", syntax.Text, file.Locate(syntax.Span).Lines);
            _aliases.Add(alias);
        }

        return new TypeModel { Name = alias.Name, Display = syntax.Text, Kind = TypeKind.Unknown };
    }
}
