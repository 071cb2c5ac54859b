using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Namel3ss.Compiler;
using Namel3ss.Compiler.Emit;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Connectors;
using Namel3ss.Generator.Project;
using CompilationOptions = Namel3ss.Compiler.CompilationOptions;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;
using Location = Namel3ss.Compiler.Text.Location;
using SyntaxTree = Namel3ss.Compiler.Syntax.SyntaxTree;

namespace Namel3ss.Generator;

/// <summary>
/// What each stage does, for the generator and the analyzers. Each gives an outcome: an exception in it is this package's own diagnostic,
/// which names the stage, and what else there is goes on.
/// </summary>
/// <param name="before">For tests, which make a stage fail: is called in each, with its name and the path of its file, if it is of one.</param>
internal sealed class StageRunner(Action<string, string?>? before = null)
{
    public ProjectOutcome<ProjectOptions> Options(AnalyzerConfigOptionsProvider properties) => Try(
        Stages.Options, "reading the project's properties", () => ProjectOptions.Default, () => ProjectOptionsReader.Read(properties.GlobalOptions));

    public ProjectOutcome<Declaration?> Declaration(SyntaxNode node) => Try<Declaration?>(
        Stages.Declarations, "reading what the project declares", () => null, () => Project.Declaration.Read(node));

    public ProjectOutcome<ChainsClass> ChainsClass(IEnumerable<Declaration> declarations, ProjectOptions options) => Try(
        Stages.ChainsClass, "finding the class of the chains", () => Project.ChainsClass.None, () => Project.ChainsClass.Of(declarations, options));

    public ProjectOutcome<CompilationOptions> Settings(ProjectOptions options, ChainsClass chainsClass) => Try(
        Stages.Settings, "naming the generated code", () => new CompilationOptions(""), () => options.ToCompilationOptions(chainsClass.IsPublic));

    public ProjectOutcome<PathMap> Paths(Microsoft.CodeAnalysis.Compilation compilation) => Try(
        Stages.Paths, "reading the project's path map", () => PathMap.None, () => PathMap.Of(compilation));

    public ProjectOutcome<SourceFile?> Read(
        AdditionalText file, AnalyzerConfigOptionsProvider properties, string directory, PathMap paths, CancellationToken cancellationToken) => Try(
        Stages.Read, $"reading the file '{file.Path}'", () => null, () => ProjectFile.ReadChains(file, properties, directory, paths, cancellationToken), file.Path);

    public ProjectOutcome<FileNames> Names(IReadOnlyList<SourceFile> files, string directory) => Try(
        Stages.Names, "naming the files", () => new FileNames(default, default), () => FileNames.Of(files, directory));

    public ProjectOutcome<SourceFile?> Name(SourceFile file, FileNames names) => Try(
        Stages.Files, $"naming the file '{file.Path}'", () => null, () => names.Apply(file), file.Path);

    public Outcome<SyntaxTree> Parse(SourceFile file, CancellationToken cancellationToken) =>
        Then(new Outcome<SourceFile>(file, file, null), Stages.Parse, "reading", value => Compiler.Compilation.Parse(value, cancellationToken));

    public ProjectOutcome<ChainIndex> Index(IEnumerable<Outcome<SyntaxTree>> trees) => Try(
        Stages.Index, "finding the chains", () => Compiler.Compilation.Index([]), () => Compiler.Compilation.Index(Readable(trees)));

    public ProjectOutcome<PythonModule?> ReadPython(
        AdditionalText file, AnalyzerConfigOptionsProvider properties, string directory, CancellationToken cancellationToken) => Try(
        Stages.PythonFiles, $"reading the file '{file.Path}'", () => null, () => ProjectFile.ReadPython(file, properties, directory, cancellationToken), file.Path);

    public ProjectOutcome<NameTable<PythonNamesakes>> Python(IEnumerable<PythonModule> modules) => Try(
        Stages.Python, "ordering the Python files", () => new NameTable<PythonNamesakes>(), () => PythonNamesakes.Of(modules));

