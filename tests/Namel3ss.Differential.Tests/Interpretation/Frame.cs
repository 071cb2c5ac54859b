using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>An iteration of a loop, or the whole chain: what has run in it.</summary>
/// <param name="loop">Null for the chain.</param>
/// <param name="previous">The iteration before this one.</param>
internal sealed class Frame(Node? loop, Frame? previous)
{
    private readonly Dictionary<string, IReadOnlyList<Outcome>> _last = [];
    private readonly Dictionary<string, List<Outcome>> _all = [];

    public Node? Loop => loop;

    public Frame? Previous => previous;

    public Dictionary<string, object?> Variables { get; } = [];

    /// <summary>The outcomes of the step's one run here: one, or an item's each; null if it has not run, or was passed over as a whole.</summary>
    public IReadOnlyList<Outcome>? Last(string step) => _last.GetValueOrDefault(step);

    /// <summary>All outcomes of a step here and in the loops inside.</summary>
    public IReadOnlyList<Outcome> All(string step) => _all.GetValueOrDefault(step, []);

    public void SetLast(string step, IReadOnlyList<Outcome> outcomes) => _last[step] = outcomes;

    public void Add(string step, Outcome outcome)
    {
        if (!_all.TryGetValue(step, out List<Outcome>? all))
        {
            _all.Add(step, all = []);
        }

        all.Add(outcome);
    }
}
