using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Namel3ss.Testing;

// What a test says of the schedule. Steps are named as in the .ai file, or "chain.step" where several chains have one of that name.
public sealed partial class ChainTest
{
    /// <summary>Each of these steps ran, and each two of them at the same time. A name given twice means two runs of one step.</summary>
    /// <param name="steps">Two names or more.</param>
    /// <exception cref="ChainAssertionException">It was not so.</exception>
    public void AssertRanTogether(params string[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Length < 2)
        {
            throw new ArgumentException("It takes two steps to run together.", nameof(steps));
        }

        var runs = steps.Select(RunsOf).ToList();
        for (var i = 0; i < steps.Length; i++)
        {
            for (var j = i + 1; j < steps.Length; j++)
            {
                if (!runs[i].Any(one => runs[j].Any(other => one != other && one.Overlaps(other))))
                {
                    Fail($"Steps '{steps[i]}' and '{steps[j]}' did not run at the same time{(EnableParallelSteps ? "" : $": {nameof(EnableParallelSteps)} is off")}.");
                }
            }
        }
    }

    /// <summary>Both steps ran, and every run of the first had ended when the second first started.</summary>
    /// <param name="first">The name of a step.</param>
    /// <param name="then">The name of another step.</param>
    /// <exception cref="ChainAssertionException">It was not so.</exception>
    public void AssertRanBefore(string first, string then)
    {
        if (RunsOf(first).Max(step => step.EndOrder) > RunsOf(then).Min(step => step.StartOrder))
        {
            Fail($"Step '{first}' had not ended when '{then}' started.");
        }
    }

    /// <summary>The step ran.</summary>
    /// <param name="step">Its name.</param>
    /// <param name="times">How often: iterations, items and calls of its chain count, attempts do not. Null for at least once.</param>
    /// <exception cref="ChainAssertionException">It was not so.</exception>
    public void AssertRan(string step, int? times = null)
    {
        var count = Find(step).Count;
        if (times is null ? count == 0 : count != times)
        {
            Fail(count == 0 ? $"Step '{step}' did not run." : $"Step '{step}' ran {Times(count)}, not {Times(times!.Value)}.");
        }
    }

    /// <summary>The step did not start: it was skipped, stood in another branch, or the chain ended before.</summary>
    /// <param name="step">Its name.</param>
    /// <exception cref="ChainAssertionException">It was not so.</exception>
    public void AssertNotRun(string step)
    {
        var count = Find(step).Count;
        if (count > 0)
        {
            Fail($"Step '{step}' ran {Times(count)}.");
        }
    }

    private static string Times(int count) => count switch
    {
        0 => "never",
        1 => "once",
        _ => count.ToString(CultureInfo.InvariantCulture) + " times",
    };

    private List<ScheduledStep> RunsOf(string step)
    {
        var runs = Find(step);
        if (runs.Count == 0)
        {
            Fail($"Step '{step}' did not run.");
        }

        return runs;
    }

    /// <summary>The runs of a step. A name that no chain of the test has is a mistake in the test, and not a step that did not run.</summary>
    private List<ScheduledStep> Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var recorder = _recorder ?? throw new InvalidOperationException("No chain has run yet: call RunAsync first.");
        var known = recorder.Chains.Union(_fakes.Chains).SelectMany(chain => chain.Reachable).Distinct()
            .SelectMany(chain => chain.Steps.Select(step => (Chain: chain.Name, Step: step.Name)))
            .ToList();
        if (!known.Any(step => IsNamed(step.Chain, step.Step, name)))
        {
            Fail($"No chain of this test has a step '{name}'. It has: {string.Join(", ", known.Select(step => step.Step).Distinct())}.");
        }

        return [.. Schedule.Where(step => step.HasRun && IsNamed(step.Chain, step.Step, name))];
    }

    private static bool IsNamed(string chain, string step, string name) =>
        name == step || (name.Length == chain.Length + 1 + step.Length
            && name.StartsWith(chain, StringComparison.Ordinal) && name[chain.Length] == '.' && name.EndsWith(step, StringComparison.Ordinal));

    [DoesNotReturn]
    private void Fail(string message)
    {
        var schedule = Schedule;
        // That a test forgets to pass the options on is easily done: then its fakes stand in for nothing.
        var hint = schedule.Count == 0 ? " Are the options that RunAsync gives passed on to the chain?" : "";
        throw new ChainAssertionException($"{message}{hint}{Environment.NewLine}{schedule}");
    }
}
