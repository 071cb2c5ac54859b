using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Runs that become JSON where there is no reflection.</summary>
public static class JsonDiagnostics
{
    public static readonly DiagnosticDescriptor OwnClassRule =
        new("N3S2078", DiagnosticSeverity.Warning, "A run written as JSON by its own class");

    public static readonly DiagnosticDescriptor MissingTypesRule =
        new("N3S2079", DiagnosticSeverity.Warning, "A run written as JSON whose values have no metadata");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [OwnClassRule, MissingTypesRule];

    public static Diagnostic OwnClass(Location at, string run, string method) => new(OwnClassRule, at,
        $"'{run}' is a class that the generator of System.Text.Json does not see, and without reflection there is no JSON metadata for it: this fails once the chain has run. Write the run as its base class, {method}<ChainRun>(…), which takes [JsonSerializable(typeof(ChainRun))] on your JsonSerializerContext.");

    public static Diagnostic MissingTypes(Location at, string run, IEnumerable<string> types) => new(MissingTypesRule, at,
        $"The values of '{run}' cannot all be written: without reflection they need JSON metadata, which no JsonSerializerContext of the project has, and this fails once the chain has run. Add {string.Join(", ", types.Select(type => $"[JsonSerializable(typeof({type}))]"))}, and give the context's options as JsonSerializerOptions of ChainOptions or Namel3ssOptions.");
}
