using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Namel3ss.Compiler;
using Namel3ss.Compiler.Emit;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Connectors;
using Namel3ss.Generator.Project;
using CompilationOptions = Namel3ss.Compiler.CompilationOptions;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;
using SyntaxTree = Namel3ss.Compiler.Syntax.SyntaxTree;

namespace Namel3ss.Generator;

public sealed partial class ChainGenerator
{
    private readonly Func<BoundFile, CompilationOptions, EmittedFile> _emit;
    private readonly Func<IEnumerable<SyntaxTree>, ChainIndex> _index;

    public ChainGenerator()
        : this(Compiler.Compilation.Emit)
    {
    }

    /// <summary>For tests, which must see one file's stage fail beside others that do not, and a stage of all files.</summary>
    internal ChainGenerator(Func<BoundFile, CompilationOptions, EmittedFile> emit, Func<IEnumerable<SyntaxTree>, ChainIndex>? index = null) =>
        (_emit, _index) = (emit, index ?? Compiler.Compilation.Index);

    private static Outcome<SyntaxTree> Parse(SourceFile file, CancellationToken cancellationToken) =>
        Outcome.Try(file, "reading", () => Compiler.Compilation.Parse(file, cancellationToken));

    private static NamesOfTypes NameTypes(Outcome<SyntaxTree> tree) =>
        tree.Value is null ? NamesOfTypes.None : NamesOfTypes.Of(tree.Value);

    internal static ProjectOutcome<ChainIndex> Index(IEnumerable<SyntaxTree> trees, Func<IEnumerable<SyntaxTree>, ChainIndex> index) =>
        Outcome.Try("finding the chains", () => Compiler.Compilation.Index([]), () => index(trees));

    internal static ProjectOutcome<EquatableArray<ConnectorReading>> ReadReferences(
        Microsoft.CodeAnalysis.Compilation compilation, CancellationToken cancellationToken) =>
        Outcome.Try("reading the connectors of references", () => EquatableArray<ConnectorReading>.Empty, () => ReferencedConnectors.Read(compilation, cancellationToken));

    internal static ProjectOutcome<TypeTable> ReadTypes(
        Microsoft.CodeAnalysis.Compilation compilation, TypeRequest request, string rootNamespace, CancellationToken cancellationToken) =>
        Outcome.Try("reading the types of expressions", () => TypeTable.Empty, () => TypeTableReader.Read(compilation, request, rootNamespace, cancellationToken));

    internal static ProjectOutcome<ChainSignatures> Sign(
        IEnumerable<SyntaxTree> trees, ChainIndex index, ConnectorTable connectors, EquatableArray<PythonModule> python, CompilationOptions options, CancellationToken cancellationToken) =>
        Outcome.Try("reading the chains that others call", () => ChainSignatures.None,
            () => Compiler.Compilation.Signatures(trees, index, connectors, python, options, cancellationToken));

    private static Outcome<BoundFile> Bind(
        Outcome<SyntaxTree> tree, ProjectModel project, CompilationOptions options, CancellationToken cancellationToken) =>
        tree.Then("binding", value => Compiler.Compilation.Bind(value, project, options, cancellationToken));

    private Outcome<EmittedFile> Emit(Outcome<BoundFile> file, CompilationOptions options) =>
        file.Then("emitting", value => _emit(value, options));

    private static EmittedFile? EmitShared(CompilationOptions settings, ProjectOptions options, bool isNeeded) =>
        isNeeded ? Compiler.Compilation.EmitShared(settings, options.GlobalUsing) : null;

    private static ProjectOutcome<EmittedFile?> EmitServices(IEnumerable<FileServices?> files, CompilationOptions settings, bool isNeeded) =>
        Outcome.Try<EmittedFile?>("emitting the services", () => null,
            () => isNeeded ? Compiler.Compilation.EmitServices(files.OfType<FileServices>().ToEquatableArray(), settings) : null);

    private static ConnectorReading? ReadConnector(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is IMethodSymbol method
            ? ConnectorReader.Read(method, context.Attributes[0], context.SemanticModel.Compilation, cancellationToken)
            : null;

    /// <summary>The value of a stage; that it failed, if it did, is said in any case, as a file's failure is.</summary>
    private static IncrementalValueProvider<T> ValueOf<T>(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ProjectOutcome<T>> outcome)
    {
        context.RegisterSourceOutput(outcome.Select(static (outcome, _) => outcome.Failure), static (output, failure) =>
        {
            if (failure is not null)
            {
                output.ReportDiagnostic(RoslynDiagnostics.Create(failure));
            }
        });
        return outcome.Select(static (outcome, _) => outcome.Value);
    }

    private static EquatableArray<PythonModule> SortPython(IEnumerable<PythonModule> modules) =>
        modules.OrderBy(module => module.RelativePath, StringComparer.Ordinal).ToEquatableArray();

    private static SeverityOverrides ReadSeverities(AnalyzerConfigOptions options) =>
        SeverityOverrides.Read(options, Compiler.Compilation.Descriptors);

    /// <summary>Everything that is wrong around the files, each once.</summary>
    internal static EquatableArray<Diagnostic> DiagnoseProject(
        ProjectOptions options,
        bool hasChains,
        ChainsClass chainsClass,
        EquatableArray<ConnectorReading> readings,
        EquatableArray<FileSeverities> severities)
    {
        var diagnostics = new List<Diagnostic>(ConnectorReading.Diagnose(readings));
        if (hasChains)
        {
            diagnostics.AddRange(options.Problems);
            diagnostics.AddRange(new[] { chainsClass.Clash, chainsClass.Shadow }.OfType<Diagnostic>());
            diagnostics.AddRange(severities.SelectMany(file => file.Overrides.Problems).Distinct());
        }

        return diagnostics.ToEquatableArray();
    }

    /// <summary>A failure of a stage is said here alone, whether or not the analyzers run: they meet it too, and stay silent.</summary>
    private static void AddFile(SourceProductionContext output, Outcome<EmittedFile> file, bool canEmit)
    {
        if (file.Failure is not null)
        {
            output.ReportDiagnostic(RoslynDiagnostics.Create(file.Failure));
        }
        else if (canEmit)
        {
            AddSource(output, file.Value);
        }
    }

    private static void AddSource(SourceProductionContext output, EmittedFile? file)
    {
        if (file is { Text.Length: > 0 })
        {
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        }
    }

    private static void Report(SourceProductionContext output, EquatableArray<Diagnostic> diagnostics, SeverityOverrides? severities = null)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if ((severities is null ? RoslynDiagnostics.Create(diagnostic) : severities.Apply(diagnostic)) is { } reported)
            {
                output.ReportDiagnostic(reported);
            }
        }
    }
}
