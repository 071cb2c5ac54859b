using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Connectors;
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
        ProjectOptions options = ProjectOptionsReader.Read(properties.GlobalOptions);
        List<SourceFile> read = analyzerOptions.AdditionalFiles
            .Where(ProjectFile.IsChains)
            .Select(file => ProjectFile.ReadChains(file, properties, options.Directory, PathMap.None, cancellationToken))
            .OfType<SourceFile>()
            .ToList();
        var names = FileNames.Of(read, options.Directory);
        List<SourceFile> files = read.Select(names.Apply).OfType<SourceFile>().ToList();
        var readings = ConnectorReading.Sort(
            ConnectorFinder.Find(compilation, cancellationToken).Concat(ChainGenerator.ReadReferences(compilation, cancellationToken).Value));
        ChainsClass chainsClass = ReadChainsClass(options, cancellationToken);
        var trees = files
            .Select(file => Outcome.Try(file, "reading", () => Compiler.Compilation.Parse(file, cancellationToken)))
            .ToDictionary(tree => tree.File.Path, StringComparer.Ordinal);
        var python = analyzerOptions.AdditionalFiles
            .Where(ProjectFile.IsPython)
            .Select(file => ProjectFile.ReadPython(file, properties, options.Directory, cancellationToken))
            .OfType<PythonModule>()
            .OrderBy(module => module.RelativePath, StringComparer.Ordinal)
            .ToEquatableArray();
        var severities = analyzerOptions.AdditionalFiles
            .Where(ProjectFile.IsChains)
            .Select(file => new FileSeverities(file.Path, SeverityOverrides.Read(properties.GetOptions(file), Compiler.Compilation.Descriptors)))
            .ToEquatableArray();
        bool hasChains = files.Count > 0;
        List<SyntaxTree> readable = trees.Values.Select(tree => tree.Value).OfType<SyntaxTree>().ToList();
        CompilationOptions settings = options.ToCompilationOptions(chainsClass.IsPublic);
        ChainIndex index = ChainGenerator.Index(readable, Compiler.Compilation.Index).Value;
        ConnectorTable connectors = ConnectorReading.ToTable(readings);
        var request = TypeRequest.Of(readable.Select(NamesOfTypes.Of), connectors);
        connectors = connectors with { Types = ChainGenerator.ReadTypes(compilation, request, settings.RootNamespace, cancellationToken).Value };
        return new Content(
            trees,
            new ProjectModel(
                index, connectors, python, ChainGenerator.Sign(readable, index, connectors, python, settings, cancellationToken).Value),
            settings,
            severities,
            ChainGenerator.DiagnoseProject(
                options, hasChains, chainsClass, readings, severities));
    }

    private ChainsClass ReadChainsClass(ProjectOptions options, CancellationToken cancellationToken) => ChainsClass.Of(
        from tree in compilation.SyntaxTrees
        from node in tree.GetRoot(cancellationToken).DescendantNodes(Declaration.MayHoldCandidates)
        where Declaration.IsCandidate(node)
        select Declaration.Read(node),
        options);

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
            : tree.Then("binding", value => Compiler.Compilation.Bind(value, Project, Settings, cancellationToken)).Value;
    }
}
