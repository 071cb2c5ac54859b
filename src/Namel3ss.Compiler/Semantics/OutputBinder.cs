using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Which steps give the chain its value: those of <c>output</c>, else the last node if it is a step, or the steps of one name in which every
/// way through it ends if it is an <c>if</c>.
/// </summary>
internal sealed class OutputBinder(
    ChainSyntax chain, ChainLayout layout, IReadOnlyList<StepTarget> targets, StepReader reader, FileDiagnostics diagnostics)
{
    private readonly ReadPosition _end = new([], layout.Sites.Count);
    private readonly List<StepOutput> _found = [];
    private readonly List<StepRead> _reads = [];

    /// <summary>A run may end well without any of them.</summary>
    public bool MayBeAbsent => !_reads.Where(IsCertain).Any();

    public EquatableArray<StepOutput> Bind()
    {
        NamesSyntax? names = chain.Find(Keys.Output)?.Value as NamesSyntax;
        foreach (NameSyntax name in names?.Names ?? EquatableArray<NameSyntax>.Empty)
        {
            Bind(name);
        }

        // Where no name was right, callers keep the members of a chain with a value.
        bool isDefault = names is null || (_found.Count == 0 && names.Names.Count > 0);
        switch (isDefault ? chain.Body.LastOrDefault() : null)
        {
            case StepSyntax:
                Add(reader.Read(layout.Sites.Count - 1, _end));
                break;
            case IfSyntax block:
                BindBranches(block, isTold: names is null);
                break;
        }

        return _found.ToEquatableArray();
    }

    private void Bind(NameSyntax name)
    {
        if (layout.Named(name.Text).FirstOrDefault() is not { } site)
        {
            if (!layout.Steps.HasUnreadableName())
            {
                diagnostics.Add(NameDiagnostics.UnknownOutput(diagnostics.At(name.Span), name.Text, chain.Name.Text,
                    diagnostics.Hint(name.Text, layout.Steps.Select(step => step.Name.Text))));
            }

            return;
        }

        StepRead read = reader.Read(site.Index, _end);
        if (_found.Any(output => output.Step == read.Step))
        {
            diagnostics.Add(NameDiagnostics.RepeatedName(diagnostics.At(name.Span), name.Text, Keys.Output));
        }
        else if (read.Type is null)
        {
            if ((targets[site.Index].Connector?.Callee ?? targets[site.Index].Chain?.Callee) is { } callee)
            {
                diagnostics.Add(NameDiagnostics.OutputWithoutValue(diagnostics.At(name.Span), name.Text, callee.Text));
            }
        }
        else if (_found.Count > 0 && !_found[0].Type.IsSameAs(read.Type))
        {
            // Of a step whose call is unknown, so is the type.
            StepOutput first = _found[0];
            if (targets[first.Step].IsKnown && targets[site.Index].IsKnown)
            {
                diagnostics.Add(NameDiagnostics.OutputTypes(diagnostics.At(name.Span), name.Text, read.Type.FullDisplay,
                    layout.Sites[first.Step].Syntax.Name.Text, first.Type.FullDisplay));
            }
        }
        else
        {
            Add(read);
        }
    }

    private void BindBranches(IfSyntax block, bool isTold)
    {
        List<StepSyntax?> ends = Ends(block).ToList();
        var places = new HashSet<int>(ends.OfType<StepSyntax>().Select(end => end.Span.Start));
        List<StepSite> sites = layout.Sites.Where(site => places.Contains(site.Syntax.Span.Start) && site.Syntax.Name.Text.Length > 0).ToList();
        if (sites.Count == ends.Count && sites.All(site => site.Syntax.Name.Text == sites[0].Syntax.Name.Text))
        {
            Add(reader.Read(sites[0].Index, _end));
        }
        else if (isTold && sites.Where(site => targets[site.Index].ValueType is not null).ToList() is { Count: > 0 } lost)
        {
            StepTarget first = targets[lost[0].Index];
            diagnostics.Add(NameDiagnostics.BranchesWithoutValue(
                diagnostics.At(block.HeadSpan),
                chain.Name.Text,
                lost.Select(site => site.Syntax.Name.Text).Distinct().ToList(),
                lost.All(site => targets[site.Index].IsForEach == first.IsForEach && targets[site.Index].ValueType!.IsSameAs(first.ValueType!))));
        }
    }

    /// <summary>The last step of each way through the block; null for one that has none, or ends in a loop.</summary>
    private static IEnumerable<StepSyntax?> Ends(IfSyntax block)
    {
        IEnumerable<StepSyntax?> ends = block.Branches.SelectMany(branch => branch.Body.LastOrDefault() is IfSyntax inner ? Ends(inner) : [branch.Body.LastOrDefault() as StepSyntax]);
        return block.Branches.Last().Condition is null ? ends : ends.Append(null);
    }

    private void Add(StepRead read)
    {
        if (read.Type is { } type)
        {
            _found.Add(new StepOutput(read.Step, type, read.Place.List));
            _reads.Add(read);
        }
    }

    /// <summary>The list of a loop that did not come to the step is empty and gives way to the next output; only the last one counts as it is.</summary>
    private bool IsCertain(StepRead read, int index) => read.Nulls == Nulls.Never
        && (read.Place.List == ListReading.None || index == _reads.Count - 1 || layout.Sites[read.Step].Path.Count == 0);
}
