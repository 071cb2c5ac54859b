using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Connectors;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>
/// Connectors as a user writes them, read by the generator's own reader: no test rests on a model that no C# has.
/// A line <c>name: Task&lt;int&gt; (string text)</c> is a static method of class <c>C</c>, whose name is the PascalCase of
/// its connector; <c>name [Inline = true]: …</c> sets members of the attribute; any other line is C# as it stands.
/// </summary>
internal sealed partial class Connectors
{
    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || path.EndsWith("Namel3ss.Runtime.dll", StringComparison.Ordinal)
                || path.EndsWith("Extensions.AI.Abstractions.dll", StringComparison.Ordinal)
                || path.EndsWith("Extensions.Logging.Abstractions.dll", StringComparison.Ordinal)
                || path.EndsWith("Extensions.DependencyInjection.Abstractions.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private readonly CSharpCompilation _compilation;

    private Connectors(CSharpCompilation compilation, ConnectorTable table)
    {
        _compilation = compilation;
        Table = table;
    }

    public static Connectors None { get; } = Of("");

    public ConnectorTable Table { get; }

    /// <summary>The connectors, with the types that expressions of these files reach.</summary>
    public ConnectorTable TableFor(IEnumerable<Compiler.Syntax.SyntaxTree> trees) => Table with
    {
        Types = TypeTableReader.Read(_compilation, TypeRequest.Of(trees.Select(NamesOfTypes.Of), Table), "Shop", CancellationToken.None),
    };

    public static Connectors Of(string text)
    {
        var types = new StringBuilder();
        var methods = new StringBuilder();
        foreach (string line in text.Split('\n'))
        {
            if (ConnectorLine().Match(line) is { Success: true } match)
            {
                string flags = match.Groups["flags"].Value;
                string name = match.Groups["name"].Value;
                methods.Append($"    /// <summary>A connector.</summary>\n    [Connector(\"{name}\"{(flags.Length > 0 ? ", " + flags : "")})]\n")
                    .Append($"    public static {match.Groups["type"].Value} {CSharpNames.ToPascalCase(name)}({match.Groups["parameters"].Value}) => throw null!;\n\n");
            }
            else
            {
                types.Append(line).Append('\n');
            }
        }

        string source = $$"""
            #nullable enable
            #pragma warning disable CS1591
            using System;
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using System.Threading;
            using System.Threading.Tasks;
            using Namel3ss;

            namespace Shop;

            {{types}}

            /// <summary>The connectors.</summary>
            public static class C
            {
            {{methods}}
            }
            """;
        var compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(source, ParseOptions)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return new Connectors(compilation, new ConnectorTable(Read(compilation).ToNameTable()));
    }

    /// <summary>The emitted files as part of the project: errors, and the warnings that they are silent of, but for those that say nothing of them.</summary>
    public IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> Compile(CompilationOptions options, params string[] emitted) => CompileAsTheyAre(
        options, [.. emitted.Select(text => text.Replace("#pragma warning disable //", "#pragma warning disable CS0162, CS0612, CS0618, CS1591 //", StringComparison.Ordinal))]);

    /// <summary>The emitted files as part of the project: the errors and warnings that its build would show.</summary>
    /// <remarks>With what the project gets once, and what it says itself of the class of its chains.</remarks>
    public IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> CompileAsTheyAre(CompilationOptions options, params string[] emitted)
    {
        string shared = Compilation.EmitShared(options, globalUsing: true).Text;
        string own = options.IsPublic ? $"namespace {options.RootNamespace}; /// <summary>Public.</summary>\npublic static partial class {options.ClassName};" : "";
        CSharpCompilation whole = _compilation.AddSyntaxTrees(emitted.Concat([shared, own]).Select((text, i) => CSharpSyntaxTree.ParseText(text, ParseOptions, $"{i}.g.cs")));
        return [.. whole.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)];
    }

    private static IEnumerable<ConnectorModel> Read(CSharpCompilation compilation)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(tree);
        foreach (MethodDeclarationSyntax syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            IMethodSymbol method = model.GetDeclaredSymbol(syntax)!;
            AttributeData? attribute = method.GetAttributes()
                .FirstOrDefault(candidate => candidate.AttributeClass!.ToDisplayString() == ConnectorReader.AttributeName);
            if (attribute is not null)
            {
                ConnectorReading reading = ConnectorReader.Read(method, attribute, compilation, CancellationToken.None)!;
                Assert.Empty(reading.Refusals);
                yield return reading.Model!;
            }
        }
    }

    [GeneratedRegex(@"^\s*(?<name>[\w.]+)(?:\s*\[(?<flags>.*?)\])?:\s*(?<type>\S.*?)\s\((?<parameters>.*)\)\s*$")]
    private static partial Regex ConnectorLine();
}
