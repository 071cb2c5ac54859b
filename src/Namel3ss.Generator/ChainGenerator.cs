using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Connectors;
using Namel3ss.Generator.Project;
using SyntaxTree = Namel3ss.Compiler.Syntax.SyntaxTree;

namespace Namel3ss.Generator;

/// <summary>
/// Compiles <c>.ai</c> files to C#. This file says what depends on what; what each stage does is pure and stands in
/// <c>ChainGenerator.Execute.cs</c>. Every value between stages is value-equal and free of Roslyn.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class ChainGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // What the project says.
        var options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => ProjectOptionsReader.Read(provider.GlobalOptions))
            .WithTrackingName(Stages.Options);
        var directory = options.Select(static (options, _) => options.Directory);
        var chainsClass = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => Declaration.IsCandidate(node), static (node, _) => Declaration.Read(node.Node))
            .Collect()
            .Combine(options)
            .Select(static (pair, _) => ChainsClass.Of(pair.Left, pair.Right))
            .WithTrackingName(Stages.ChainsClass);
        var settings = options.Combine(chainsClass)
            .Select(static (pair, _) => pair.Left.ToCompilationOptions(pair.Right.IsPublic))
            .WithTrackingName(Stages.Settings);

        // Read → Parse → Index.
        var paths = context.CompilationProvider
            .Select(static (compilation, _) => PathMap.Of(compilation))
            .WithTrackingName(Stages.Paths);
        var inputs = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider).Combine(directory);
        var read = inputs
            .Where(static input => ProjectFile.IsChains(input.Left.Left))
            .Combine(paths)
            .Select(static (pair, cancel) =>
            {
                var (((file, properties), directory), paths) = pair;
                return ProjectFile.ReadChains(file, properties, directory, paths, cancel)!;
            })
            .Where(static file => file is not null)
            .WithTrackingName(Stages.Read);

        // What gives way is worked out for all, and each file then goes on by itself: one that is taken away moves no other.
        var names = read.Collect()
            .Combine(directory)
            .Select(static (pair, _) => FileNames.Of(pair.Left, pair.Right));
        var files = read.Combine(names)
            .Select(static (pair, _) => pair.Right.Apply(pair.Left)!)
            .Where(static file => file is not null)
            .WithTrackingName(Stages.Files);
        var trees = files.Select(static (file, cancel) => Parse(file, cancel)).WithTrackingName(Stages.Parse);
        var index = ValueOf(context, trees.Collect()
            .Select((trees, _) => Index(trees.Select(tree => tree.Value).OfType<SyntaxTree>(), _index))
            .WithTrackingName(Stages.Index));
        var python = inputs
            .Where(static input => ProjectFile.IsPython(input.Left.Left))
            .Select(static (input, cancel) => ProjectFile.ReadPython(input.Left.Left, input.Left.Right, input.Right, cancel)!)
            .Where(static module => module is not null)
            .Collect()
            .Select(static (modules, _) => SortPython(modules))
            .WithTrackingName(Stages.Python);

        // Connectors: those of the project, and those of assemblies that say they have some.
        var methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ConnectorReader.AttributeName,
                static (_, _) => true,
                static (method, cancel) => ReadConnector(method, cancel)!)
            .Where(static reading => reading is not null)
            .WithTrackingName(Stages.ConnectorMethods);
        var referenced = ValueOf(context, context.CompilationProvider
            .Select(static (compilation, cancel) => ReadReferences(compilation, cancel))
            .WithTrackingName(Stages.ReferencedConnectors));
        var own = methods.Collect();
        var readings = own.Combine(referenced)
            .Select(static (pair, _) => ConnectorReading.Sort(pair.Left.Concat(pair.Right)))
            .WithTrackingName(Stages.ConnectorReadings);
        var connectors = readings
            .Select(static (readings, _) => ConnectorReading.ToTable(readings))
            .WithTrackingName(Stages.Connectors);

        // Types: those that expressions reach, along the members that the files name.
        var request = trees
            .Select(static (tree, _) => NameTypes(tree))
            .Collect()
            .Combine(connectors)
            .Select(static (pair, _) => TypeRequest.Of(pair.Left, pair.Right))
            .WithTrackingName(Stages.TypeRequest);
        var types = ValueOf(context, context.CompilationProvider.Combine(request).Combine(settings)
            .Select(static (input, cancel) => ReadTypes(input.Left.Left, input.Left.Right, input.Right.RootNamespace, cancel))
            .WithTrackingName(Stages.Types));
        var known = connectors.Combine(types).Select(static (pair, _) => pair.Left with { Types = pair.Right });

        // What a file must know of the chains that it may call follows from all files; it changes only when their outside does.
        var signatures = ValueOf(context, trees.Collect().Combine(index).Combine(known).Combine(python).Combine(settings)
            .Select(static (input, cancel) =>
            {
                var ((((trees, index), connectors), python), settings) = input;
                return Sign(trees.Select(tree => tree.Value).OfType<SyntaxTree>(), index, connectors, python, settings, cancel);
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
            .Select(static (input, cancel) => Bind(input.Left.Left, input.Left.Right, input.Right, cancel))
            .WithTrackingName(Stages.Bind);
        var emitted = bound.Combine(settings)
            .Select((pair, _) => Emit(pair.Left, pair.Right))
            .WithTrackingName(Stages.Emit);

        // A project without chains needs no runtime; one whose code could not compile gets none.
        var hasChains = files.Collect().Select(static (files, _) => files.Length > 0);
        var contract = context.CompilationProvider.Combine(hasChains)
            .Select(static (pair, _) => pair.Right ? Contract.Check(pair.Left) : default)
            .WithTrackingName(Stages.Contract);
        var canEmit = contract.Combine(chainsClass)
            .Select(static (pair, _) => pair.Left.Count == 0 && pair.Right.Clash is null);
        var shared = settings.Combine(options).Combine(hasChains).Combine(canEmit)
            .Select(static (input, _) => EmitShared(input.Left.Left.Left, input.Left.Left.Right, input.Left.Right && input.Right))
            .WithTrackingName(Stages.EmitShared);
        var services = ValueOf(context, emitted
            .Select(static (file, _) => file.Value?.Services)
            .WithTrackingName(Stages.Services)
            .Collect()
            .Combine(settings)
            .Combine(hasChains.Combine(canEmit))
            .Select(static (input, _) => EmitServices(input.Left.Left, input.Left.Right, input.Right.Left && input.Right.Right))
            .WithTrackingName(Stages.EmitServices));
        var marks = own.Select(static (readings, _) => ReferencedConnectors.EmitMarks(readings)).WithTrackingName(Stages.EmitMarks);

        context.RegisterSourceOutput(emitted.Combine(canEmit), static (output, pair) => AddFile(output, pair.Left, pair.Right));
        context.RegisterSourceOutput(shared, static (output, file) => AddSource(output, file));
        context.RegisterSourceOutput(services, static (output, file) => AddSource(output, file));
        context.RegisterSourceOutput(marks, static (output, file) => AddSource(output, file));

        // What neither belongs to a .ai file nor to C# is said here alone.
        var namesakes = context.CompilationProvider.Combine(options).Combine(hasChains)
            .Select(static (input, _) => input.Right ? Namesakes.Find(input.Left.Left, input.Left.Right) : default)
            .WithTrackingName(Stages.Namesakes);
        var pythonNames = bound
            .Select(static (file, _) => file.Value is { } value ? Compiler.Compilation.PythonCalls(value) : default)
            .Collect()
            .Combine(python)
            .Select(static (pair, _) => Compiler.Compilation.CheckPython(pair.Left.SelectMany(called => called), pair.Right))
            .WithTrackingName(Stages.PythonNames);
        context.RegisterSourceOutput(namesakes, static (output, diagnostics) => Report(output, diagnostics));
        context.RegisterSourceOutput(pythonNames, static (output, diagnostics) => Report(output, diagnostics));

        // Without the runtime, what the user's code names of it is an error of C#, and then no analyzer runs: these are said here alone.
        context.RegisterSourceOutput(contract, static (output, diagnostics) => Report(output, diagnostics));
        RegisterDiagnostics(context, options, hasChains, chainsClass, readings, bound);
    }

    /// <summary>The analyzers report all of this. Where the build leaves them out, the generator does, and never both.</summary>
    private static void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ProjectOptions> options,
        IncrementalValueProvider<bool> hasChains,
        IncrementalValueProvider<ChainsClass> chainsClass,
        IncrementalValueProvider<EquatableArray<ConnectorReading>> readings,
        IncrementalValuesProvider<Outcome<BoundFile>> bound)
    {
        var analyzersRun = options.Select(static (options, _) => options.AnalyzersRun);
        var severities = context.AdditionalTextsProvider
            .Where(static file => ProjectFile.IsChains(file))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => new FileSeverities(pair.Left.Path, ReadSeverities(pair.Right.GetOptions(pair.Left))))
            .Collect()
            .Select(static (severities, _) => severities.ToEquatableArray());

        var ofProject = options.Combine(hasChains).Combine(chainsClass).Combine(readings).Combine(severities)
            .Select(static (input, _) =>
            {
                var ((((options, hasChains), chainsClass), readings), severities) = input;
                return options.AnalyzersRun ? default : DiagnoseProject(options, hasChains, chainsClass, readings, severities);
            });

        context.RegisterSourceOutput(ofProject, static (output, diagnostics) => Report(output, diagnostics));
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
