namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// The circles of a graph whose nodes are numbered in the project's order: each from its first node, by the shortest way. When one is
/// found, its first edge is taken away and the rest is searched again, so that no circle hides another.
/// </summary>
internal static class Circles
{
    /// <summary>Nobody mends more at once; it keeps the work linear.</summary>
    private const int MaxCircles = 64;

    /// <param name="edges">Of each node, the nodes that it leads to. It is left without the edges that circles begin with.</param>
    /// <returns>The nodes of each circle, the first one both at the beginning and at the end.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Find(IReadOnlyList<List<int>> edges)
    {
        var circles = new List<IReadOnlyList<int>>();
        var open = new Stack<IReadOnlyList<int>>([Enumerable.Range(0, edges.Count).ToList()]);
        while (open.Count > 0 && circles.Count < MaxCircles)
        {
            foreach (List<int> part in Parts(open.Pop(), edges))
            {
                IReadOnlyList<int> circle = ShortestFrom(part.Min(), new HashSet<int>(part), edges);
                circles.Add(circle);
                edges[circle[0]].RemoveAll(next => next == circle[1]);
                open.Push(part);
            }
        }

        return circles.OrderBy(circle => circle[0]).ToList();
    }

    /// <summary>A way back to the first node, which there is: all nodes of the part reach each other.</summary>
    private static List<int> ShortestFrom(int first, HashSet<int> part, IReadOnlyList<List<int>> edges)
    {
        var before = new Dictionary<int, int>();
        var queue = new Queue<int>([first]);
        while (!before.ContainsKey(first))
        {
            int node = queue.Dequeue();
            foreach (int next in edges[node].Where(next => part.Contains(next) && !before.ContainsKey(next)))
            {
                before.Add(next, node);
                queue.Enqueue(next);
            }
        }

        var path = new List<int> { first };
        do
        {
            path.Add(before[path[path.Count - 1]]);
        }
        while (path[path.Count - 1] != first);

        path.Reverse();
        return path;
    }

    /// <summary>
    /// The sets of nodes that all reach each other, and themselves (Tarjan's algorithm, with a stack of its own: a project's chains may
    /// call each other in a very long row).
    /// </summary>
    private static List<List<int>> Parts(IReadOnlyList<int> nodes, IReadOnlyList<List<int>> edges)
    {
        var parts = new List<List<int>>();
        var allowed = new HashSet<int>(nodes);
        var order = new Dictionary<int, int>();
        var lowest = new Dictionary<int, int>();
        var open = new Stack<int>();
        var isOpen = new HashSet<int>();
        var visits = new Stack<(int Node, int Edge)>();
        foreach (int root in nodes.Where(root => !order.ContainsKey(root)))
        {
            Enter(root);
            while (visits.Count > 0)
            {
                (int node, int edge) = visits.Pop();
                if (edge == edges[node].Count)
                {
                    Leave(node);
                    continue;
                }

                visits.Push((node, edge + 1));
                int next = edges[node][edge];
                if (!allowed.Contains(next))
                {
                    continue;
                }

                if (!order.ContainsKey(next))
                {
                    Enter(next);
                }
                else if (isOpen.Contains(next))
                {
                    lowest[node] = Math.Min(lowest[node], order[next]);
                }
            }
        }

        return parts;

        void Enter(int node)
        {
            order[node] = lowest[node] = order.Count;
            open.Push(node);
            isOpen.Add(node);
            visits.Push((node, 0));
        }

        void Leave(int node)
        {
            if (visits.Count > 0)
            {
                int caller = visits.Peek().Node;
                lowest[caller] = Math.Min(lowest[caller], lowest[node]);
            }

            if (lowest[node] < order[node])
            {
                return;
            }

            var part = new List<int>();
            int last;
            do
            {
                last = open.Pop();
                isOpen.Remove(last);
                part.Add(last);
            }
            while (last != node);

            if (part.Count > 1 || edges[node].Contains(node))
            {
                parts.Add(part);
            }
        }
    }
}
