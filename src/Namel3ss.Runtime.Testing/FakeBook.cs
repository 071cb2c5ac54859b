using Namel3ss.CompilerServices;

namespace Namel3ss.Testing;

/// <summary>The fakes of one <see cref="ChainTest"/>, by chain and name of the step: branches may define a step of one name several times.</summary>
internal sealed class FakeBook
{
    private readonly object _lock = new();
    private readonly Dictionary<(ChainInfo? Chain, string Step), Page> _pages = [];

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
    public void Add(StepInfo step, Fake fake)
    {
        lock (_lock)
        {
            var page = PageOf(step);
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
            return _pages.TryGetValue((step.Chain, step.Name), out var page) && page.Always is not null;
        }
    }

    /// <summary>Counts a call of a step.</summary>
    /// <returns>Who answers it; null for the step's own method.</returns>
    public (Fake Fake, FakeCall Call)? Next(StepRun step)
    {
        var info = step.Info!;
        lock (_lock)
        {
            var page = PageOf(info);
            var call = new FakeCall(info.Chain?.Name ?? "", info.Name, ++page.Calls, step.Attempts, step.Iteration);
            if (page.First is [var (first, left), ..])
            {
                if (left > 1)
                {
                    page.First[0] = (first, left - 1);
                }
                else
                {
                    page.First.RemoveAt(0);
                }

                return (first, call);
            }

            return page.Always is { } always ? (always, call) : null;
        }
    }

    private Page PageOf(StepInfo step)
    {
        if (!_pages.TryGetValue((step.Chain, step.Name), out var page))
        {
            _pages.Add((step.Chain, step.Name), page = new Page());
        }

        return page;
    }

    /// <summary>What is known of one step.</summary>
    private sealed class Page
    {
        public List<(Fake Fake, int Left)> First { get; } = [];

        public Fake? Always { get; set; }

        public int Calls { get; set; }
    }
}
