namespace Namel3ss.Differential.Tests.Model;

/// <summary>A block around something: the node that makes it, and which of its branches.</summary>
internal sealed record Place(Node Node, int Branch)
{
    public bool IsLoop => Node is For or While;
}

/// <summary>Where a step stands.</summary>
/// <param name="Index">Its number in file order.</param>
/// <param name="Block">The nodes beside it.</param>
internal sealed record Site(Step Step, int Index, IReadOnlyList<Place> Path, IReadOnlyList<Node> Block)
{
    public Node? Loop => Path.LastOrDefault(place => place.IsLoop)?.Node;
}

/// <summary>The steps of a chain in file order, with the blocks around them.</summary>
internal sealed class Layout
{
    private readonly List<Site> _sites = [];
    private readonly Dictionary<Node, (int First, IReadOnlyList<Place> Path)> _nodes = [];

    public Layout(ChainModel chain) => Add(chain.Body, []);

    public IReadOnlyList<Site> Sites => _sites;

    public IEnumerable<Site> Named(string name) => _sites.Where(site => site.Step.Name == name);

    public Site Of(Step step) => _sites.First(site => site.Step == step);

    /// <summary>The number of the first step that is not before the node, and the blocks around it.</summary>
    public (int First, IReadOnlyList<Place> Path) Of(Node node) => _nodes[node];

    /// <summary>Of two such places no run reaches both.</summary>
    public static bool AreInSiblingBranches(IReadOnlyList<Place> a, IReadOnlyList<Place> b)
    {
        (Place A, Place B)? fork = a.Zip(b).Where(pair => pair.First != pair.Second).Cast<(Place, Place)?>().FirstOrDefault();
        return fork is { } at && at.A.Node == at.B.Node;
    }

    private void Add(IReadOnlyList<Node> block, IReadOnlyList<Place> path)
    {
        foreach (Node node in block)
        {
            _nodes.Add(node, (_sites.Count, path));
            switch (node)
            {
                case Step step:
                    _sites.Add(new Site(step, _sites.Count, path, block));
                    break;
                case If branches:
                    for (int i = 0; i < branches.Branches.Count; i++)
                    {
                        Add(branches.Branches[i].Body, [.. path, new Place(node, i)]);
                    }

                    break;
                case For loop:
                    Add(loop.Body, [.. path, new Place(node, 0)]);
                    break;
                case While loop:
                    Add(loop.Body, [.. path, new Place(node, 0)]);
                    break;
            }
        }
    }
}
