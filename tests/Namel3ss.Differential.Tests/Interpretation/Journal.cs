namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>A time limit of an attempt or of a run. All are of different lengths, far enough apart that the shortest around a step comes first.</summary>
internal sealed record Limit(double Seconds)
{
    /// <summary>Of a chain that says nothing of its time.</summary>
    public static readonly Limit Default = new(24 * 3600);
}

/// <summary>The calls of a run and of the runs that it calls. Steps of those have their chain's name in front.</summary>
internal sealed class Journal
{
    private readonly Dictionary<string, int> _flakyCalls = [];

    /// <summary>The connectors' calls by step, in file order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>For each call that hangs, by step and in file order, the limit that ends it.</summary>
    public Dictionary<string, List<double>> Strikes { get; } = [];

    /// <summary>Steps whose calls a stop of the chain around them, which another one outlived, may have prevented or abandoned.</summary>
    public HashSet<string> Uncertain { get; } = [];

    public void Call(string step) => Calls.Add(step);

    public bool IsFlakyFailure(string step, object?[] arguments)
    {
        int calls = _flakyCalls[step] = _flakyCalls.GetValueOrDefault(step) + 1;
        return Flaky.FailsAt(calls, arguments);
    }

    public int FlakyCalls(string step) => _flakyCalls[step];

    public void Strike(string step, Limit limit)
    {
        if (!Strikes.TryGetValue(step, out List<double>? strikes))
        {
            Strikes.Add(step, strikes = []);
        }

        strikes.Add(limit.Seconds);
    }
}