    public ProjectOutcome<ConnectorReading?> ConnectorMethod(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) => Try(
        Stages.ConnectorMethods, "reading a connector", () => null, () => context.TargetSymbol is IMethodSymbol method
            ? ConnectorReader.Read(method, context.Attributes[0], context.SemanticModel.Compilation, cancellationToken)
            : null);

    public ProjectOutcome<EquatableArray<ConnectorReading>> References(Microsoft.CodeAnalysis.Compilation compilation, CancellationToken cancellationToken) => Try(
        Stages.ReferencedConnectors, "reading the connectors of references", () => default(EquatableArray<ConnectorReading>),
        () => ReferencedConnectors.Read(compilation, cancellationToken));

    public ProjectOutcome<EquatableArray<ConnectorReading>> Connectors(IEnumerable<ConnectorReading> own, IEnumerable<ConnectorReading> referenced) => Try(
        Stages.ConnectorReadings, "ordering the connectors", () => default(EquatableArray<ConnectorReading>), () => ConnectorReading.Sort(own.Concat(referenced)));

    public ProjectOutcome<ConnectorTable> Table(EquatableArray<ConnectorReading> readings) => Try(
        Stages.Connectors, "collecting the connectors", () => new ConnectorTable(new NameTable<ConnectorModel>()), () => ConnectorReading.ToTable(readings));

    public ProjectOutcome<NamesOfTypes?> NamesOf(Outcome<SyntaxTree> tree) => Try<NamesOfTypes?>(
        Stages.TypeNames, $"finding the types that '{tree.File.RelativePath}' names", () => null,
        () => tree.Value is null ? null : NamesOfTypes.Of(tree.Value), tree.File.Path);

    public ProjectOutcome<TypeRequest> RequestTypes(IEnumerable<NamesOfTypes> names, ConnectorTable connectors) => Try(
        Stages.TypeRequest, "collecting the types that files name", () => new TypeRequest(default, default, default), () => TypeRequest.Of(names, connectors));

    public ProjectOutcome<TypeTable> Types(
        Microsoft.CodeAnalysis.Compilation compilation, TypeRequest request, CompilationOptions settings, CancellationToken cancellationToken) => Try(
        Stages.Types, "reading the types of expressions", () => TypeTable.Empty,
        () => TypeTableReader.Read(compilation, request, settings.RootNamespace, cancellationToken));

    public ProjectOutcome<ChainSignatures> Sign(
        IEnumerable<Outcome<SyntaxTree>> trees,
        ChainIndex index,
        ConnectorTable connectors,
        NameTable<PythonNamesakes> python,
        CompilationOptions settings,
        CancellationToken cancellationToken) => Try(
        Stages.Signatures, "reading the chains that others call", () => ChainSignatures.None,
        () => Compiler.Compilation.Signatures(Readable(trees), index, connectors, python, settings, cancellationToken));

    public Outcome<BoundFile> Bind(Outcome<SyntaxTree> tree, ProjectModel project, CompilationOptions settings, CancellationToken cancellationToken) =>
        Then(tree, Stages.Bind, "binding", value => Compiler.Compilation.Bind(value, project, settings, cancellationToken));

    public Outcome<EmittedFile> Emit(Outcome<BoundFile> file, CompilationOptions settings) =>
        Then(file, Stages.Emit, "emitting", value => Compiler.Compilation.Emit(value, settings));

    public ProjectOutcome<EquatableArray<Diagnostic>> Contract(Microsoft.CodeAnalysis.Compilation compilation, bool hasChains) => Try(
        Stages.Contract, "checking the runtime", () => default(EquatableArray<Diagnostic>), () => hasChains ? Project.Contract.Check(compilation) : default);

    public ProjectOutcome<EmittedFile?> EmitShared(CompilationOptions settings, ProjectOptions options, bool isNeeded) => Try<EmittedFile?>(
        Stages.EmitShared, "emitting what all chains share", () => null, () => isNeeded ? Compiler.Compilation.EmitShared(settings, options.GlobalUsing) : null);

