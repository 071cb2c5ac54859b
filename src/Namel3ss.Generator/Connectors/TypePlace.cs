using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using TypeKind = Microsoft.CodeAnalysis.TypeKind;

namespace Namel3ss.Generator.Connectors;

/// <summary>
/// A file of the shape of the generated ones, in which the types that <c>.ai</c> files write mean what they mean there. C# itself says
/// which of them cannot stand in it, by all of its rules.
/// </summary>
internal sealed class TypePlace
{
    /// <summary>There is no such type: another generator may make it, and where none does, C# says so at its place. That nobody may use one is a notice.</summary>
    private static readonly HashSet<string> SaidElsewhere = new(
        ["CS0012", "CS0234", "CS0246", "CS0400", "CS0426", "CS0432", "CS0518", "CS0619", "CS1069"], StringComparer.Ordinal);

    private static readonly HashSet<string> Constraints = new(
        ["CS0310", "CS0311", "CS0312", "CS0313", "CS0314", "CS0315", "CS0452", "CS0453", "CS8377"], StringComparer.Ordinal);

    private readonly List<string> _types = [];
    private readonly Dictionary<string, TypeRefusal> _refusals = new(StringComparer.Ordinal);
    private readonly int _firstAlias;
    private readonly int _firstValue;

    /// <param name="compilation">The project.</param>
    /// <param name="types">As files write them.</param>
    /// <param name="rootNamespace">Where the generated files are.</param>
    public TypePlace(Compilation compilation, EquatableArray<string> types, string rootNamespace)
    {
        Options = compilation.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions ?? CSharpParseOptions.Default;
        foreach (string type in types)
        {
            if (SyntaxOf(type).GetDiagnostics().FirstOrDefault(error => error.Severity == DiagnosticSeverity.Error) is { } error)
            {
                _refusals[type] = new TypeRefusal(InWords(error), IsOfValues: false);
            }
            else
            {
                _types.Add(type);
            }
        }

        List<string> head =
        [
            "#nullable enable annotations", "#pragma warning disable", "using global::Namel3ss.CompilerServices;",
            rootNamespace.Length > 0 ? $"namespace {rootNamespace};" : "",
        ];
        string aliases = Lines([.. head, .. _types.Select((type, i) => $"using __Type{i} = {type};")]);
        List<string> body = ["file class __Value<T>;", "file class __Values", "{"];
        _firstAlias = head.Count;
        _firstValue = _firstAlias + _types.Count + body.Count;
        Position = aliases.Length;
        SyntaxTree tree = CSharpSyntaxTree.ParseText(
            aliases + Lines([.. body, .. _types.Select((_, i) => $"__Value<__Type{i}> _{i};"), "}"]), Options);
        Compilation = compilation.AddSyntaxTrees(tree);
        Model = Compilation.GetSemanticModel(tree);
    }

    public CSharpParseOptions Options { get; }

    public Compilation Compilation { get; }

    public SemanticModel Model { get; }

    /// <summary>Where names are looked up.</summary>
    public int Position { get; }

    /// <summary>The type that is meant there; null if there is none, or if it is made of one that is not there.</summary>
    public ITypeSymbol? Find(string name) =>
        TypeOf(name) is { TypeKind: not TypeKind.Dynamic } type && Parts(type).All(part => part.TypeKind != TypeKind.Error) ? type : null;

    /// <summary>The types that are there and cannot stand where they are written, with the reason.</summary>
    public IReadOnlyDictionary<string, TypeRefusal> Refuse(CancellationToken cancellationToken)
    {
        // Of C# before 12 the project's mistake is that, and it is told.
        if (_types.Count == 0 || Options.LanguageVersion < LanguageVersion.CSharp12)
        {
            return _refusals;
        }

        foreach (string type in _types)
        {
            if (SymbolOf(type) is INamespaceSymbol)
            {
                _refusals[type] = new TypeRefusal("it is a namespace, not a type", IsOfValues: false);
            }
            else if (TypeOf(type) is IDynamicTypeSymbol)
            {
                _refusals[type] = new TypeRefusal("what a step takes and gives is known when the project is built; write json or object", IsOfValues: false);
            }
        }

        foreach (Diagnostic error in Model.GetDiagnostics(cancellationToken: cancellationToken).Where(IsRefusal).OrderBy(error => error.Location.SourceSpan.Start))
        {
            int line = error.Location.GetLineSpan().StartLinePosition.Line;
            bool isOfValues = line >= _firstValue;
            int index = line - (isOfValues ? _firstValue : _firstAlias);
            if (index >= 0 && index < _types.Count && _types[index] is var type && !_refusals.ContainsKey(type) && !IsUncertain(error, type))
            {
                _refusals[type] = new TypeRefusal(Reason(error, type), isOfValues);
            }
        }

        return _refusals;
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static bool IsRefusal(Diagnostic diagnostic) => diagnostic.DefaultSeverity == DiagnosticSeverity.Error && !SaidElsewhere.Contains(diagnostic.Id);

    /// <summary>Another generator may give a partial class the interface that it wants.</summary>
    private bool IsUncertain(Diagnostic error, string name) => Constraints.Contains(error.Id) && Find(name) is { } type && Parts(type).Any(TypeTableReader.IsOpen);

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };

    private string Reason(Diagnostic error, string name) => Find(name) switch
    {
        { IsStatic: true } => "it is a static class, which has no values",
        { IsRefLikeType: true } => "it is a ref struct, which cannot be kept until a step runs; write an array, a list or text",
        _ => InWords(error),
    };

    private static string InWords(Diagnostic error) => $"C# says: {error.GetMessage(CultureInfo.InvariantCulture).TrimEnd('.')}";

    private ITypeSymbol? TypeOf(string name) =>
        Model.GetSpeculativeTypeInfo(Position, SyntaxOf(name), SpeculativeBindingOption.BindAsTypeOrNamespace).Type;

    private ISymbol? SymbolOf(string name) =>
        Model.GetSpeculativeSymbolInfo(Position, SyntaxOf(name), SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol;

    private TypeSyntax SyntaxOf(string name) => SyntaxFactory.ParseTypeName(name, options: Options);
}
