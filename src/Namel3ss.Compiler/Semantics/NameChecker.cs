using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Inputs, steps and loop variables of a chain share one scope and nothing shadows. The branches of one <c>if</c> may
/// repeat a step's name, and loops that are not inside each other a variable's.
/// </summary>
internal sealed class NameChecker(ChainSyntax chain, ChainLayout layout, FileDiagnostics diagnostics)
{
    private const string Input = "input";
    private const string Step = "step";
    private const string Variable = "loop variable";

    /// <summary>By their names in C#.</summary>
    private readonly Dictionary<string, Holders> _known = new(StringComparer.Ordinal);

    public void Check()
    {
        foreach (InputSyntax input in chain.Inputs ?? EquatableArray<InputSyntax>.Empty)
        {
            Add(Input, input.Name, []);
        }

        foreach (StepSite site in layout.Sites)
        {
            Add(Step, site.Syntax.Name, site.Path);
        }

        foreach (StepSite site in layout.Sites)
        {
            if (site.Syntax.Find(Keys.ForEach) is { } forEach)
            {
                NameSyntax name = site.Syntax.Find(Keys.As)?.Value is NamesSyntax { Names: [var written] } ? written
                    : new NameSyntax(forEach.KeySpan, "item", IsQuoted: false);
                // A loop of its own, so that its neighbours' variables may have the same name.
                Add(Variable, name, [.. site.Path, new Enclosing(site.Syntax, 0, Loop: -1)]);
            }
        }

        AddLoops(chain.Body, []);
    }

    private void AddLoops(IEnumerable<StatementSyntax> body, IReadOnlyList<Enclosing> path)
    {
        foreach (StatementSyntax statement in body)
        {
            switch (statement)
            {
                case IfSyntax branches:
                    for (int i = 0; i < branches.Branches.Count; i++)
                    {
                        AddLoops(branches.Branches[i].Body, layout.PathIn(branches, i));
                    }

                    break;
                case ForSyntax loop:
                    Add(Variable, loop.Variable, layout.PathIn(loop, 0));
                    AddLoops(loop.Body, layout.PathIn(loop, 0));
                    break;
                case WhileSyntax loop:
                    AddLoops(loop.Body, layout.PathIn(loop, 0));
                    break;
            }
        }
    }

    private void Add(string what, NameSyntax name, IReadOnlyList<Enclosing> path)
    {
        if (name.Text.Length == 0)
        {
            return;
        }

        string csharp = CSharpNames.ToPascalCase(name.Text);
        if (!_known.TryGetValue(csharp, out Holders? holders))
        {
            _known.Add(csharp, holders = new Holders());
        }

        if (holders.Clash(what, name, path) is { } other)
        {
            Report(what, name, other.What, other.Name);
            return;
        }

        holders.Add(what, name, path);
    }

    /// <summary>What has one name in C#.</summary>
    private sealed class Holders
    {
        private readonly List<(string What, NameSyntax Name, IReadOnlyList<Enclosing> Path)> _others = [];

        // Loops, by where they begin: of two of one variable, neither may be around the other.
        private readonly Dictionary<int, NameSyntax> _loops = [];
        private readonly Dictionary<int, NameSyntax> _around = [];

        public (string What, NameSyntax Name)? Clash(string what, NameSyntax name, IReadOnlyList<Enclosing> path)
        {
            foreach ((string otherWhat, NameSyntax other, IReadOnlyList<Enclosing> otherPath) in _others)
            {
                bool mayShare = what == Step && otherWhat == Step && name.Text == other.Text && ChainLayout.AreInSiblingBranches(path, otherPath);
                if (!mayShare)
                {
                    return (otherWhat, other);
                }
            }

            if (what != Variable)
            {
                return _loops.Count > 0 ? (Variable, _loops.First().Value) : null;
            }

            foreach (Enclosing block in path)
            {
                if (_loops.TryGetValue(Start(block), out NameSyntax? outer))
                {
                    return (Variable, outer);
                }
            }

            return _around.TryGetValue(Start(path[path.Count - 1]), out NameSyntax? inner) ? (Variable, inner) : null;
        }

        public void Add(string what, NameSyntax name, IReadOnlyList<Enclosing> path)
        {
            if (what != Variable)
            {
                _others.Add((what, name, path));
                return;
            }

            _loops[Start(path[path.Count - 1])] = name;
            foreach (Enclosing block in path)
            {
                _around[Start(block)] = name;
            }
        }

        private static int Start(Enclosing block) => block.Statement.Span.Start;
    }

    private void Report(string what, NameSyntax name, string otherWhat, NameSyntax other)
    {
        Location at = diagnostics.At(name.Span);
        int otherLine = diagnostics.LineNumber(other.Span);
        diagnostics.Add(what == Step && otherWhat == Step
            ? NameDiagnostics.DuplicateStep(at, name.Text, other.Text, otherLine)
            : NameDiagnostics.NameTaken(at, what, name.Text, otherWhat, other.Text, otherLine));
    }
}
