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
    private static readonly DiagnosticDescriptor CannotBeginRule = new("N3S3012", DiagnosticSeverity.Error, "A loop that cannot begin");
    private static readonly DiagnosticDescriptor NeverRunsRule = new("N3S3013", DiagnosticSeverity.Error, "Steps of a loop that never run");
    private static readonly DiagnosticDescriptor SkippedFirstRule = new("N3S3014", DiagnosticSeverity.Warning, "A step that each first iteration skips");
    private static readonly DiagnosticDescriptor EndsAtNullRule = new("N3S3015", DiagnosticSeverity.Warning, "A loop that a missing value ends");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        ParallelWithDependenciesRule, UnknownDependencyRule, SelfDependencyRule, LaterDependencyRule, CycleRule,
        TinyTimeoutRule, UselessParallelRule, NeverThereRule, ReadsItselfRule, ReadsLaterRule, ParallelReadRule,
        CannotBeginRule, NeverRunsRule, SkippedFirstRule, EndsAtNullRule,
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

    public static Diagnostic CannotBegin(Location at, IReadOnlyList<string> steps) => new(CannotBeginRule, at,
        $"This loop cannot begin: before its first iteration {Quote(steps)} {(steps.Count == 1 ? "is" : "are")} null, and then the condition is false. Say what counts then, as in '({steps[0]} ?? …)' or '{steps[0]} == null or …'.");

    public static Diagnostic NeverRuns(Location at, IEnumerable<string> circle) => new(NeverRunsRule, at,
        $"These steps never run: each is skipped without the value of the next, which is that of the iteration before or skipped itself: {string.Join(" → ", circle)}. Say what to take in the first iteration, as in '… ?? \"none\"'.");

    public static Diagnostic SkippedFirst(Location at, string step) => new(SkippedFirstRule, at,
        $"In each first iteration there is no iteration before: this is null, and step '{step}' is skipped. Say what to take then, as in '… ?? \"none\"', or with a condition that it is meant: 'if: … != null'.");

    public static Diagnostic EndsAtNull(Location at, string step) => new(EndsAtNullRule, at,
        $"Where step '{step}' is skipped or fails, this condition is false and the loop ends. If that is meant, say so: '{step} != null and …'; if not, say what counts then, as in '({step} ?? …)'.");

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
