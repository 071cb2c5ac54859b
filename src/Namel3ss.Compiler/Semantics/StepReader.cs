using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A step as one reader sees it.</summary>
/// <param name="Step">The first of the steps that share its name.</param>
/// <param name="Type">The type of what is read: of a step of a loop, from outside, a list; null if it has no value.</param>
/// <param name="Nulls">Why it may be without a value.</param>
internal sealed record StepRead(int Step, string Name, StepPlace Place, TypeModel? Type, Nulls Nulls)
{
    public BoundStepValue Value(StepAccess access) => new(Step, access, Place);
}

/// <summary>
/// Finds out what a step's name means where it is read: its value in this iteration or the last one, a list of them,
/// the one value of several branches; whether it may be absent, or can never be there.
/// </summary>
internal sealed class StepReader(
    ChainLayout layout,
    IReadOnlyList<StepTarget> targets,
    IReadOnlyList<BoundStep> bound,
    FileDiagnostics diagnostics)
{
    /// <summary>What was read before: many steps may read one of many branches.</summary>
    private readonly Dictionary<(string Name, IReadOnlyList<Enclosing> From, int Sites), StepRead?> _earlier = [];

    public string NameOf(int step) => layout.Sites[step].Syntax.Name.Text;

    /// <summary>From one.</summary>
    public int LineOf(int step) => diagnostics.LineNumber(layout.Sites[step].Syntax.Name.Span);

    public bool HasStep(string name) => layout.Named(name).Any();

    /// <summary>Whether such a step can be read there, in a loop also that of its last iteration.</summary>
    public bool CanBeRead(string name, ReadPosition from) => layout.Named(name).Any(site => CanBeRead(site, from));

    /// <summary>Names of steps that can be read, for messages and for words that look like names.</summary>
    public IEnumerable<string> NamesFor(ReadPosition from) => layout.Sites
        .Where(site => CanBeRead(site, from))
        .Select(site => site.Syntax.Name.Text);

    private static bool CanBeRead(StepSite site, ReadPosition from) =>
        site.Index < from.Before ? !ChainLayout.AreInSiblingBranches(site.Path, from.Path) : CommonLoop(site, from) is not null;

    /// <summary>Null if the step cannot be read there, which is reported.</summary>
    public StepRead? Read(string name, TextSpan at, ReadPosition from)
    {
        if (Earlier(name, from) is { } earlier)
        {
            return earlier;
        }

        IReadOnlyList<StepSite> sites = layout.Named(name);
        List<StepSite> reachable = sites.Where(site => !ChainLayout.AreInSiblingBranches(site.Path, from.Path)).ToList();
        StepSite? later = sites.FirstOrDefault(site => site.Index >= from.Before && CommonLoop(site, from) is not null);
        if (later is not null)
        {
            return Describe([later], from, isBefore: true);
        }

        if (reachable.Count == 0)
        {
            diagnostics.Add(SchedulingDiagnostics.NeverThere(diagnostics.At(at), name, diagnostics.LineNumber(sites[0].Syntax.Name.Span)));
        }
        else if (reachable[0].Index == from.Self)
        {
            diagnostics.Add(SchedulingDiagnostics.ReadsItself(diagnostics.At(at), name));
        }
        else
        {
            diagnostics.Add(SchedulingDiagnostics.ReadsLater(diagnostics.At(at), name, diagnostics.LineNumber(reachable[0].Syntax.Name.Span)));
        }

        return null;
    }

    /// <summary>An earlier step, for a reader that is known to come after it.</summary>
    public StepRead Read(int step, ReadPosition from) =>
        Earlier(NameOf(step), from) ?? Describe([layout.Sites[step]], from, isBefore: false);

    /// <summary>The steps of that name that come before the reader; null if there is none.</summary>
    private StepRead? Earlier(string name, ReadPosition from)
    {
        IReadOnlyList<StepSite> sites = layout.Named(name);
        int before = sites.Count > 0 && sites[sites.Count - 1].Index < from.Before ? sites.Count : sites.Count(site => site.Index < from.Before);
        if (!_earlier.TryGetValue((name, from.Path, before), out StepRead? read))
        {
            List<StepSite> earlier = sites.Take(before).Where(site => !ChainLayout.AreInSiblingBranches(site.Path, from.Path)).ToList();
            read = earlier.Count == 0 ? null : Describe(earlier, from, isBefore: false);
            _earlier.Add((name, from.Path, before), read);
        }

        return read;
    }

    private static int? CommonLoop(StepSite site, ReadPosition from) => from.Path
        .Take(ChainLayout.SharedBlocks(site.Path, from.Path))
        .LastOrDefault(block => block.Loop is not null)?.Loop;

    private StepRead Describe(List<StepSite> sites, ReadPosition from, bool isBefore)
    {
        StepSite first = sites[0];
        // Of branches that share the name, one may be a call that leads back here: its type is that of the others.
        StepTarget target = targets[sites.Find(site => targets[site.Index].IsKnown)?.Index ?? first.Index];
        int shared = ChainLayout.SharedBlocks(first.Path, from.Path);
        bool isInLoop = sites.All(site => site.Path.Skip(shared).Any(block => block.Loop is not null));
        ListReading list = sites.Any(site => targets[site.Index] is { IsForEach: true, ItemMayBeAbsent: true }) ? ListReading.ValuesOrNull
            : target.IsForEach || isInLoop ? ListReading.Values
            : ListReading.None;

        // The condition of a loop is evaluated when an iteration of it has ended and the next has not begun.
        int? loop = CommonLoop(first, from);
        bool isLastIteration = isBefore && !(from.IsCondition && loop == from.Path[from.Path.Count - 1].Loop);
        var place = new StepPlace(loop, isLastIteration, list);
        TypeModel? type = target.ValueType is not { } value ? null : list switch
        {
            ListReading.None => value with { IsNullable = false },
            ListReading.Values => TypeBinder.ListOf(value with { IsNullable = false }),
            _ => TypeBinder.ListOf(value with { IsNullable = true }),
        };
        Nulls nulls = isBefore ? Nulls.Before : isInLoop ? Nulls.Never : NullsOf(sites, shared);
        int owner = layout.Named(first.Syntax.Name.Text).FirstOrDefault()?.Index ?? first.Index;
        return new StepRead(owner, first.Syntax.Name.Text, place, type, nulls);
    }

    /// <summary>Why a step of the body of a loop may be without a value when an iteration has ended.</summary>
    public Nulls NullsInIteration(int step, int loop)
    {
        List<StepSite> sites = layout.Named(NameOf(step)).ToList();
        int depth = sites[0].Path.ToList().FindIndex(block => block.Loop == loop) + 1;
        return sites.All(site => site.Path.Skip(depth).Any(block => block.Loop is not null)) ? Nulls.Never : NullsOf(sites, depth);
    }

    /// <summary>Why none of the steps may have a value: a way through the blocks below that depth that runs none, or one that it runs.</summary>
    private Nulls NullsOf(List<StepSite> sites, int depth)
    {
        if (sites[0].Path.Count == depth)
        {
            return bound[sites[0].Index].Nulls;
        }

        // The list of a loop is there, if only empty.
        if (sites[0].Path[depth].Statement is not IfSyntax { Branches: var branches })
        {
            return Nulls.Never;
        }

        ILookup<int, StepSite> byBranch = sites.Where(site => site.Path.Count > depth).ToLookup(site => site.Path[depth].Branch);
        return Enumerable.Range(0, branches.Count)
            .Select(branch => byBranch.Contains(branch) ? NullsOf(byBranch[branch].ToList(), depth + 1) : Nulls.Absent)
            .Aggregate(branches[branches.Count - 1].Condition is null ? Nulls.Never : Nulls.Absent, (all, branch) => all | branch);
    }
}
