using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>Looks for a smaller chain that differs too: a node less, a block in place of what is in it, a key less.</summary>
internal static class Shrinker
{
    private const int MostTrials = 60;

    // A chain that hangs is tried often.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<(ChainModel Smallest, string Difference)> ShrinkAsync(ChainModel chain, int seed, string difference)
    {
        int trials = 0;
        bool isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (ChainModel candidate in Candidates(chain))
            {
                if (++trials > MostTrials)
                {
                    return (chain, difference);
                }

                if (await DifferenceOf(candidate, seed) is { } found)
                {
                    (chain, difference, isSmaller) = (candidate, found, true);
                    break;
                }
            }
        }

        return (chain, difference);
    }

    private static async Task<string?> DifferenceOf(ChainModel chain, int seed)
    {
        try
        {
            using Compilation compilation = Compilation.Compile([chain]);
            return compilation.Errors.Count > 0 ? null : await Trial.RunAsync(chain, seed, compilation, new Coverage(), Patience);
        }
        catch (Exception error) when (LacksSomething(error))
        {
            return null;
        }
    }

    private static CalledChain? Called(ChainModel chain)
    {
        try
        {
            return new CalledChain(chain);
        }
        catch (Exception error) when (LacksSomething(error))
        {
            return null;
        }
    }

    /// <summary>What the interpreter cannot run lacks something that was taken away.</summary>
    private static bool LacksSomething(Exception error) => error is InvalidOperationException or KeyNotFoundException;

    private static IEnumerable<ChainModel> Candidates(ChainModel chain) => Blocks(chain.Body)
        .Where(block => block.Count > 0)
        .Select(block => chain with { Body = block, Output = null })
        .Concat(chain.Output is null ? [] : Blocks(chain.Body).Where(block => block.Count > 0).Select(block => chain with { Body = block }));

    private static IEnumerable<IReadOnlyList<Node>> Blocks(IReadOnlyList<Node> block)
    {
        for (int i = 0; i < block.Count; i++)
        {
            IEnumerable<Node> before = block.Take(i);
            IEnumerable<Node> after = block.Skip(i + 1);
            yield return [.. before, .. after];
            foreach (IReadOnlyList<Node> inPlace in InPlaceOf(block[i]))
            {
                yield return [.. before, .. inPlace, .. after];
            }
        }
    }

    private static IEnumerable<IReadOnlyList<Node>> InPlaceOf(Node node) => node switch
    {
        Step step => Simpler(step).Select(simpler => (IReadOnlyList<Node>)[simpler]),
        If branches => branches.Branches.Select(branch => branch.Body)
            .Concat(branches.Branches.SelectMany((branch, i) => Blocks(branch.Body).Select(body => (IReadOnlyList<Node>)
                [new If([.. branches.Branches.Select((other, j) => i == j ? other with { Body = body } : other)])]))),
        For loop => Blocks(loop.Body).Select(body => (IReadOnlyList<Node>)[new For(loop.Variable, loop.Items, body)]).Prepend(loop.Body),
        While loop => Blocks(loop.Body).Select(body => (IReadOnlyList<Node>)[new While(loop.Condition, loop.MaxIterations, body)]).Prepend(loop.Body),
        _ => [],
    };

    private static IEnumerable<Step> Simpler(Step step)
    {
        if (step.Call is ChainCall { Callee.Chain: var callee } call)
        {
            // Under a name of its own: others may call it as it is.
            foreach (CalledChain smaller in Candidates(callee).Select(smaller => Called(smaller with { Name = callee.Name + "x" })).OfType<CalledChain>())
            {
                yield return step.With(call: call with { Callee = smaller });
            }
        }

        if (step.Condition is not null)
        {
            yield return step.With(dropCondition: true);
        }

        if (step.ForEach is not null)
        {
            yield return step.With(dropForEach: true);
        }

        if (step.Retries > 0)
        {
            yield return step.With(dropRetries: true);
        }

        if (step.IsParallel)
        {
            yield return step.With(isParallel: false);
        }

        if (step.HasDependencies)
        {
            yield return step.With(dependsOn: []);
        }
    }
}
