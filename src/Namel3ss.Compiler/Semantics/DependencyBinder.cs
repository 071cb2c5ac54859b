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
        HashSet<(int From, int To)> inCircles = ReportCircles(edges);
        for (int i = 0; i < edges.Count; i++)
        {
            foreach ((NameSyntax name, int index) in edges[i].Where(edge => edge.Index > i && !inCircles.Contains((i, edge.Index))))
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

    /// <summary>One error for each circle, at the name by which its first step waits for a later one. Returns what waits for what in them.</summary>
    private HashSet<(int From, int To)> ReportCircles(List<List<(NameSyntax Name, int Index)>> edges)
    {
        var inCircles = new HashSet<(int From, int To)>();
        foreach (IReadOnlyList<int> circle in Circles.Find(edges.Select(of => of.Select(edge => edge.Index).ToList()).ToList()))
        {
            NameSyntax name = edges[circle[0]].First(edge => edge.Index == circle[1]).Name;
            diagnostics.Add(SchedulingDiagnostics.Cycle(diagnostics.At(name.Span), circle.Select(step => _steps[step].Name.Text)));
            inCircles.UnionWith(circle.Zip(circle.Skip(1), (from, to) => (from, to)));
        }

        return inCircles;
    }
}
