namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Every diagnostic there is.</summary>
public static class DiagnosticCatalog
{
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. ReadingDiagnostics.All, .. ChainDiagnostics.All, .. NameDiagnostics.All, .. BindingDiagnostics.All, .. ExpressionDiagnostics.All,
        .. ConnectorDiagnostics.All, .. LlmDiagnostics.All, .. CallDiagnostics.All, .. ProjectDiagnostics.All, .. SchedulingDiagnostics.All,
        .. ResultDiagnostics.All, .. EndpointDiagnostics.All, .. JsonDiagnostics.All,
    ];
}
