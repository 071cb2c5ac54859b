namespace Namel3ss.Differential.Tests.Model;

internal enum Order
{
    /// <summary>Parallel execution is off.</summary>
    Sequential,

    Groups,

    Dataflow,
}

/// <summary>Section 5 of the language: which steps of a block may run at the same time.</summary>
internal sealed class Schedule
{
    private readonly HashSet<(string, string)> _overlaps = [];
    private readonly Readings _readings;
    private readonly Order _order;

    public Schedule(Readings readings, Order order)
    {
        (_readings, _order) = (readings, order);
        foreach (IReadOnlyList<Node> block in readings.Layout.Sites.Select(site => site.Block).Distinct())
        {
            foreach (IReadOnlyList<Node> group in Groups(block).Where(group => group.Count > 1))
            {
                AddOverlaps([.. group.Cast<Step>()]);
            }
        }
    }

    public bool IsParallel => _order != Order.Sequential;

    /// <summary>Runs of nodes without a barrier between them; a barrier is a group of its own.</summary>
    public IEnumerable<IReadOnlyList<Node>> Groups(IReadOnlyList<Node> block)
    {
        var group = new List<Node>();
        foreach (Node node in block)
        {
            if (IsInGroup(node))
            {
                group.Add(node);
                continue;
            }

            if (group.Count > 0)
            {
                yield return [.. group];
                group.Clear();
            }

            yield return [node];
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    /// <summary>Neither of the two waits for the other.</summary>
    public bool MayOverlap(string a, string b) => _overlaps.Contains((a, b));

    /// <summary>How many calls of a step may run at once.</summary>
    public int MostCalls(Step step) => IsParallel ? step.ForEach?.MaxParallel ?? 1 : 1;

    private bool IsInGroup(Node node) => node is Step step && _order switch
    {
        Order.Groups => step.IsParallel && !step.HasDependencies,
        Order.Dataflow => step.IsParallel || step.HasDependencies,
        _ => false,
    };

    private void AddOverlaps(Step[] group)
    {
        var waits = new Dictionary<string, HashSet<string>>();
        foreach (Step step in group)
        {
            HashSet<string> needs = [.. _readings.NeedsOf(step).Where(waits.ContainsKey)];
            needs.UnionWith(needs.SelectMany(need => waits[need]).ToList());
            waits.Add(step.Name, needs);
        }

        foreach ((Step a, Step b) in group.SelectMany(a => group.Select(b => (a, b))).Where(pair => pair.a != pair.b))
        {
            if (!waits[a.Name].Contains(b.Name) && !waits[b.Name].Contains(a.Name))
            {
                _overlaps.Add((a.Name, b.Name));
            }
        }
    }
}
