namespace Namel3ss.Differential.Tests.Model;

/// <summary>A chain as those see it that call it.</summary>
internal sealed class CalledChain
{
    public CalledChain(ChainModel chain)
    {
        Chain = chain;
        var readings = new Readings(chain);
        Parameters = [.. (chain.Inputs ?? readings.Lifted()).Select(input => new Parameter(input.Name, input.Type, input.Default is null, input.Default?.Value))];
        EndlessSteps = [.. readings.Layout.Sites.Select(site => site.Step).Where(IsEndless)];
        if (chain.Outputs is not [var first, ..])
        {
            return;
        }

        Site site = readings.Layout.Named(first).First();
        bool isPlain = chain.Outputs.Count == 1 && site.Path.Count == 0 && site.Step.ForEach is null;
        bool isAbsentBySight = isPlain && site.Step.MayItemBeAbsent;
        bool isPresent = isPlain && !isAbsentBySight && readings.NeedsOf(site.Step).Count == 0
            && !readings.VariablesOf(site.Step).Any(name => chain.Inputs?.Any(input => input.Name == name && input.Type.IsNullable) == true);
        Type = readings.TypeOf(first, []) is { } type ? type with { IsNullable = !isPresent } : null;
        IsAbsenceKnown = isAbsentBySight || isPresent;
    }

    public ChainModel Chain { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The type of its value; null if it has none.</summary>
    public DataType? Type { get; }

    /// <summary>Whether its value may be absent does not hang on what its steps read of each other.</summary>
    public bool IsAbsenceKnown { get; }

    /// <summary>Steps that no timeout of their own ends.</summary>
    public IReadOnlyList<Step> EndlessSteps { get; }

    public static bool IsEndless(Step step) => step.Timeout is null && step.Call switch
    {
        ConnectorCall call => call.Connector.Hangs,
        ChainCall call => call.Callee.Chain.Timeout is null && call.Callee.EndlessSteps.Count > 0,
        _ => false,
    };

    /// <summary>A run of it may take until one of the limits around strikes, its own among them.</summary>
    public bool Hangs => EndlessSteps.Count > 0;

    /// <summary>The chains that a chain calls, directly or by others, each before those that call it.</summary>
    public static IReadOnlyList<ChainModel> AllOf(ChainModel chain)
    {
        var all = new List<ChainModel>();
        Add(chain);
        return all;

        void Add(ChainModel caller)
        {
            foreach (ChainModel callee in new Layout(caller).Sites.Select(site => site.Step.Call).OfType<ChainCall>().Select(call => call.Callee.Chain))
            {
                if (all.All(other => other.Name != callee.Name))
                {
                    Add(callee);
                    all.Add(callee);
                }
            }
        }
    }
}
