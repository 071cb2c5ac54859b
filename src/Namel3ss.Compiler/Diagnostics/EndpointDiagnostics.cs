using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Endpoints of ASP.NET that run a chain.</summary>
public static class EndpointDiagnostics
{
    public static readonly DiagnosticDescriptor UnknownHandlerRule =
        new("N3S3033", DiagnosticSeverity.Warning, "An endpoint that other generators cannot know");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [UnknownHandlerRule];

    public static Diagnostic NoReturnType(Location at, string method, string head) => new(UnknownHandlerRule, at,
        $"What this lambda returns follows from '{method}', which ASP.NET's generator of request delegates does not see: the code that it writes for the endpoint does not compile. Write the type before the parameters: {head} (…) => ….");

    public static Diagnostic GeneratedReturnType(Location at, string type, string known) => new(UnknownHandlerRule, at,
        $"'{type}' is a class that ASP.NET's generator of request delegates and that of System.Text.Json do not see: the first request to any endpoint fails, since there is no JSON metadata for it. Write {known} instead.");

    public static Diagnostic TypedRequestDelegate(Location at, string method, string parameter) => new(UnknownHandlerRule, at,
        $"ASP.NET's generator of request delegates does not see '{method}' and takes this lambda for another kind of handler than the compiler does: what it writes for the endpoint does not compile (CS9144). Leave out the type of the parameter: async {parameter} => ….");
}
