using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>Circles in a graph, compared with a search that tries every path.</summary>
public class CircleTests
{
    [Fact]
    public void A_graph_without_circles_has_none() => Assert.Empty(Circles.Find([[1, 2], [2], []]));

    [Fact]
    public void A_circle_begins_with_its_first_node_and_takes_the_shortest_way() =>
        Assert.Equal(["0 1 0"], Show(Circles.Find([[2, 1], [0], [1]])).Take(1));

    [Fact]
    public void A_node_may_lead_to_itself() => Assert.Equal(["1 1"], Show(Circles.Find([[1], [1]])));

    [Fact]
    public void Circles_that_share_nodes_are_found_each() => Assert.Equal(["0 1 0", "0 2 0"], Show(Circles.Find([[1, 2], [0], [0]])));

    [Fact]
    public void Every_circle_is_one_and_without_its_first_edges_none_is_left()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            int count = random.Next(1, 9);
            List<List<int>> edges = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(count)).Distinct().ToList())];
            List<List<int>> before = [.. edges.Select(of => of.ToList())];

            IReadOnlyList<IReadOnlyList<int>> circles = Circles.Find(edges);

            Assert.All(circles, circle =>
            {
                Assert.Equal(circle[0], circle[^1]);
                Assert.Equal(circle.Min(), circle[0]);
                Assert.All(circle.Zip(circle.Skip(1)), edge => Assert.Contains(edge.Second, before[edge.First]));
            });
            Assert.Equal(Enumerable.Range(0, count).Any(node => Reaches(before, node, node)), circles.Count > 0);
            Assert.DoesNotContain(Enumerable.Range(0, count), node => Reaches(edges, node, node));
        }
    }

    [Fact]
    public void A_long_row_and_a_long_ring_take_no_stack()
    {
        const int count = 100_000;
        Assert.Empty(Circles.Find([.. Enumerable.Range(0, count).Select(node => node + 1 < count ? new List<int> { node + 1 } : [])]));
        Assert.Equal(count + 1, Assert.Single(Circles.Find([.. Enumerable.Range(0, count).Select(node => new List<int> { (node + 1) % count })])).Count);
    }

    private static bool Reaches(List<List<int>> edges, int from, int to)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>(edges[from]);
        while (open.TryPop(out int node))
        {
            if (node == to)
            {
                return true;
            }

            if (seen.Add(node))
            {
                edges[node].ForEach(open.Push);
            }
        }

        return false;
    }

    private static IEnumerable<string> Show(IReadOnlyList<IReadOnlyList<int>> circles) => circles.Select(circle => string.Join(' ', circle));
}
