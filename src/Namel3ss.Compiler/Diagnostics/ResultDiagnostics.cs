using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>The guide's fourth don't, in the C# that runs a chain: a run that failed and nobody saw it.</summary>
public static class ResultDiagnostics
{
    public static readonly DiagnosticDescriptor UncheckedResultRule =
        new("N3S3030", DiagnosticSeverity.Warning, "A result read without a look at the status");

    public static readonly DiagnosticDescriptor DroppedRunRule =
        new("N3S3031", DiagnosticSeverity.Warning, "A run that nobody looks at");

    public static readonly DiagnosticDescriptor UncheckedStepRule =
        new("N3S3032", DiagnosticSeverity.Warning, "A step's value that is taken for granted");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [UncheckedResultRule, DroppedRunRule, UncheckedStepRule];

    public static Diagnostic UncheckedResult(Location at, string run) => new(UncheckedResultRule, at,
        $"'{run}.Result' is null after a timeout or a failure, and nothing here looks at the status. Read it with EnsureOk(), which throws then, or look at Status, HasResult or TryGetResult first.");

    public static Diagnostic DroppedRun(Location at, string method) => new(DroppedRunRule, at,
        $"Nobody looks at the run that '{method}' gives: a timeout or a failure does not throw, and would pass in silence. Call EnsureOk() on it, which throws then, look at its Status, or write '_ =' before it if it does not matter how it ends.");

    public static Diagnostic UncheckedStep(Location at, string step) => new(UncheckedStepRule, at,
        $"'{step}.Result' is null if the step failed or did not come to its end, and nothing here looks at the run. Call EnsureOk() on the run first, which throws then, or look at Status, or at HasResult of the step.");
}
