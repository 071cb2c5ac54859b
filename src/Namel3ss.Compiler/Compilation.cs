using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Emit;
using Namel3ss.Compiler.Scheduling;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler;

/// <summary>What the project says about its generated code.</summary>
/// <param name="RootNamespace">A valid namespace, or empty for the global one.</param>
/// <param name="ClassName">The class that gets the chains.</param>
/// <param name="IsPublic">The user declared that class public.</param>
public sealed record CompilationOptions(string RootNamespace, string ClassName = "Chains", bool IsPublic = false)
{
    /// <summary>The class with its namespace, as generated code writes it.</summary>
    public string QualifiedClassName => Qualify(ClassName);

    /// <summary>The interface that has the chains as methods of an object.</summary>
    public string InterfaceName => "I" + ClassName;

    /// <summary>The interface with its namespace, as generated code writes it.</summary>
    public string QualifiedInterfaceName => Qualify(InterfaceName);

    private string Qualify(string name) => RootNamespace.Length == 0 ? $"global::{name}" : $"global::{RootNamespace}.{name}";
}

/// <summary>A generated file: its name among the generated files and its C#.</summary>
/// <param name="Services">What the container must know of it, if it has chains.</param>
public sealed record EmittedFile(string HintName, string Text, FileServices? Services = null);

/// <summary>
/// The compiler's face: the stages in their order, each a function of values, so that a host can keep what did not
/// change. Hosts add files, symbols and options; nothing here reads any.
/// </summary>
public static class Compilation
{
    /// <summary>The contract between generated code and runtime; raised when the one no longer fits the other.</summary>
    public const int ContractVersion = 3;

    /// <summary>The version that generated members and the contract check carry.</summary>
    public static string Version { get; } =
        typeof(Compilation).Assembly.GetName().Version.ToString(3);

    /// <summary>Every diagnostic that there is.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors => DiagnosticCatalog.All;

    /// <summary>Text → tree.</summary>
    public static SyntaxTree Parse(SourceFile file, CancellationToken cancellationToken = default) =>
        Parser.Parse(file, cancellationToken);

    /// <summary>Trees → what each file must know of the others' names.</summary>
    public static ChainIndex Index(IEnumerable<SyntaxTree> trees) => ChainIndex.Create(trees);

    /// <summary>Trees and names → what each file must know of the chains that it may call.</summary>
    public static ChainSignatures Signatures(
        IEnumerable<SyntaxTree> trees,
        ChainIndex index,
        ConnectorTable connectors,
        NameTable<PythonNamesakes> python,
        CompilationOptions options,
        CancellationToken cancellationToken = default) =>
        SignatureBinder.Bind(trees.ToList(), index, connectors, python, options, cancellationToken);

    /// <summary>Tree → names and types, with every diagnostic of the file.</summary>
    public static BoundFile Bind(
        SyntaxTree tree,
        ProjectModel project,
        CompilationOptions options,
        CancellationToken cancellationToken = default)
    {
        BoundFile bound = new Binder(tree, project, options).Bind(cancellationToken);
        IEnumerable<Diagnostic> all = tree.Diagnostics.Concat(bound.Diagnostics).Concat(bound.Chains.SelectMany(ScheduleAdvice.Of));
        return bound with { Diagnostics = Suppressions.Apply(tree, all.OrderBy(diagnostic => diagnostic.Location.Span.Start)) };
    }

    /// <summary>The Python modules that the steps of a file call.</summary>
    public static EquatableArray<string> PythonCalls(BoundFile file) => PythonShadows.Called(file);

    /// <summary>What is wrong with the names of a project's Python files, if its steps call these modules.</summary>
    public static EquatableArray<Diagnostic> CheckPython(IEnumerable<string> called, NameTable<PythonNamesakes> python) =>
        PythonShadows.Find(called.ToList(), python);

    /// <summary>Names and types → C#; empty text if the file declares neither chain nor chat model.</summary>
    public static EmittedFile Emit(BoundFile file, CompilationOptions options)
    {
        BoundFile emitted = DoubtfulTypes.Break(file, options);
        string text = file.Chains.Count == 0 && file.Llms.Count == 0 ? "" : FileEmitter.Emit(emitted, options);
        return new EmittedFile(HintName.Of(file.RelativePath), text, ServicesEmitter.Of(emitted, options));
    }

    /// <summary>The interface of the chains of all files, and what adds them to a container.</summary>
    public static EmittedFile EmitServices(EquatableArray<FileServices> files, CompilationOptions options) =>
        new("Namel3ss.Services.g.cs", ServicesEmitter.Emit(files, options));

    /// <summary>What a project with chains needs once, whatever their number.</summary>
    /// <param name="globalUsing">A <c>global using</c> of the root namespace, so that a top-level program sees the chains.</param>
    public static EmittedFile EmitShared(CompilationOptions options, bool globalUsing) =>
        new("Namel3ss.g.cs", SharedEmitter.Emit(options, globalUsing));
}
