using Namel3ss.Differential.Tests.Interpretation;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>Where a run differs from what the interpreter expects of it.</summary>
internal sealed class Comparison(Expectation expected, Execution seen, Mode mode)
{
    private readonly List<string> _differences = [];

    public IReadOnlyList<string> Differences()
    {
        if (seen.Observation is { } observation)
        {
            CompareRun(expected, observation, expected.Plan.Chain.Name);
            Check(!mode.IsCancelled || observation.Status != ChainStatus.Timeout, "The chain timed out, but nothing took so long.");
        }
        else
        {
            Check(mode.IsCancelled && expected.Statuses.Contains(ChainStatus.Timeout), "The chain was cancelled by nobody.");
        }

        _differences.AddRange(new CallOrder(expected).Differences(seen.Events));
        Check(seen.MostPermits <= mode.Limit, $"{seen.MostPermits} calls held permits at once.");
        Check(seen.PermitsKept == 0, $"{seen.PermitsKept} permits were never given back.");
        Check(seen.LateChange is null, $"The result changed after the run had ended: {seen.LateChange}");
        Check(seen.StillHeld is null, $"The run keeps alive what made it: {seen.StillHeld}");
        return _differences;
    }

    private void CompareRun(Expectation run, Observation observed, string chain)
    {
        Check(run.Statuses.Contains(observed.Status), $"Chain {chain} is {observed.Status}, not {string.Join(" or ", run.Statuses)}. It has: {observed.Show()}");
        if (run.Statuses.Contains(observed.Status))
        {
            CompareEnd(run, observed, chain);
            foreach ((string name, IReadOnlyList<Outcome> outcomes) in run.Steps)
            {
                CompareStep(run, name, outcomes, Seen(observed.Steps, name));
            }
        }
    }

    private void CompareEnd(Expectation run, Observation observed, string chain)
    {
        object? result = run.IsStopped ? ResultOfStopped(run, observed) : run.Result;
        Check(
            TypedValue.Show(result) == TypedValue.Show(observed.Result),
            $"The result of chain {chain} is {TypedValue.Show(observed.Result)}, not {TypedValue.Show(result)}.");
        Check(observed.HasResult == (observed.Result is not null), $"HasResult of chain {chain} is {observed.HasResult}, and its result {TypedValue.Show(observed.Result)}.");
        switch (observed.Status)
        {
            case ChainStatus.Error:
                bool isNamed = run.Stoppers.Any(name => observed.Error?.StartsWith($"Step '{name}' ", StringComparison.Ordinal) == true
                    && Seen(observed.Steps, name).Any(step => step.Status is StepStatus.Failed or StepStatus.TimedOut));
                Check(isNamed, $"The error of chain {chain} should name one of {string.Join(", ", run.Stoppers)}: {observed.Error}");
                break;
            case ChainStatus.Timeout:
                double limit = (run.Plan.Chain.Timeout is { } own ? new Limit(own) : Limit.Default).Seconds;
                // An attempt that failed before is told behind it.
                Check(
                    observed.Error?.Split("; an attempt of step ")[0].EndsWith(FormattableString.Invariant($"' execution timed out after {limit} seconds"), StringComparison.Ordinal) == true,
                    $"The error of chain {chain} should name {limit} seconds: {observed.Error}");
                break;
            default:
                Check(observed.Error is null, $"Chain {chain} has an error: {observed.Error}");
                break;
        }
    }

    /// <summary>
    /// Of a run that was stopped it is open which steps beside the one that stopped it have ended; not, what of these is its value:
    /// that of the first output that has one, unless a list that ran stands before it, which is none then.
    /// </summary>
    private static object? ResultOfStopped(Expectation run, Observation observed)
    {
        foreach (string name in run.Plan.Chain.Outputs)
        {
            IReadOnlyList<ObservedStep> steps = Seen(observed.Steps, name);
            if (!run.Lists.Contains(name))
            {
                if (steps[0] is { Status: StepStatus.Ok, Value: { } value })
                {
                    return value;
                }
            }
            else if (steps.Count > 0 || Seen(observed.RanWithoutItems, name))
            {
                return null;
            }
        }

        return null;
    }

    private void CompareStep(Expectation run, string name, IReadOnlyList<Outcome> outcomes, IReadOnlyList<ObservedStep> steps)
    {
        // Whether a step is to be skipped is found out when its group begins; the chain may be stopped before its turn.
        bool maySkipEarly = run.IsStopped && run.Plan.Readings.Layout.Named(name).Any(site => site.Step.IsParallel || site.Step.HasDependencies);
        List<(Outcome Outcome, ObservedStep Step)>? pairs = run.IsStopped && run.Lists.Contains(name)
            ? Match(outcomes, [.. steps.Where(step => step.Status != StepStatus.NotStarted && !(maySkipEarly && step.Status == StepStatus.Skipped))])
            : outcomes.Count != steps.Count ? null
            : [.. outcomes.Zip(steps).Where(pair => !(maySkipEarly && pair is { First.Status: StepStatus.NotStarted, Second.Status: StepStatus.Skipped }))];
        bool agree = pairs?.All(pair => Agree(pair.Outcome, pair.Step)) == true;
        Check(agree, $"Step '{run.Plan.Key(name)}' is [{string.Join("; ", steps.Select(Observation.Show))}], not [{string.Join("; ", outcomes.Select(Show))}].");
        foreach ((Outcome outcome, ObservedStep step) in agree ? pairs! : [])
        {
            if (outcome.Run is { } called && step.Status == outcome.Status)
            {
                Check(step.Run is not null, $"Step '{run.Plan.Key(name)}' has no run of the chain that it called.");
                if (step.Run is not null)
                {
                    CompareRun(called, step.Run, called.Plan.Chain.Name);
                }
            }
        }
    }

    /// <summary>After a stop a list may lack what need not have run; null if something else is missing or wrong.</summary>
    private static List<(Outcome Outcome, ObservedStep Step)>? Match(IReadOnlyList<Outcome> outcomes, IReadOnlyList<ObservedStep> steps)
    {
        var pairs = new List<(Outcome Outcome, ObservedStep Step)>();
        int next = 0;
        foreach (ObservedStep step in steps)
        {
            while (next < outcomes.Count && !Agree(outcomes[next], step) && MayBeMissing(outcomes[next]))
            {
                next++;
            }

            if (next == outcomes.Count)
            {
                return null;
            }

            pairs.Add((outcomes[next++], step));
        }

        return outcomes.Skip(next).All(MayBeMissing) ? pairs : null;
    }

    private static bool MayBeMissing(Outcome outcome) => outcome.IsFlexible || outcome.Status is StepStatus.NotStarted or StepStatus.Skipped;

    private static bool Agree(Outcome outcome, ObservedStep step) =>
        (outcome.IsFlexible && step.Status is (StepStatus.NotStarted or StepStatus.Cancelled))
        || (outcome.Status == step.Status
            && outcome.Attempts == step.Attempts
            && TypedValue.Show(outcome.Value) == TypedValue.Show(step.Value)
            && (outcome.Error is null || outcome.Error == step.Error));

    private static T Seen<T>(IReadOnlyDictionary<string, T> steps, string name) => steps
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
