using Namel3ss.Compiler.Syntax;

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
    private readonly List<DeclaredChain> _chains = [];
    private readonly Dictionary<string, List<ChainCall>> _calls = new(StringComparer.Ordinal);

    public ChainCalls(IEnumerable<SyntaxTree> trees, ChainIndex index, ConnectorTable connectors)
    {
        ILookup<string, SyntaxTree> byPath = trees.ToLookup(tree => tree.File.RelativePath, StringComparer.Ordinal);
        foreach (ChainEntry entry in index.Entries)
        {
            // The first, as in the index, should two files have one path.
            SyntaxTree tree = byPath[entry.RelativePath].First();
            var chain = new DeclaredChain(tree, tree.Chains[entry.Ordinal]);
            _chains.Add(chain);
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
        foreach (DeclaredChain chain in _chains.Where(chain => called.Contains(chain.Name)))
        {
            Visit(chain);
        }

        return ordered;

        void Visit(DeclaredChain chain)
        {
            if (!seen.Add(chain.Name))
            {
                return;
            }

            foreach (ChainCall call in _calls[chain.Name])
            {
                if (Find(call.Target) is { } target)
                {
                    Visit(target);
                }
            }

            ordered.Add(chain);
        }
    }

    /// <summary>Some chain calls itself, or one that comes no earlier in that order.</summary>
    public bool LeadBack(IReadOnlyList<DeclaredChain> called)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return called.Any(chain => _calls[chain.Name].Any(call => !seen.Contains(call.Target)) | !seen.Add(chain.Name));
    }

    /// <summary>The circles of calls that nothing can end: each from its first chain in the project's order, by the shortest way.</summary>
    public IEnumerable<ChainCircle> FindCircles()
    {
        for (int first = 0; first < _chains.Count; first++)
        {
            if (FindCircle(_chains[first], new HashSet<string>(_chains.Skip(first).Select(chain => chain.Name), StringComparer.Ordinal)) is { } circle)
            {
                yield return circle;
            }
        }
    }

    private DeclaredChain? Find(string name) => _chains.Find(chain => chain.Name == name);

    private ChainCircle? FindCircle(DeclaredChain first, HashSet<string> allowed)
    {
        var paths = new Queue<IReadOnlyList<ChainCall>>([[]]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (paths.Count > 0)
        {
            IReadOnlyList<ChainCall> path = paths.Dequeue();
            string last = path.Count == 0 ? first.Name : path[path.Count - 1].Target;
            foreach (ChainCall call in _calls[last].Where(call => !call.IsConditional && allowed.Contains(call.Target) && _calls.ContainsKey(call.Target)))
            {
                if (call.Target == first.Name)
                {
                    return Describe([.. path, call]);
                }

                if (seen.Add(call.Target))
                {
                    paths.Enqueue([.. path, call]);
                }
            }
        }

        return null;
    }

    private static ChainCircle Describe(IReadOnlyList<ChainCall> path)
    {
        ChainCall first = path[0];
        IEnumerable<string> others = path.Skip(1).Select(call =>
            $"'{call.Caller.Name}' calls '{call.Target}' ({call.Caller.Tree.File.RelativePath}, line {call.Caller.Tree.File.Locate(call.Step.Span).LineNumber})");
        return new ChainCircle(first.Caller.Name, first.Target, string.Join(", ", others.Prepend($"'{first.Caller.Name}' calls '{first.Target}'")));
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
