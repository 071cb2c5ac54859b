using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Project;
using CompilationOptions = Namel3ss.Compiler.CompilationOptions;
using SyntaxTree = Namel3ss.Compiler.Syntax.SyntaxTree;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// What the analyzer knows of one compilation: the generator's stages over the same values, made when the first file
/// asks. A cancelled reading leaves nothing behind.
/// </summary>
internal sealed class ProjectReading(Microsoft.CodeAnalysis.Compilation compilation, AnalyzerOptions analyzerOptions)
{
    private static readonly StageRunner Run = new();

    private readonly object _lock = new();
    private Content? _content;

    public Content Get(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _content ??= Read(cancellationToken);
        }
    }

    private Content Read(CancellationToken cancellationToken)
    {
        AnalyzerConfigOptionsProvider properties = analyzerOptions.AnalyzerConfigOptionsProvider;
        ProjectOptions options = Run.Options(properties).Value;
        List<AdditionalText> chains = analyzerOptions.AdditionalFiles.Where(ProjectFile.IsChains).ToList();
        List<SourceFile> read = chains
            .Select(file => Run.Read(file, properties, options.Directory, PathMap.None, cancellationToken).Value)
            .OfType<SourceFile>()
            .ToList();
        FileNames names = Run.Names(read, options.Directory).Value;
        List<SourceFile> files = read.Select(file => Run.Name(file, names).Value).OfType<SourceFile>().ToList();
        var readings = Run.Connectors(
            ConnectorFinder.Find(compilation, cancellationToken), Run.References(compilation, cancellationToken).Value).Value;
        ChainsClass chainsClass = Run.ChainsClass(Declarations(cancellationToken), options).Value;
        var trees = files.Select(file => Run.Parse(file, cancellationToken)).ToDictionary(tree => tree.File.Path, StringComparer.Ordinal);
        var python = Run.Python(analyzerOptions.AdditionalFiles
            .Where(ProjectFile.IsPython)
            .Select(file => Run.ReadPython(file, properties, options.Directory, cancellationToken).Value)
            .OfType<PythonModule>()
            .ToList()).Value;
        var severities = chains.Select(file => Run.Severities(file, properties).Value).OfType<FileSeverities>().ToEquatableArray();
        CompilationOptions settings = Run.Settings(options, chainsClass).Value;
        ChainIndex index = Run.Index(trees.Values).Value;
        ConnectorTable connectors = Run.Table(readings).Value;
        TypeRequest request = Run.RequestTypes(trees.Values.Select(tree => Run.NamesOf(tree).Value).OfType<NamesOfTypes>(), connectors).Value;
        connectors = connectors with { Types = Run.Types(compilation, request, settings, cancellationToken).Value };
        return new Content(
            trees,
            new ProjectModel(index, connectors, python, Run.Sign(trees.Values, index, connectors, python, settings, cancellationToken).Value),
            settings,
            severities,
            Run.Diagnose(options, files.Count > 0, chainsClass, readings, severities).Value);
    }

    private IEnumerable<Declaration> Declarations(CancellationToken cancellationToken) =>
        from tree in compilation.SyntaxTrees
        from node in tree.GetRoot(cancellationToken).DescendantNodes(Declaration.MayHoldCandidates)
        where Declaration.IsCandidate(node)
        let declaration = Run.Declaration(node).Value
        where declaration is not null
        select declaration;

    /// <param name="Trees">By path.</param>
    /// <param name="Diagnostics">What is wrong around the files.</param>
    internal sealed record Content(
        IReadOnlyDictionary<string, Outcome<SyntaxTree>> Trees,
        ProjectModel Project,
        CompilationOptions Settings,
        EquatableArray<FileSeverities> Severities,
        EquatableArray<Compiler.Diagnostics.Diagnostic> Diagnostics)
    {
        /// <summary>Null if there is no such file, or a stage failed on it: the generator says so.</summary>
        public BoundFile? Bind(string path, CancellationToken cancellationToken) => !Trees.TryGetValue(path, out Outcome<SyntaxTree>? tree)
            ? null
            : Run.Bind(tree, Project, Settings, cancellationToken).Value;
    }
}
