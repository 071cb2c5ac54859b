using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Resolves <c>depends_on</c>. Steps name earlier steps only, so whatever is left after the checks has no cycle.
/// </summary>
internal sealed class DependencyBinder(ChainLayout layout, FileDiagnostics diagnostics)
{
    private const int NeverThere = -2;

    private readonly IReadOnlyList<StepSyntax> _steps = layout.Steps;

    /// <summary>For each step the earlier steps that it names, in the order listed.</summary>
    public IReadOnlyList<IReadOnlyList<(int Index, TextSpan Span)>> Bind()
    {
        List<List<(NameSyntax Name, int Index)>> edges = _steps.Select((step, i) => Resolve(step, i)).ToList();
        HashSet<NameSyntax> reported = ReportCycles(edges);
        for (int i = 0; i < edges.Count; i++)
        {
            foreach ((NameSyntax name, int index) in edges[i].Where(edge => edge.Index > i && !reported.Contains(edge.Name)))
            {
                diagnostics.Add(SchedulingDiagnostics.LaterDependency(diagnostics.At(name.Span), _steps[i].Name.Text, name.Text,
                    diagnostics.LineNumber(_steps[index].Name.Span)));
            }
        }

        return edges
            .Select((list, i) => (IReadOnlyList<(int Index, TextSpan Span)>)list
                .Where(edge => edge.Index < i)
                .Select(edge => (edge.Index, edge.Name.Span))
                .ToList())
            .ToList();
    }

    private List<(NameSyntax Name, int Index)> Resolve(StepSyntax step, int own)
    {
        var found = new List<(NameSyntax Name, int Index)>();
        if (step.Find(Keys.DependsOn)?.Value is not NamesSyntax names)
        {
            return found;
        }

        foreach (NameSyntax name in names.Names.Where(name => name.Text.Length > 0))
        {
            int index = Find(name, own);
            if (index == NeverThere)
            {
                continue;
            }

            if (index < 0 && _steps.HasUnreadableName())
            {
                // It may be the step whose name could not be read.
            }
            else if (index < 0)
            {
                diagnostics.Add(SchedulingDiagnostics.UnknownDependency(diagnostics.At(name.Span), name.Text,
                    diagnostics.Hint(name.Text, _steps.Where(other => other != step).Select(other => other.Name.Text))));
            }
            else if (index == own)
            {
                diagnostics.Add(SchedulingDiagnostics.SelfDependency(diagnostics.At(name.Span), name.Text));
            }
            else if (found.Any(edge => edge.Index == index))
            {
                diagnostics.Add(NameDiagnostics.RepeatedName(diagnostics.At(name.Span), name.Text, Keys.DependsOn));
            }
            else
            {
                found.Add((name, index));
            }
        }

        return found;
    }

    /// <summary>The step that the name means there: of several in branches, an earlier one; -1 if there is none.</summary>
    private int Find(NameSyntax name, int own)
    {
        List<StepSite> all = layout.Named(name.Text).ToList();
        List<StepSite> reachable = all
            .Where(site => site.Index == own || !ChainLayout.AreInSiblingBranches(site.Path, layout.Sites[own].Path))
            .ToList();
        if (all.Count > 0 && reachable.Count == 0)
        {
            diagnostics.Add(SchedulingDiagnostics.NeverThere(
                diagnostics.At(name.Span), name.Text, diagnostics.LineNumber(all[0].Syntax.Name.Span)));
            return NeverThere;
        }

        return (reachable.FirstOrDefault(site => site.Index < own) ?? reachable.FirstOrDefault())?.Index ?? -1;
    }

    /// <summary>
    /// One error for each circle, at the name that closes it: the forward dependency from which the way back to its
    /// own step is shortest. Of a circle with several such names the first counts. Returns the names so reported.
    /// </summary>
    private HashSet<NameSyntax> ReportCycles(List<List<(NameSyntax Name, int Index)>> edges)
    {
        var reported = new HashSet<NameSyntax>();
        var inCycle = new HashSet<(int From, int To)>();
        for (int i = 0; i < edges.Count; i++)
        {
            foreach ((NameSyntax name, int index) in edges[i].Where(edge => edge.Index > i))
            {
                if (inCycle.Contains((i, index)))
                {
                    reported.Add(name);
                    continue;
                }

                if (FindPath(edges, index, i) is not { } path)
                {
                    continue;
                }

                reported.Add(name);
                diagnostics.Add(SchedulingDiagnostics.Cycle(diagnostics.At(name.Span),
                    new[] { i }.Concat(path).Select(step => _steps[step].Name.Text)));
                inCycle.UnionWith(path.Zip(path.Skip(1), (from, to) => (from, to)));
            }
        }

        return reported;
    }

    /// <summary>The shortest way along dependencies, both ends included; null if there is none.</summary>
    private static List<int>? FindPath(List<List<(NameSyntax Name, int Index)>> edges, int from, int to)
    {
        var cameFrom = new Dictionary<int, int> { [from] = -1 };
        var queue = new Queue<int>([from]);
        while (queue.Count > 0)
        {
            int step = queue.Dequeue();
            if (step == to)
            {
                var path = new List<int>();
                for (int at = to; at >= 0; at = cameFrom[at])
                {
                    path.Add(at);
                }

                path.Reverse();
                return path;
            }

            foreach (int next in edges[step].Select(edge => edge.Index).Where(next => !cameFrom.ContainsKey(next)))
            {
                cameFrom.Add(next, step);
                queue.Enqueue(next);
            }
        }

        return null;
    }
}
