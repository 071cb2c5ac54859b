using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A chain as the file that owns its name declares it.</summary>
internal sealed record DeclaredChain(SyntaxTree Tree, ChainSyntax Syntax)
{
    public string Name => Syntax.Name.Text;
}

/// <summary>A call of a chain by a step.</summary>
/// <param name="IsConditional">It may be passed over: it has a condition, or stands in a branch or a loop.</param>
internal sealed record ChainCall(DeclaredChain Caller, StepSyntax Step, string Target, bool IsConditional);

/// <summary>Which chains call which, told from their text and the names of the project alone.</summary>
internal sealed class ChainCalls
{
    /// <summary>Of the calls of a circle, beside its first one.</summary>
    private const int MostShown = 9;

    // In the project's order: nothing is ever taken out, so the dictionary keeps it.
    private readonly Dictionary<string, DeclaredChain> _chains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ChainCall>> _calls = new(StringComparer.Ordinal);

    public ChainCalls(IEnumerable<SyntaxTree> trees, ChainIndex index, ConnectorTable connectors)
    {
        ILookup<string, SyntaxTree> byPath = trees.ToLookup(tree => tree.File.RelativePath, StringComparer.Ordinal);
        foreach (ChainEntry entry in index.Entries)
        {
            // The first, as in the index, should two files have one path.
            SyntaxTree tree = byPath[entry.RelativePath].First();
            var chain = new DeclaredChain(tree, tree.Chains[entry.Ordinal]);
            _chains.Add(chain.Name, chain);
            var calls = new List<ChainCall>();
            Collect(chain, chain.Syntax.Body, isConditional: false, calls, step => StepKind.Of(step, chain.Name, index, connectors) == "chain");
            _calls[chain.Name] = calls;
        }
    }

    /// <summary>The chains that some step calls, each after those that it calls itself, circles aside.</summary>
    public IReadOnlyList<DeclaredChain> Called()
    {
        var called = new HashSet<string>(_calls.Values.SelectMany(calls => calls).Select(call => call.Target), StringComparer.Ordinal);
        var ordered = new List<DeclaredChain>();
        var seen = new HashSet<string>(StringComparer.Ordinal);

        // No recursion: a project may have as many chains in a row as it likes.
        var visits = new Stack<(DeclaredChain Chain, int Call)>();
        foreach (DeclaredChain root in _chains.Values.Where(chain => called.Contains(chain.Name) && seen.Add(chain.Name)))
        {
            visits.Push((root, 0));
            while (visits.Count > 0)
            {
                (DeclaredChain chain, int call) = visits.Pop();
                List<ChainCall> calls = _calls[chain.Name];
                if (call == calls.Count)
                {
                    ordered.Add(chain);
                    continue;
                }

                visits.Push((chain, call + 1));
                if (_chains.TryGetValue(calls[call].Target, out DeclaredChain? target) && seen.Add(target.Name))
                {
                    visits.Push((target, 0));
                }
            }
        }

        return ordered;
    }

    /// <summary>Who calls each chain.</summary>
    public ILookup<string, DeclaredChain> Callers() => _calls.Values.SelectMany(calls => calls)
        .Select(call => (call.Target, call.Caller))
        .Distinct()
        .ToLookup(call => call.Target, call => call.Caller, StringComparer.Ordinal);

    /// <summary>The circles of calls that nothing can end: each from its first chain in the project's order, by the shortest way.</summary>
    public IEnumerable<ChainCircle> FindCircles()
    {
        List<DeclaredChain> chains = [.. _chains.Values];
        Dictionary<string, int> places = chains.Select((chain, place) => (chain.Name, place))
            .ToDictionary(chain => chain.Name, chain => chain.place, StringComparer.Ordinal);
        List<List<ChainCall>> calls = chains
            .Select(chain => _calls[chain.Name].Where(call => !call.IsConditional && places.ContainsKey(call.Target)).ToList())
            .ToList();
        return Circles.Find(calls.Select(of => of.Select(call => places[call.Target]).ToList()).ToList())
            .Select(circle => Describe(circle
                .Take(circle.Count - 1)
                .Select((chain, i) => calls[chain].First(call => places[call.Target] == circle[i + 1]))
                .ToList()));
    }

    private static ChainCircle Describe(IReadOnlyList<ChainCall> path)
    {
        ChainCall first = path[0];
        List<string> calls = path.Skip(1).Take(MostShown).Select(call =>
            $"'{call.Caller.Name}' calls '{call.Target}' ({call.Caller.Tree.File.RelativePath}, line {call.Caller.Tree.File.Locate(call.Step.Span).LineNumber})").ToList();
        calls.Insert(0, $"'{first.Caller.Name}' calls '{first.Target}'");
        if (path.Count > calls.Count)
        {
            calls.Add($"and {path.Count - calls.Count} more calls lead back to '{first.Caller.Name}'");
        }

        return new ChainCircle(first.Caller.Name, first.Target, string.Join(", ", calls), path.Select(call => call.Caller.Name).ToEquatableArray());
    }

    /// <summary>A condition may be false and a list empty.</summary>
    public static bool MayBeSkipped(StepSyntax step) => step.Find(Keys.If) is not null || step.Find(Keys.ForEach) is not null;

    private static void Collect(
        DeclaredChain chain, IEnumerable<StatementSyntax> body, bool isConditional, List<ChainCall> calls, Func<StepSyntax, bool> isCall)
    {
        foreach (StatementSyntax statement in body)
        {
            switch (statement)
            {
                case StepSyntax step when isCall(step):
                    calls.Add(new ChainCall(chain, step, StepKind.TargetOf(step).Text, isConditional || MayBeSkipped(step)));
                    break;
                case IfSyntax branches:
                    foreach (BranchSyntax branch in branches.Branches)
                    {
                        Collect(chain, branch.Body, isConditional: true, calls, isCall);
                    }

                    break;
                case ForSyntax loop:
                    Collect(chain, loop.Body, isConditional: true, calls, isCall);
                    break;
                case WhileSyntax loop:
                    Collect(chain, loop.Body, isConditional: true, calls, isCall);
                    break;
            }
        }
    }
}
