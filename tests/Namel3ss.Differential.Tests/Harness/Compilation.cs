using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Namel3ss.Differential.Tests.Model;
using Namel3ss.Differential.Tests.Printing;
using Namel3ss.Generator;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>Many chains as one project: through the generator and the C# compiler into an assembly, which is unloaded at the end.</summary>
internal sealed class Compilation : IDisposable
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.None);
    private static readonly SyntaxTree ConnectorCode = CSharpSyntaxTree.ParseText(ConnectorPrinter.Print(Connectors.All.Concat(Connectors.Same)), Parsing, "/lab/Connectors.cs", Encoding.UTF8);
    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(ChainRun).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Lab).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly.Location),
    ];

    private readonly AssemblyLoadContext _context = new("chains", isCollectible: true);
    private readonly Type? _chains;

    private Compilation(IReadOnlyList<string> errors, byte[]? image)
    {
        Errors = errors;
        if (image is not null)
        {
            _context.Resolving += (_, name) => AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == name.Name);
            _chains = _context.LoadFromStream(new MemoryStream(image)).GetType("Compiled.Chains");
        }
    }

    /// <summary>What generator or compiler refuse; the chains are valid, so there should be none.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>The chains by the names that their models have, each once for each schedule that it is for.</summary>
    public static Compilation Compile(IEnumerable<ChainModel> chains)
    {
        ImmutableArray<AdditionalText> files = [.. chains.Select(chain => new ChainFile($"/lab/{chain.Name}.ai", TextOf(chain)))];
        var project = CSharpCompilation.Create(
            "Compiled", [ConnectorCode], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new ChainGenerator().AsSourceGenerator()], files, Parsing, new ProjectOptions())
            .RunGeneratorsAndUpdateCompilation(project, out Microsoft.CodeAnalysis.Compilation complete, out ImmutableArray<Diagnostic> diagnostics);
        using var image = new MemoryStream();
        var emitted = complete.Emit(image);
        List<string> errors =
        [
            .. diagnostics.Concat(emitted.Diagnostics).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "CS8785")
                .Select(diagnostic => diagnostic.ToString()),
        ];
        return new Compilation(errors, errors.Count == 0 ? image.ToArray() : null);
    }

    public static string TextOf(ChainModel chain) =>
        string.Concat(CalledChain.AllOf(chain).Select(callee => ChainPrinter.Print(callee, Prefix(chain) + callee.Name, callee.IsForDataflowOnly, Prefix(chain))))
        + (chain.IsForDataflowOnly ? "" : ChainPrinter.Print(chain, $"{Prefix(chain)}groups", isDataflow: false, Prefix(chain)))
        + ChainPrinter.Print(chain, $"{Prefix(chain)}dataflow", isDataflow: true, Prefix(chain));

    /// <summary>What stands in front of the names of steps of chains that a chain calls; nothing for its own.</summary>
    public static string PathOf(string chain) => chain[(chain.IndexOf('_', StringComparison.Ordinal) + 1)..] is var name and not ("groups" or "dataflow") ? $"{name}/" : "";

    public MethodInfo Find(ChainModel chain, bool isDataflow)
    {
        string name = $"{chain.Name}_{(isDataflow ? "dataflow" : "groups")}".Replace("_", "", StringComparison.Ordinal);
        return _chains!.GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Single(method => method.Name.Equals($"Run{name}Async", StringComparison.OrdinalIgnoreCase));
    }

    private static string Prefix(ChainModel chain) => $"{chain.Name}_";

    public void Dispose() => _context.Unload();

    private sealed class ChainFile(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8, SourceHashAlgorithm.Sha256);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class ProjectOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(new Dictionary<string, string>
        {
            ["build_property.RootNamespace"] = "Compiled",

            // Without analyzers, the generator reports what it finds.
            ["build_property.RunAnalyzers"] = "false",
            ["build_property._Namel3ssProjectDirectory"] = Convert.ToBase64String("/lab/"u8),
        });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options([]);
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
