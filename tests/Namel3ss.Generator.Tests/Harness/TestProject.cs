using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Namel3ss.Generator.Analyzers;

namespace Namel3ss.Generator.Tests.Harness;

/// <summary>A user's project in memory: C#, <c>.ai</c> files and properties, as the compiler is given them.</summary>
internal sealed record TestProject
{
    public const string Folder = "/shop/";

    public static readonly CSharpParseOptions LatestCSharp = new(LanguageVersion.Latest, DocumentationMode.Parse);

    private static readonly MetadataReference Runtime = MetadataReference.CreateFromFile(typeof(ConnectorAttribute).Assembly.Location);

    private static readonly MetadataReference Services =
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly.Location);

    private static readonly ImmutableArray<MetadataReference> Framework = [.. Net100.References.All];

    public ImmutableArray<(string Path, string Text)> Sources { get; init; } = [];

    public ImmutableArray<AdditionalText> Files { get; init; } = [];

    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty
        .Add("RootNamespace", "Shop")
        .Add("_Namel3ssProjectDirectory", Convert.ToBase64String("/shop"u8));

    /// <summary>By path: what <c>.editorconfig</c> and item metadata say of a file.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, string>> FileOptions { get; init; } =
        ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;

    public ImmutableArray<MetadataReference> References { get; init; } = [Runtime, Services];

    public CSharpParseOptions ParseOptions { get; init; } = LatestCSharp;

    public CSharpCompilationOptions Options { get; init; } = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    public TestProject WithSource(string text, string path = "Code.cs") =>
        this with { Sources = Sources.RemoveAll(source => source.Path == Folder + path).Add((Folder + path, text)) };

    /// <param name="path">Below the project's folder, or whole.</param>
    /// <param name="text">The file's text.</param>
    public TestProject WithFile(string path, string text)
    {
        string whole = path.StartsWith('/') ? path : Folder + path;
        return this with { Files = Files.RemoveAll(file => file.Path == whole).Add(new TestFile(whole, text)) };
    }

    public TestProject WithProperty(string name, string value) => this with { Properties = Properties.SetItem(name, value) };

    public TestProject WithFileOption(string path, string key, string value)
    {
        string whole = path.StartsWith('/') ? path : Folder + path;
        var options = FileOptions.GetValueOrDefault(whole, ImmutableDictionary<string, string>.Empty);
        return this with { FileOptions = FileOptions.SetItem(whole, options.SetItem(key, value)) };
    }

    public string AssemblyName { get; init; } = "Shop";

    public CSharpCompilation Compile() => CSharpCompilation.Create(
        AssemblyName,
        Sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path, System.Text.Encoding.UTF8)),
        [.. Framework, .. References],
        Options);

    public AnalyzerConfigOptionsProvider OptionsProvider => new TestOptionsProvider(Properties, FileOptions);

    public GeneratorRun Generate(ChainGenerator? generator = null) => GeneratorRun.Start(this, generator ?? new ChainGenerator());

    /// <summary>What the analyzers report on the project with its generated code, ordered by place.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync()
    {
        Microsoft.CodeAnalysis.Compilation compilation = Generate().Output;
        var analyzers = compilation.WithAnalyzers(
            [new ChainFileAnalyzer(), new ConnectorAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions(Files, OptionsProvider),
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        return [.. (await analyzers.GetAnalyzerDiagnosticsAsync()).OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
