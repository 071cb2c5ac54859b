using Namel3ss.Differential.Tests.Interpretation;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>What happened in many runs: a check in which nothing fails, overlaps or is skipped would show nothing.</summary>
internal sealed class Coverage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = [];

    public void Add(Expectation expected, Execution seen, Mode mode)
    {
        lock (_lock)
        {
            if (seen.Observation is { } observation)
            {
                Count($"chain {observation.Status}");
                Count(expected.IsStopped && observation.HasResult, "stopped chain with a value");
                Count(expected.Plan.Chain is { Output: null, Body: [.., Model.If] } && observation.HasResult, "value of a last if");
                CountSteps(observation, mode, "");
            }
            else
            {
                Count("chain cancelled");
            }

            Count(seen.MostRunning > 1, $"calls side by side, {mode.Order}");
        }
    }

    /// <summary>The build said of a chain that something in it never runs.</summary>
    public void AddNeverRun()
    {
        lock (_lock)
        {
            Count("chain with what never runs");
        }
    }

    /// <summary>The language leaves open what becomes of the run.</summary>
    public void AddUndefined()
    {
        lock (_lock)
        {
            Count("undefined");
        }
    }

    private void CountSteps(Observation observation, Mode mode, string kind)
    {
        foreach (ObservedStep step in observation.Steps.Values.SelectMany(steps => steps))
        {
            Count($"{kind}step {step.Status}");
            Count(step.Attempts > 1, $"{kind}step tried again");
            if (step.Run is { } run)
            {
                Count($"{kind}called chain {run.Status}");
                CountSteps(run, mode, "called ");
            }
        }
    }

    /// <summary>Each of these in every batch, be it small.</summary>
    public void AssertIsWide()
    {
        string[] wanted =
        [
            "chain Ok", "chain Partial", "chain Error", "chain Timeout", "chain cancelled", "stopped chain with a value", "value of a last if",
            "called chain Ok", "called chain Partial", "called chain Error", "called chain Timeout", "called called chain Ok",
            "called step Ok", "called step Failed", "called step TimedOut", "called step Skipped", "step Ok", "step Failed", "step TimedOut", "step Skipped", "step Cancelled",
            "step NotStarted", "step tried again", "calls side by side, Groups", "calls side by side, Dataflow",
        ];
        Assert.All(wanted, what => Assert.True(_counts.GetValueOrDefault(what) > 0, $"In no run: {what}. {this}"));
        Assert.Equal(0, _counts.GetValueOrDefault("calls side by side, Sequential"));
        int runs = _counts.Where(pair => pair.Key.StartsWith("chain ", StringComparison.Ordinal)).Sum(pair => pair.Value);
        Assert.True(_counts.GetValueOrDefault("undefined") * 50 < runs, $"Too much is left open. {this}");
        string[] nulls =
        [
            "step", "input or variable", "member", "lower", "json", "-", "arithmetic", "??", "condition", "in a text", "in +text", "in count()", "in contains()",
            "in <", "in >=", "in ==", "in !=", "in +", "in *",
        ];
        Assert.All(nulls, what => Assert.True(NullCounts.Of(what) > 0, $"Never null: {what}. {NullCounts.Show()}"));
    }

    public override string ToString() => string.Join(", ", _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}"));

    private void Count(string what) => Count(true, what);

    private void Count(bool holds, string what)
    {
        if (holds)
        {
            _counts[what] = _counts.GetValueOrDefault(what) + 1;
        }
    }
}
