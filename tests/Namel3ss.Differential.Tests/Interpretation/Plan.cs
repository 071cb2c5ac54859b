using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>A chain, how its steps are ordered in this mode, and the same of the chains that it calls.</summary>
internal sealed class Plan
{
    private readonly Dictionary<string, Plan> _callees = [];

    /// <param name="path">Its name in front of the names of its steps; empty for the chain that is run.</param>
    public Plan(ChainModel chain, Order order, string path = "")
    {
        (Chain, Readings, Path) = (chain, new(chain), path);
        Schedule = new(Readings, order);
        foreach (ChainModel callee in IsCalled ? [] : CalledChain.AllOf(chain))
        {
            Order own = order == Order.Sequential ? order : callee.IsForDataflowOnly ? Order.Dataflow : Order.Groups;
            _callees.Add(callee.Name, new Plan(callee, own, callee.Name + "/") { Root = this });
        }

        Root ??= this;
    }

    public ChainModel Chain { get; }

    public Readings Readings { get; }

    public Schedule Schedule { get; }

    public string Path { get; }

    public bool IsCalled => Path.Length > 0;

    /// <summary>Of this chain's calls: each step's name with that of its chain in front.</summary>
    public string Key(string step) => Path + step;

    public Plan Of(ChainModel callee) => Root._callees[callee.Name];

    private Plan Root { get; init; }
}
