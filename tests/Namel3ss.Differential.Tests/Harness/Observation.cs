using System.Reflection;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>What became of one run of a step.</summary>
/// <param name="Run">The run of the chain that it called, if it has one.</param>
internal sealed record ObservedStep(StepStatus Status, object? Value, int Attempts, string? Error, Observation? Run);

/// <summary>What a run of a chain gave, read from its result.</summary>
/// <param name="RanWithoutItems">By step, whether it is a list for no items at all: a <c>for_each</c> that had nothing to do.</param>
internal sealed record Observation(
    ChainStatus Status,
    object? Result,
    bool HasResult,
    string? Error,
    IReadOnlyDictionary<string, IReadOnlyList<ObservedStep>> Steps,
    IReadOnlyDictionary<string, bool> RanWithoutItems)
{
    public static Observation Of(ChainRun run)
    {
        object steps = Property(run, "Steps")!;
        Dictionary<string, object> all = steps.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(steps)!);
        return new(
            run.Status,
            TypedValue.FromTyped(Property(run, "Result")),
            Property(run, "HasResult") is true,
            run.Error,
            all.ToDictionary(
                pair => pair.Key,
                pair => (IReadOnlyList<ObservedStep>)(pair.Value switch
                {
                    StepRun one => [Of(one)],
                    var list => [.. ((IEnumerable<StepRun>)list).Select(Of)],
                })),
            all.ToDictionary(
                pair => pair.Key,
                pair => pair.Value is IReadOnlyList<StepRun> { Count: 0 } && Property(pair.Value, "HasRun") is true));
    }

    /// <summary>The steps in file order with all that is known of them, to compare two observations of one run.</summary>
    public string Show() => $"{Status} {TypedValue.Show(Result)} {Error}\n" + string.Join("\n", Steps.Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value.Select(Show))}"));

    public static string Show(ObservedStep step) => $"{step.Status} {TypedValue.Show(step.Value)} x{step.Attempts} {step.Error}{(step.Run is null ? "" : $" ({step.Run.Show()})")}";

    private static ObservedStep Of(StepRun step) => new(
        step.Status, TypedValue.FromTyped(Property(step, "Result")), step.Attempts, step.Error, Property(step, "Run") is ChainRun run ? Of(run) : null);

    private static object? Property(object target, string name) =>
        target.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)?.GetValue(target);
}
