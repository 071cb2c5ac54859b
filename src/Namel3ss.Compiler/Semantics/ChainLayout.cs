using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A block around a step or an expression.</summary>
/// <param name="Branch">Which branch of an <c>if</c>; zero in a loop.</param>
/// <param name="Loop">The number of the loop; null in an <c>if</c>.</param>
internal sealed record Enclosing(StatementSyntax Statement, int Branch, int? Loop)
{
    public bool IsSameBlock(Enclosing other) => ReferenceEquals(Statement, other.Statement) && Branch == other.Branch;
}

/// <summary>Where a step stands: its number in file order and the blocks around it, from the outermost.</summary>
internal sealed record StepSite(StepSyntax Syntax, int Index, IReadOnlyList<Enclosing> Path);

/// <summary>From where an expression reads.</summary>
/// <param name="Before">The number of the first step that is not before it.</param>
/// <param name="Self">The step that the expression belongs to; null in the head of a block.</param>
/// <param name="IsCondition">It is the condition of the innermost loop, evaluated between two iterations.</param>
internal sealed record ReadPosition(IReadOnlyList<Enclosing> Path, int Before, int? Self = null, bool IsCondition = false)
{
    /// <summary>Parallel steps that may run at the same time as the reader.</summary>
    public EquatableArray<int> Neighbours { get; init; }
}

/// <summary>The steps of a chain in file order, flattened out of its blocks.</summary>
internal sealed class ChainLayout
{
    private readonly List<StepSite> _sites = [];
    private readonly Dictionary<string, List<StepSite>> _byName = new(StringComparer.Ordinal);
    private int _loops;

    public ChainLayout(ChainSyntax chain) => Add(chain.Body, []);

    public IReadOnlyList<StepSite> Sites => _sites;

    /// <summary>Blocks by the statement and branch that make them: the path of what stands in them.</summary>
    private readonly Dictionary<(int Start, int Branch), IReadOnlyList<Enclosing>> _blocks = [];

    public IReadOnlyList<StepSyntax> Steps => _sites.Select(site => site.Syntax).ToList();

    public IReadOnlyList<Enclosing> PathIn(StatementSyntax statement, int branch) => _blocks[(statement.Span.Start, branch)];

    public IReadOnlyList<StepSite> Named(string name) => name.Length > 0 && _byName.TryGetValue(name, out List<StepSite>? sites) ? sites : [];

    /// <summary>How many blocks both paths share.</summary>
    public static int SharedBlocks(IReadOnlyList<Enclosing> a, IReadOnlyList<Enclosing> b)
    {
        int shared = 0;
        while (shared < a.Count && shared < b.Count && a[shared].IsSameBlock(b[shared]))
        {
            shared++;
        }

        return shared;
    }

    /// <summary>Of two such places no run, and no iteration, reaches both.</summary>
    public static bool AreInSiblingBranches(IReadOnlyList<Enclosing> a, IReadOnlyList<Enclosing> b)
    {
        int shared = SharedBlocks(a, b);
        return shared < a.Count && shared < b.Count && ReferenceEquals(a[shared].Statement, b[shared].Statement);
    }

    private void Add(IEnumerable<StatementSyntax> body, IReadOnlyList<Enclosing> path)
    {
        foreach (StatementSyntax statement in body)
        {
            switch (statement)
            {
                case StepSyntax step:
                    AddSite(new StepSite(step, _sites.Count, path));
                    break;
                case IfSyntax branches:
                    for (int i = 0; i < branches.Branches.Count; i++)
                    {
                        AddBlock(branches, i, null, branches.Branches[i].Body, path);
                    }

                    break;
                case ForSyntax loop:
                    AddBlock(loop, 0, _loops++, loop.Body, path);
                    break;
                case WhileSyntax loop:
                    AddBlock(loop, 0, _loops++, loop.Body, path);
                    break;
            }
        }
    }

    private void AddSite(StepSite site)
    {
        _sites.Add(site);
        if (!_byName.TryGetValue(site.Syntax.Name.Text, out List<StepSite>? sites))
        {
            _byName.Add(site.Syntax.Name.Text, sites = []);
        }

        // A second one in the same block is a mistake: what reads the name means the first.
        if (!sites.Exists(other => ReferenceEquals(other.Path, site.Path)))
        {
            sites.Add(site);
        }
    }

    private void AddBlock(StatementSyntax statement, int branch, int? loop, IEnumerable<StatementSyntax> body, IReadOnlyList<Enclosing> path)
    {
        IReadOnlyList<Enclosing> inner = [.. path, new Enclosing(statement, branch, loop)];
        _blocks[(statement.Span.Start, branch)] = inner;
        Add(body, inner);
    }
}
