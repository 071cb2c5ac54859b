using Namel3ss.Differential.Tests.Interpretation;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>No call starts before all that must have ended before it in file order, but for what may run beside it.</summary>
internal sealed class CallOrder
{
    private readonly Expectation _expected;
    private readonly Dictionary<string, List<(Plan Plan, Step Step)[]>> _paths = [];
    private readonly Dictionary<string, List<Dictionary<string, int>>> _before = [];
    private readonly List<string> _differences = [];

    public CallOrder(Expectation expected)
    {
        _expected = expected;
        AddPaths(expected.Plan, []);
    }

    public IReadOnlyList<string> Differences(CallEvent[] events)
    {
        var counts = new Dictionary<string, int>();
        foreach (string name in _expected.Journal.Calls)
        {
            Before(name).Add(new Dictionary<string, int>(counts));
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        var started = new Dictionary<string, int>();
        var ended = new Dictionary<string, int>();
        foreach (CallEvent call in events)
        {
            if (call.IsEnd)
            {
                ended[call.Step] = ended.GetValueOrDefault(call.Step) + 1;
                continue;
            }

            int index = started.GetValueOrDefault(call.Step);
            started[call.Step] = index + 1;
            if (index >= Before(call.Step).Count)
            {
                return [$"Step '{call.Step}' was called more often than {Before(call.Step).Count} times."];
            }

            if (!MayRunBesideItself(call.Step) && !_expected.Journal.Uncertain.Contains(call.Step))
            {
                CheckStart(call.Step, index, Before(call.Step)[index], ended);
            }
        }

        foreach ((string name, int count) in counts.Where(pair => !_expected.IsStopped && !_expected.Journal.Uncertain.Contains(pair.Key)))
        {
            if (started.GetValueOrDefault(name) != count)
            {
                _differences.Add($"Step '{name}' was called {started.GetValueOrDefault(name)} times, not {count}.");
            }
        }

        return _differences;
    }

    private void CheckStart(string step, int index, Dictionary<string, int> needed, Dictionary<string, int> ended)
    {
        int own = _paths[step].Max(MostCalls);
        foreach ((string other, int count) in needed.Where(pair => !_expected.Journal.Uncertain.Contains(pair.Key)))
        {
            int least = other == step ? index - own + 1 : MayOverlap(step, other) ? 0 : count;
            if (ended.GetValueOrDefault(other) < least)
            {
                _differences.Add($"Call {index + 1} of step '{step}' started before call {least} of step '{other}' had ended.");
            }
        }
    }

    private List<Dictionary<string, int>> Before(string step)
    {
        if (!_before.TryGetValue(step, out List<Dictionary<string, int>>? before))
        {
            _before.Add(step, before = []);
        }

        return before;
    }

    /// <summary>By each step the ways to it: those that call the chains around it, and it.</summary>
    private void AddPaths(Plan plan, (Plan Plan, Step Step)[] callers)
    {
        foreach (Step step in plan.Readings.Layout.Sites.Select(site => site.Step))
        {
            string key = plan.Key(step.Name);
            if (!_paths.TryGetValue(key, out List<(Plan Plan, Step Step)[]>? paths))
            {
                _paths.Add(key, paths = []);
            }

            (Plan Plan, Step Step)[] path = [.. callers, (plan, step)];
            paths.Add(path);
            if (step.Call is ChainCall call)
            {
                AddPaths(plan.Of(call.Callee.Chain), path);
            }
        }
    }

    /// <summary>It is called from two places that do not wait for each other, so that the order of its calls is open.</summary>
    private bool MayRunBesideItself(string step) =>
        _paths[step].Any(a => _paths[step].Any(b => a != b && MayOverlap(a, b)));

    private bool MayOverlap(string a, string b) => _paths[a].Any(one => _paths[b].Any(other => MayOverlap(one, other)));

    private static bool MayOverlap((Plan Plan, Step Step)[] a, (Plan Plan, Step Step)[] b)
    {
        foreach (((Plan Plan, Step Step) one, (Plan _, Step Step) other) in a.Zip(b))
        {
            if (one.Step != other.Step)
            {
                return one.Plan.Schedule.MayOverlap(one.Step.Name, other.Step.Name);
            }

            if (one.Plan.Schedule.MostCalls(one.Step) > 1)
            {
                return true;
            }
        }

        return false;
    }

    private static int MostCalls((Plan Plan, Step Step)[] path) => path.Aggregate(1, (calls, place) => calls * place.Plan.Schedule.MostCalls(place.Step));
}
