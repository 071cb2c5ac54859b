using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Endpoints of ASP.NET that run a chain.</summary>
public static class EndpointDiagnostics
{
    public static readonly DiagnosticDescriptor NoReturnTypeRule =
        new("N3S3033", DiagnosticSeverity.Warning, "An endpoint's lambda without a return type");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [NoReturnTypeRule];

    public static Diagnostic NoReturnType(Location at, string method, string head) => new(NoReturnTypeRule, at,
        $"What this lambda returns follows from '{method}', which ASP.NET's generator of request delegates does not see: the code that it writes for the endpoint does not compile. Write the type before the parameters: {head} (…) => ….");
}
