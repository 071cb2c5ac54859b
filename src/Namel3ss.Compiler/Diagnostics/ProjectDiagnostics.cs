using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes of the project around the files: its properties, its references, its <c>.editorconfig</c>.</summary>
public static class ProjectDiagnostics
{
    private static readonly DiagnosticDescriptor RuntimeMissingRule = new("N3S2060", DiagnosticSeverity.Error, "The runtime of chains is not referenced");
    private static readonly DiagnosticDescriptor ContractRule = new("N3S2061", DiagnosticSeverity.Error, "Generator and runtime do not belong together");
    private static readonly DiagnosticDescriptor PropertyRule = new("N3S2062", DiagnosticSeverity.Error, "A project property with a value that it cannot have");
    private static readonly DiagnosticDescriptor HighLimitRule = new("N3S2063", DiagnosticSeverity.Warning, "A limit of concurrent calls above 500");
    private static readonly DiagnosticDescriptor NamespaceClashRule = new("N3S2064", DiagnosticSeverity.Error, "The class of the chains has the name of a namespace");
    private static readonly DiagnosticDescriptor NamespaceHidesRule = new("N3S2065", DiagnosticSeverity.Warning, "A namespace may hide the class of the chains");
    private static readonly DiagnosticDescriptor SeverityRule = new("N3S2066", DiagnosticSeverity.Warning, "A severity in .editorconfig that means nothing");
    private static readonly DiagnosticDescriptor InternalErrorRule = new("N3S2068", DiagnosticSeverity.Error, "A bug in Namel3ss.Generator");
    private static readonly DiagnosticDescriptor LanguageVersionRule = new("N3S2069", DiagnosticSeverity.Error, "A C# version below 12");
    private static readonly DiagnosticDescriptor NamesakeRule = new("N3S2087", DiagnosticSeverity.Warning, "A reference whose class of chains has the same name");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        RuntimeMissingRule, ContractRule, PropertyRule, HighLimitRule, NamespaceClashRule, NamespaceHidesRule, SeverityRule,
        InternalErrorRule, LanguageVersionRule, NamesakeRule,
    ];

    public static Diagnostic RuntimeMissing() => new(RuntimeMissingRule, default,
        "The project has .ai files, but does not reference Namel3ss.Runtime, which the generated code calls. The package Namel3ss.Generator brings it along; if its reference leaves that out (ExcludeAssets, PrivateAssets), add <PackageReference Include=\"Namel3ss.Runtime\" /> of the same version.");

    /// <param name="generator">The generator's contract version.</param>
    /// <param name="runtime">The runtime's, null if it says none.</param>
    /// <param name="generatorVersion">The generator's package version.</param>
    /// <param name="runtimeVersion">The runtime's.</param>
    public static Diagnostic Contract(int generator, int? runtime, string generatorVersion, string runtimeVersion) => new(ContractRule, default,
        $"Namel3ss.Generator {generatorVersion} makes code for contract version {generator} of the runtime, but Namel3ss.Runtime {runtimeVersion} has {(runtime is { } version ? $"version {version}" : "none")}; "
        + $"update {(runtime > generator ? "Namel3ss.Generator" : "Namel3ss.Runtime")}, so that both packages have one version.");

    public static Diagnostic Property(string property, string value, string wanted) => new(PropertyRule, default,
        $"The project's property {property} is '{value}', but must be {wanted}.");

    public static Diagnostic HighLimit(string value) => new(HighLimitRule, default,
        $"The project's property Namel3ssMaxConcurrentLlmCalls is {value}; above 500 concurrent calls most providers throttle, and the machine runs short of connections. Take 500 or less.");

    public static Diagnostic NamespaceClash(string className, string @namespace) => new(NamespaceClashRule, default,
        $"The class of the chains would be '{@namespace}', which is a namespace of the project; name the class otherwise with <Namel3ssClassName>, as in <Namel3ssClassName>{className}Runner</Namel3ssClassName>.");

    public static Diagnostic NamespaceHides(string className, string @namespace) => new(NamespaceHidesRule, default,
        $"The project's namespace '{@namespace}' can hide the class '{className}' of the chains: in code outside it, '{className}' may mean the namespace. Name the class otherwise with <Namel3ssClassName>, as in <Namel3ssClassName>{className}Runner</Namel3ssClassName>.");

    public static Diagnostic Namesake(string assembly, string className, string qualifiedName) => new(NamesakeRule, default,
        $"'{assembly}', which this project references, has a class '{qualifiedName}' as well. Here the name means this project's, so that the chains of '{assembly}' cannot be called. Name this one otherwise, by <RootNamespace>, <Namel3ssNamespace> or <Namel3ssClassName>, as in <Namel3ssClassName>Own{className}</Namel3ssClassName>.");

    public static Diagnostic UnknownSeverity(string key, string value) => new(SeverityRule, default,
        $".editorconfig says {key} = {value}, but a severity is one of error, warning, suggestion, silent, none and default.");

    public static Diagnostic UnknownSeverityId(string key, string suggestion) => new(SeverityRule, default,
        $".editorconfig says {key}, but there is no such diagnostic.{suggestion}");

    public static Diagnostic SeverityOfError(string key, string value) => new(SeverityRule, default,
        $".editorconfig says {key} = {value}, but errors stay errors, because a chain that has one could not run. Correct the file instead.");

    /// <param name="at">The file.</param>
    /// <param name="relativePath">The file, as the message names it.</param>
    /// <param name="stage">What the generator was doing.</param>
    /// <param name="error">The exception's type and message.</param>
    public static Diagnostic InternalError(Location at, string relativePath, string stage, string error) => new(InternalErrorRule, at,
        $"This is a bug in Namel3ss.Generator: {stage} of '{relativePath}' failed ({error}). Please report it with the file at https://github.com/namel3ss/Namel3ss.Generator/issues; the chains of the other files are not concerned.");

    /// <summary>The same of a stage that concerns all files, or of a connector.</summary>
    public static Diagnostic InternalError(string stage, string error, Location at = default) => new(InternalErrorRule, at,
        $"This is a bug in Namel3ss.Generator: {stage} failed ({error}). Please report it, with what shows it, at https://github.com/namel3ss/Namel3ss.Generator/issues; other errors may only follow from it.");

    public static Diagnostic LanguageVersion(string version) => new(LanguageVersionRule, default,
        $"The project is compiled as C# {version}, but chains need C# 12 or later; take <LangVersion> out of the project, or set it to latest.");
}
