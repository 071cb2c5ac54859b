using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Connectors;
using Namel3ss.Generator.Project;

namespace Namel3ss.Generator;

/// <summary>
/// Compiles <c>.ai</c> files to C#. This file says what depends on what; what each stage does is pure and stands in
/// <see cref="StageRunner"/>. Every value between stages is value-equal and free of Roslyn.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class ChainGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // What the project says.
        var options = ValueOf(context, context.AnalyzerConfigOptionsProvider
            .Select((provider, _) => _run.Options(provider))
            .WithTrackingName(Stages.Options));
        var directory = options.Select(static (options, _) => options.Directory);
        var chainsClass = ValueOf(context, ValuesOf(context, context.SyntaxProvider
                .CreateSyntaxProvider(static (node, _) => Declaration.IsCandidate(node), (node, _) => _run.Declaration(node.Node))
                .WithTrackingName(Stages.Declarations))
            .Collect()
            .Combine(options)
            .Select((pair, _) => _run.ChainsClass(pair.Left, pair.Right))
            .WithTrackingName(Stages.ChainsClass));
        var settings = ValueOf(context, options.Combine(chainsClass)
            .Select((pair, _) => _run.Settings(pair.Left, pair.Right))
            .WithTrackingName(Stages.Settings));

        // Read → Parse → Index.
        var paths = ValueOf(context, context.CompilationProvider
            .Select((compilation, _) => _run.Paths(compilation))
            .WithTrackingName(Stages.Paths));
        var inputs = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider).Combine(directory);
        var read = ValuesOf(context, inputs
            .Where(static input => ProjectFile.IsChains(input.Left.Left))
            .Combine(paths)
            .Select((pair, cancel) =>
            {
                var (((file, properties), directory), paths) = pair;
                return _run.Read(file, properties, directory, paths, cancel);
            })
            .WithTrackingName(Stages.Read));

        // What gives way is worked out for all, and each file then goes on by itself: one that is taken away moves no other.
        var names = ValueOf(context, read.Collect()
            .Combine(directory)
            .Select((pair, _) => _run.Names(pair.Left, pair.Right))
            .WithTrackingName(Stages.Names));
        var files = ValuesOf(context, read.Combine(names)
            .Select((pair, _) => _run.Name(pair.Left, pair.Right))
            .WithTrackingName(Stages.Files));
        var trees = files.Select((file, cancel) => _run.Parse(file, cancel)).WithTrackingName(Stages.Parse);
        var index = ValueOf(context, trees.Collect()
            .Select((trees, _) => _run.Index(trees))
            .WithTrackingName(Stages.Index));
        var python = ValueOf(context, ValuesOf(context, inputs
                .Where(static input => ProjectFile.IsPython(input.Left.Left))
                .Select((input, cancel) => _run.ReadPython(input.Left.Left, input.Left.Right, input.Right, cancel))
                .WithTrackingName(Stages.PythonFiles))
            .Collect()
            .Select((modules, _) => _run.Python(modules))
            .WithTrackingName(Stages.Python));

        // Connectors: those of the project, and those of assemblies that say they have some.
        var own = ValuesOf(context, context.SyntaxProvider
            .ForAttributeWithMetadataName(ConnectorReader.AttributeName, static (_, _) => true, (method, cancel) => _run.ConnectorMethod(method, cancel))
            .WithTrackingName(Stages.ConnectorMethods))
            .Collect();
        var referenced = ValueOf(context, context.CompilationProvider
            .Select((compilation, cancel) => _run.References(compilation, cancel))
            .WithTrackingName(Stages.ReferencedConnectors));
        var readings = ValueOf(context, own.Combine(referenced)
            .Select((pair, _) => _run.Connectors(pair.Left, pair.Right))
            .WithTrackingName(Stages.ConnectorReadings));
        var connectors = ValueOf(context, readings
            .Select((readings, _) => _run.Table(readings))
            .WithTrackingName(Stages.Connectors));

        // Types: those that expressions reach, along the members that the files name.
        var request = ValueOf(context, ValuesOf(context, trees
                .Select((tree, _) => _run.NamesOf(tree))
                .WithTrackingName(Stages.TypeNames))
            .Collect()
            .Combine(connectors)
            .Select((pair, _) => _run.RequestTypes(pair.Left, pair.Right))
            .WithTrackingName(Stages.TypeRequest));
        var types = ValueOf(context, context.CompilationProvider.Combine(request).Combine(settings)
            .Select((input, cancel) => _run.Types(input.Left.Left, input.Left.Right, input.Right, cancel))
            .WithTrackingName(Stages.Types));
        var known = connectors.Combine(types).Select(static (pair, _) => pair.Left with { Types = pair.Right });

        // What a file must know of the chains that it may call follows from all files; it changes only when their outside does.
        var signatures = ValueOf(context, trees.Collect().Combine(index).Combine(known).Combine(python).Combine(settings)
            .Select((input, cancel) =>
            {
                var ((((trees, index), connectors), python), settings) = input;
                return _run.Sign(trees, index, connectors, python, settings, cancel);
            })
            .WithTrackingName(Stages.Signatures));
        var project = index.Combine(known).Combine(python).Combine(signatures)
            .Select(static (input, _) =>
            {
                var (((index, connectors), python), signatures) = input;
                return new ProjectModel(index, connectors, python, signatures);
            })
            .WithTrackingName(Stages.Project);

        // Bind → Emit, each file alone.
        var bound = trees.Combine(project).Combine(settings)
            .Select((input, cancel) => _run.Bind(input.Left.Left, input.Left.Right, input.Right, cancel))
            .WithTrackingName(Stages.Bind);
        var emitted = bound.Combine(settings)
            .Select((pair, _) => _run.Emit(pair.Left, pair.Right))
            .WithTrackingName(Stages.Emit);

        // A project without chains needs no runtime; one whose code could not compile gets none.
        var hasChains = files.Collect().Select(static (files, _) => files.Length > 0);
        var contract = ValueOf(context, context.CompilationProvider.Combine(hasChains)
            .Select((pair, _) => _run.Contract(pair.Left, pair.Right))
            .WithTrackingName(Stages.Contract));
        var canEmit = contract.Combine(chainsClass)
            .Select(static (pair, _) => pair.Left.Count == 0 && pair.Right.Clash is null);
        var shared = ValueOf(context, settings.Combine(options).Combine(hasChains).Combine(canEmit)
            .Select((input, _) => _run.EmitShared(input.Left.Left.Left, input.Left.Left.Right, input.Left.Right && input.Right))
            .WithTrackingName(Stages.EmitShared));
        var services = ValueOf(context, emitted
            .Select(static (file, _) => file.Value?.Services)
            .WithTrackingName(Stages.Services)
            .Collect()
            .Combine(settings)
            .Combine(hasChains.Combine(canEmit))
            .Select((input, _) => _run.EmitServices(input.Left.Left, input.Left.Right, input.Right.Left && input.Right.Right))
            .WithTrackingName(Stages.EmitServices));
        var marks = ValueOf(context, own.Select((readings, _) => _run.EmitMarks(readings)).WithTrackingName(Stages.EmitMarks));

        context.RegisterSourceOutput(emitted.Combine(canEmit), static (output, pair) => AddFile(output, pair.Left, pair.Right));
        context.RegisterSourceOutput(shared, static (output, file) => AddSource(output, file));
        context.RegisterSourceOutput(services, static (output, file) => AddSource(output, file));
        context.RegisterSourceOutput(marks, static (output, file) => AddSource(output, file));

        // What neither belongs to a .ai file nor to C# is said here alone.
        var namesakes = ValueOf(context, context.CompilationProvider.Combine(options).Combine(hasChains)
            .Select((input, _) => _run.Namesakes(input.Left.Left, input.Left.Right, input.Right))
            .WithTrackingName(Stages.Namesakes));
        var pythonNames = ValueOf(context, ValuesOf(context, bound
                .Select((file, _) => _run.PythonCalls(file))
                .WithTrackingName(Stages.PythonCalls))
            .Collect()
            .Combine(python)
            .Select((pair, _) => _run.PythonNames(pair.Left, pair.Right))
            .WithTrackingName(Stages.PythonNames));
        context.RegisterSourceOutput(namesakes, static (output, diagnostics) => Report(output, diagnostics));
        context.RegisterSourceOutput(pythonNames, static (output, diagnostics) => Report(output, diagnostics));

        // Without the runtime, what the user's code names of it is an error of C#, and then no analyzer runs: these are said here alone.
        context.RegisterSourceOutput(contract, static (output, diagnostics) => Report(output, diagnostics));
        RegisterDiagnostics(context, options, hasChains, chainsClass, readings, bound);
    }

    /// <summary>The analyzers report all of this. Where the build leaves them out, the generator does, and never both.</summary>
    private void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ProjectOptions> options,
        IncrementalValueProvider<bool> hasChains,
        IncrementalValueProvider<ChainsClass> chainsClass,
        IncrementalValueProvider<EquatableArray<ConnectorReading>> readings,
        IncrementalValuesProvider<Outcome<BoundFile>> bound)
    {
        var analyzersRun = options.Select(static (options, _) => options.AnalyzersRun);
        var severities = ValuesOf(context, context.AdditionalTextsProvider
                .Where(static file => ProjectFile.IsChains(file))
                .Combine(context.AnalyzerConfigOptionsProvider)
                .Select((pair, _) => _run.Severities(pair.Left, pair.Right))
                .WithTrackingName(Stages.Severities))
            .Collect();

        var ofProject = ValueOf(context, options.Combine(hasChains).Combine(chainsClass).Combine(readings).Combine(severities)
            .Select((input, _) =>
            {
                var ((((options, hasChains), chainsClass), readings), severities) = input;
                return _run.Diagnose(options, hasChains, chainsClass, readings, severities);
            })
            .WithTrackingName(Stages.Diagnose));

        context.RegisterSourceOutput(ofProject.Combine(analyzersRun), static (output, pair) => Report(output, pair.Right ? default : pair.Left));
        context.RegisterSourceOutput(bound.Combine(severities).Combine(analyzersRun), static (output, input) =>
        {
            var ((file, severities), analyzersRun) = input;
            if (!analyzersRun && file.Value is not null)
            {
                Report(output, file.Value.Diagnostics, FileSeverities.Of(file.File.Path, severities));
            }
        });
    }
}
