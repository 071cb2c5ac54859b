using Namel3ss.CompilerServices;

namespace Namel3ss.Testing;

/// <summary>
/// The fakes of one <see cref="ChainTest"/>, by chain and name of the step, and of those branches of an <c>if</c> that share the name by branch
/// where a fake is for one of them.
/// </summary>
internal sealed class FakeBook
{
    private readonly object _lock = new();
    private readonly Dictionary<(ChainInfo? Chain, string Step, int? Branch), Page> _pages = [];

    /// <summary>The chains that a fake names.</summary>
    public IReadOnlyCollection<ChainInfo> Chains
    {
        get
        {
            lock (_lock)
            {
                return [.. _pages.Keys.Select(key => key.Chain).OfType<ChainInfo>().Distinct()];
            }
        }
    }

    /// <summary>Adds a fake: one for some calls goes before those for all; one for all calls takes the place of the one before.</summary>
    /// <param name="step">One of the steps of its name.</param>
    /// <param name="branch">Which of them it is for, from 1; null for all.</param>
    /// <param name="fake">The fake.</param>
    public void Add(StepInfo step, int? branch, Fake fake)
    {
        lock (_lock)
        {
            var page = PageOf(step, branch);
            if (fake.Times is { } times)
            {
                page.First.Add((fake, times));
            }
            else
            {
                page.Always = fake;
            }
        }
    }

    /// <summary>Whether no call of the step reaches its method.</summary>
    public bool IsAlwaysFaked(StepInfo step)
    {
        lock (_lock)
        {
            return Find(step, null)?.Always is not null || Find(step, BranchOf(step))?.Always is not null;
        }
    }

    /// <summary>Counts a call of a step.</summary>
    /// <returns>Who answers it; null for the step's own method.</returns>
    public (Fake Fake, FakeCall Call)? Next(StepRun step)
    {
        var info = step.Info!;
        lock (_lock)
        {
            var all = PageOf(info, null);
            var branch = BranchOf(info);
            var own = Find(info, branch);
            var call = new FakeCall(info.Chain?.Name ?? "", info.Name, ++all.Calls, step.Attempts, step.Iteration) { Target = info.Target, Branch = branch };
            return (own?.Take() ?? own?.Always ?? all.Take() ?? all.Always) is { } fake ? (fake, call) : null;
        }
    }

    /// <summary>Which of the steps of its name it is, from 1.</summary>
    public static int BranchOf(StepInfo step) => SameNamed(step).TakeWhile(other => other != step).Count() + 1;

    /// <summary>The steps of its name, in the order of the file.</summary>
    public static IEnumerable<StepInfo> SameNamed(StepInfo step) => step.Chain?.Steps.Where(other => other.Name == step.Name) ?? [step];

    private Page? Find(StepInfo step, int? branch) => _pages.GetValueOrDefault((step.Chain, step.Name, branch));

    private Page PageOf(StepInfo step, int? branch)
    {
        var page = Find(step, branch);
        if (page is null)
        {
            _pages.Add((step.Chain, step.Name, branch), page = new Page());
        }

        return page;
    }

    /// <summary>What is known of one step.</summary>
    private sealed class Page
    {
        public List<(Fake Fake, int Left)> First { get; } = [];

        public Fake? Always { get; set; }

        public int Calls { get; set; }

        /// <summary>The next of the fakes for some calls; null if none is left.</summary>
        public Fake? Take()
        {
            if (First is not [var (first, left), ..])
            {
                return null;
            }

            if (left > 1)
            {
                First[0] = (first, left - 1);
            }
            else
            {
                First.RemoveAt(0);
            }

            return first;
        }
    }
}
