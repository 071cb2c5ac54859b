using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes in what runs when, and the guide's advice.</summary>
internal static class SchedulingDiagnostics
{
    private static readonly DiagnosticDescriptor ParallelWithDependenciesRule = new("N3S3001", DiagnosticSeverity.Error, "A parallel step that depends on others");
    private static readonly DiagnosticDescriptor UnknownDependencyRule = new("N3S3002", DiagnosticSeverity.Error, "A dependency on a step that does not exist");
    private static readonly DiagnosticDescriptor SelfDependencyRule = new("N3S3003", DiagnosticSeverity.Error, "A step that depends on itself");
    private static readonly DiagnosticDescriptor LaterDependencyRule = new("N3S3004", DiagnosticSeverity.Error, "A dependency on a later step");
    private static readonly DiagnosticDescriptor CycleRule = new("N3S3005", DiagnosticSeverity.Error, "Steps that wait for each other");
    private static readonly DiagnosticDescriptor TinyTimeoutRule = new("N3S3006", DiagnosticSeverity.Warning, "A timeout too short for model calls");
    private static readonly DiagnosticDescriptor UselessParallelRule = new("N3S3007", DiagnosticSeverity.Warning, "Parallel steps with nothing to run beside");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        ParallelWithDependenciesRule, UnknownDependencyRule, SelfDependencyRule, LaterDependencyRule, CycleRule,
        TinyTimeoutRule, UselessParallelRule,
    ];

    public static Diagnostic ParallelWithDependencies(Location at, string step, IEnumerable<string> dependencies) => new(ParallelWithDependenciesRule, at,
        $"Step '{step}' cannot be 'parallel: true' and depend on {Quote(dependencies)}: a parallel step waits for nobody. Remove 'parallel', and it runs after them, or remove 'depends_on'.");

    public static Diagnostic UnknownDependency(Location at, string name, string suggestion) => new(UnknownDependencyRule, at,
        $"There is no step '{name}' in this chain.{suggestion}");

    public static Diagnostic SelfDependency(Location at, string step) => new(SelfDependencyRule, at,
        $"Step '{step}' depends on itself; remove '{step}' from its 'depends_on'.");

    public static Diagnostic LaterDependency(Location at, string step, string dependency, int dependencyLine) => new(LaterDependencyRule, at,
        $"Step '{step}' depends on '{dependency}', which comes later (line {dependencyLine}); move '{dependency}' above '{step}'.");

    public static Diagnostic Cycle(Location at, IEnumerable<string> path) => new(CycleRule, at,
        $"These steps wait for each other and none could ever start: {string.Join(" → ", path)}; remove one of the dependencies.");

    public static Diagnostic TinyTimeout(Location at, string chain) => new(TinyTimeoutRule, at,
        $"The timeout of chain '{chain}' is short for calls to a model, which often take longer than 10 seconds; 60 seconds suit simple prompts, 180 complex analysis.");

    public static Diagnostic UselessParallel(Location at, string chain) => new(UselessParallelRule, at,
        $"'parallel: true' changes nothing in chain '{chain}': no two parallel steps follow one another. Put the independent steps next to each other, or remove 'parallel'.");

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
