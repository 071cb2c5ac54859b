using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>The guide's fourth don't, in the C# that reads a chain's result.</summary>
public static class ResultDiagnostics
{
    public static readonly DiagnosticDescriptor UncheckedResultRule =
        new("N3S3030", DiagnosticSeverity.Warning, "A result read without a look at the status");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [UncheckedResultRule];

    public static Diagnostic UncheckedResult(Location at, string run) => new(UncheckedResultRule, at,
        $"'{run}.Result' is null after a timeout or a failure, and nothing here looks at the status. Read it with EnsureOk(), which throws then, or look at Status, HasResult or TryGetResult first.");
}