    public ProjectOutcome<EmittedFile?> EmitServices(IEnumerable<FileServices?> files, CompilationOptions settings, bool isNeeded) => Try<EmittedFile?>(
        Stages.EmitServices, "emitting the services", () => null,
        () => isNeeded ? Compiler.Compilation.EmitServices(files.OfType<FileServices>().ToEquatableArray(), settings) : null);

    public ProjectOutcome<EmittedFile?> EmitMarks(IEnumerable<ConnectorReading> own) => Try(
        Stages.EmitMarks, "emitting the marks of the connectors", () => null, () => ReferencedConnectors.EmitMarks(own));

    public ProjectOutcome<EquatableArray<Diagnostic>> Namesakes(Microsoft.CodeAnalysis.Compilation compilation, ProjectOptions options, bool hasChains) => Try(
        Stages.Namesakes, "looking for classes of one name", () => default(EquatableArray<Diagnostic>), () => hasChains ? Project.Namesakes.Find(compilation, options) : default);

    public ProjectOutcome<EquatableArray<string>> PythonCalls(Outcome<BoundFile> file) => Try(
        Stages.PythonCalls, $"finding the Python files that '{file.File.RelativePath}' calls", () => default(EquatableArray<string>),
        () => file.Value is { } value ? Compiler.Compilation.PythonCalls(value) : default, file.File.Path);

    public ProjectOutcome<EquatableArray<Diagnostic>> PythonNames(IEnumerable<EquatableArray<string>> called, NameTable<PythonNamesakes> python) => Try(
        Stages.PythonNames, "checking the names of Python files", () => default(EquatableArray<Diagnostic>),
        () => Compiler.Compilation.CheckPython(called.SelectMany(names => names), python));

    public ProjectOutcome<FileSeverities?> Severities(AdditionalText file, AnalyzerConfigOptionsProvider properties) => Try<FileSeverities?>(
        Stages.Severities, $"reading the severities of '{file.Path}'", () => null,
        () => new FileSeverities(file.Path, SeverityOverrides.Read(properties.GetOptions(file), Compiler.Compilation.Descriptors)), file.Path);

    /// <summary>Everything that is wrong around the files, each once.</summary>
    public ProjectOutcome<EquatableArray<Diagnostic>> Diagnose(
        ProjectOptions options, bool hasChains, ChainsClass chainsClass, EquatableArray<ConnectorReading> readings, IEnumerable<FileSeverities> severities) => Try(
        Stages.Diagnose, "collecting what is wrong around the files", () => default(EquatableArray<Diagnostic>), () =>
        {
            var diagnostics = new List<Diagnostic>(ConnectorReading.Diagnose(readings));
            if (hasChains)
            {
                diagnostics.AddRange(options.Problems);
                diagnostics.AddRange(new[] { chainsClass.Clash, chainsClass.Shadow }.OfType<Diagnostic>());
                diagnostics.AddRange(severities.SelectMany(file => file.Overrides.Problems).Distinct());
            }

            return diagnostics.ToEquatableArray();
        });

    private static IEnumerable<SyntaxTree> Readable(IEnumerable<Outcome<SyntaxTree>> trees) => trees.Select(tree => tree.Value).OfType<SyntaxTree>();

    private Outcome<TNext> Then<T, TNext>(Outcome<T> outcome, string stage, string what, Func<T, TNext> next)
        where T : class
        where TNext : class => outcome.Then(what, value =>
        {
            before?.Invoke(stage, outcome.File.Path);
            return next(value);
        });

    private ProjectOutcome<T> Try<T>(string stage, string what, Func<T> otherwise, Func<T> make, string? path = null) => Outcome.Try(
        what,
        otherwise,
        () =>
        {
            before?.Invoke(stage, path);
            return make();
        },
        path is null ? default : new Location(path, default, default));
}
