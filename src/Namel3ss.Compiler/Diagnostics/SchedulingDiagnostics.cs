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
    private static readonly DiagnosticDescriptor NeverThereRule = new("N3S3008", DiagnosticSeverity.Error, "A step that can never have run");
    private static readonly DiagnosticDescriptor ReadsItselfRule = new("N3S3009", DiagnosticSeverity.Error, "A step that reads itself");
    private static readonly DiagnosticDescriptor ReadsLaterRule = new("N3S3010", DiagnosticSeverity.Error, "A step that is read before it runs");
    private static readonly DiagnosticDescriptor ParallelReadRule = new("N3S3011", DiagnosticSeverity.Error, "A parallel step that reads its neighbour");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        ParallelWithDependenciesRule, UnknownDependencyRule, SelfDependencyRule, LaterDependencyRule, CycleRule,
        TinyTimeoutRule, UselessParallelRule, NeverThereRule, ReadsItselfRule, ReadsLaterRule, ParallelReadRule,
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

    public static Diagnostic NeverThere(Location at, string step, int stepLine) => new(NeverThereRule, at,
        $"Step '{step}' (line {stepLine}) can never have run here: it stands in another branch of the same 'if'.");

    public static Diagnostic ReadsItself(Location at, string step) => new(ReadsItselfRule, at,
        $"Step '{step}' reads its own value, which is not there yet; only in a loop would that be the value of the iteration before.");

    public static Diagnostic ReadsLater(Location at, string step, int stepLine) => new(ReadsLaterRule, at,
        $"Step '{step}' comes later (line {stepLine}) and has no value yet; move it above.");

    public static Diagnostic ParallelRead(Location at, string step, string read, int readLine) => new(ParallelReadRule, at,
        $"Step '{step}' cannot run in parallel with '{read}' (line {readLine}) and read its value: a parallel step waits for nobody. Remove 'parallel' from '{step}', and it runs after '{read}'.");

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
