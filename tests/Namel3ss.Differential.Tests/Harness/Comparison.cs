using Namel3ss.Differential.Tests.Interpretation;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>Where a run differs from what the interpreter expects of it.</summary>
internal sealed class Comparison(Readings readings, Schedule schedule, Expectation expected, Execution seen, Mode mode)
{
    private readonly List<string> _differences = [];

    public IReadOnlyList<string> Differences()
    {
        Check(expected.Status == seen.Observation.Status, $"The chain is {seen.Observation.Status}, not {expected.Status}. {seen.Observation.Error}");
        if (_differences.Count == 0)
        {
            CompareEnd();
            CompareSteps();
        }

        CheckOrder();
        Check(seen.MostPermits <= mode.Limit, $"{seen.MostPermits} calls held permits at once.");
        Check(seen.PermitsKept == 0, $"{seen.PermitsKept} permits were never given back.");
        Check(seen.LateChange is null, $"The result changed after the run had ended: {seen.LateChange}");
        return _differences;
    }

    private void CompareEnd()
    {
        if (expected.Status != ChainStatus.Error)
        {
            Check(
                TypedValue.Show(expected.Result) == TypedValue.Show(seen.Observation.Result),
                $"The result is {TypedValue.Show(seen.Observation.Result)}, not {TypedValue.Show(expected.Result)}.");
            return;
        }

        string? named = expected.Stoppers.FirstOrDefault(name =>
            seen.Observation.Error?.StartsWith($"Step '{name}' ", StringComparison.Ordinal) == true
            && Seen(name).Any(step => step.Status is StepStatus.Failed or StepStatus.TimedOut));
        Check(named is not null, $"The error should name one of {string.Join(", ", expected.Stoppers)}: {seen.Observation.Error}");
    }

    private void CompareSteps()
    {
        foreach ((string name, IReadOnlyList<Outcome> outcomes) in expected.Steps)
        {
            IReadOnlyList<ObservedStep> steps = Seen(name);
            bool isEqual = expected.Status == ChainStatus.Error && expected.Lists.Contains(name)
                ? IsSubsequence(outcomes, [.. steps.Where(step => step.Status != StepStatus.NotStarted && !(MayBeSkippedEarly(name) && step.Status == StepStatus.Skipped))])
                : outcomes.Count == steps.Count && outcomes.Zip(steps).All(pair => Agree(pair.First, pair.Second) || IsSkippedEarly(name, pair.First, pair.Second));
            Check(isEqual, $"Step '{name}' is [{string.Join("; ", steps.Select(Observation.Show))}], not [{string.Join("; ", outcomes.Select(Show))}].");
        }
    }

    /// <summary>After a stop a list may lack what need not have run.</summary>
    private static bool IsSubsequence(IReadOnlyList<Outcome> outcomes, IReadOnlyList<ObservedStep> steps)
    {
        int next = 0;
        foreach (ObservedStep step in steps)
        {
            while (next < outcomes.Count && !Agree(outcomes[next], step) && MayBeMissing(outcomes[next]))
            {
                next++;
            }

            if (next == outcomes.Count || !Agree(outcomes[next], step))
            {
                return false;
            }

            next++;
        }

        return outcomes.Skip(next).All(MayBeMissing);
    }

    private bool IsSkippedEarly(string name, Outcome outcome, ObservedStep step) =>
        expected.Status == ChainStatus.Error && outcome.Status == StepStatus.NotStarted && step.Status == StepStatus.Skipped && MayBeSkippedEarly(name);

    /// <summary>Whether a step is to be skipped is found out when its group begins; the chain may be stopped before its turn.</summary>
    private bool MayBeSkippedEarly(string name) => readings.Layout.Named(name).Any(site => site.Step.IsParallel || site.Step.HasDependencies);

    private static bool MayBeMissing(Outcome outcome) => outcome.IsFlexible || outcome.Status is StepStatus.NotStarted or StepStatus.Skipped;

    private static bool Agree(Outcome outcome, ObservedStep step) =>
        (outcome.IsFlexible && step.Status is (StepStatus.NotStarted or StepStatus.Cancelled))
        || (outcome.Status == step.Status
            && outcome.Attempts == step.Attempts
            && TypedValue.Show(outcome.Value) == TypedValue.Show(step.Value)
            && (outcome.Error is null || outcome.Error == step.Error));

    /// <summary>No call starts before all that must have ended before it in file order, but for what may run beside it.</summary>
    private void CheckOrder()
    {
        bool mayBeFewer = expected.Status == ChainStatus.Error;
        var before = expected.Steps.Keys.ToDictionary(name => name, _ => new List<Dictionary<string, int>>());
        var counts = new Dictionary<string, int>();
        foreach (string name in expected.Calls)
        {
            before[name].Add(new Dictionary<string, int>(counts));
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        var started = new Dictionary<string, int>();
        var ended = new Dictionary<string, int>();
        foreach (CallEvent call in seen.Events)
        {
            if (call.IsEnd)
            {
                ended[call.Step] = ended.GetValueOrDefault(call.Step) + 1;
                continue;
            }

            int index = started.GetValueOrDefault(call.Step);
            started[call.Step] = index + 1;
            if (index >= before[call.Step].Count)
            {
                _differences.Add($"Step '{call.Step}' was called more often than {before[call.Step].Count} times.");
                return;
            }

            CheckStart(call.Step, index, before[call.Step][index], ended);
        }

        foreach ((string name, List<Dictionary<string, int>> calls) in before.Where(_ => !mayBeFewer))
        {
            Check(calls.Count == started.GetValueOrDefault(name), $"Step '{name}' was called {started.GetValueOrDefault(name)} times, not {calls.Count}.");
        }
    }

    private void CheckStart(string step, int index, Dictionary<string, int> needed, Dictionary<string, int> ended)
    {
        int own = schedule.MostCalls(readings.Layout.Named(step).First().Step);
        foreach ((string other, int count) in needed)
        {
            int least = other == step ? index - own + 1 : schedule.MayOverlap(step, other) ? 0 : count;
            Check(ended.GetValueOrDefault(other) >= least, $"Call {index + 1} of step '{step}' started before call {least} of step '{other}' had ended.");
        }
    }

    private IReadOnlyList<ObservedStep> Seen(string name) => seen.Observation.Steps
        .First(pair => pair.Key.Equals(name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)).Value;

    private static string Show(Outcome outcome) =>
        $"{outcome.Status} {TypedValue.Show(outcome.Value)} x{outcome.Attempts} {outcome.Error}{(outcome.IsFlexible ? " (or stopped)" : "")}";

    private void Check(bool holds, string difference)
    {
        if (!holds)
        {
            _differences.Add(difference);
        }
    }
}
