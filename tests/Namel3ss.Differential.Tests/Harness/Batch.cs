using System.Collections.Concurrent;
using Namel3ss.Differential.Tests.Generation;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>Many random chains, compiled and each run in all its modes.</summary>
/// <param name="Failures">A text for each chain that differs, with all that is needed to see it again.</param>
internal sealed record Batch(IReadOnlyCollection<string> Failures, Coverage Coverage)
{
    // The methods of one class are compiled one after another, and all chains of a project are methods of one: so many small projects.
    private const int ProjectSize = 25;

    // Making a chain smaller costs dozens of compilations.
    private const int MostShrunk = 2;

    // A busy machine may take its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<Batch> RunAsync(int firstSeed, int count)
    {
        var coverage = new Coverage();
        var failures = new ConcurrentBag<(ChainModel Chain, int Seed, string Difference)>();
        var refusals = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(firstSeed, count).Chunk(ProjectSize), async (seeds, _) =>
        {
            List<(ChainModel Chain, int Seed)> chains = [.. seeds.Select(seed => (RandomChain.Create($"c{seed}", seed), seed))];
            Compilation compilation = Compilation.Compile(chains.Select(chain => chain.Chain));
            while (chains.FindIndex(chain => compilation.Errors.Any(error => NeverRun.IsToldOf(chain.Chain, error))) is >= 0 and var idle)
            {
                // A loop that cannot begin, or a step that waits for itself, has no place among chains that run: it is checked that this is so.
                (ChainModel chain, int seed) = chains[idle];
                chains.RemoveAt(idle);
                coverage.AddNeverRun();
                foreach (string error in compilation.Errors.Where(error => NeverRun.IsToldOf(chain, error)))
                {
                    if (NeverRun.Refute(chain, seed, error) is { } difference)
                    {
                        refusals.Add($"{error}\n{difference}\n\n{Compilation.TextOf(chain)}");
                    }
                }

                compilation.Dispose();
                compilation = Compilation.Compile(chains.Select(other => other.Chain));
            }

            using Compilation compiled = compilation;
            foreach (string error in compilation.Errors)
            {
                ChainModel? refused = chains.Select(chain => chain.Chain).FirstOrDefault(chain => error.Contains($"/{chain.Name}.ai(", StringComparison.Ordinal));
                refusals.Add($"{error}\n\n{(refused is null ? "" : Compilation.TextOf(refused))}");
            }

            foreach ((ChainModel chain, int seed) in compilation.Errors.Count > 0 ? [] : chains)
            {
                if (await Trial.RunAsync(chain, seed, compilation, coverage, Patience) is { } difference)
                {
                    failures.Add((chain, seed, difference));
                }
            }
        });

        var shown = refusals.ToList();
        foreach ((ChainModel chain, int seed, string difference) in failures.OrderBy(failure => failure.Seed))
        {
            (ChainModel smallest, string differs) = shown.Count < MostShrunk ? await Shrinker.ShrinkAsync(chain, seed, difference) : (chain, difference);
            shown.Add($"The chain of seed {seed}: {differs}\n\n{Compilation.TextOf(smallest)}");
        }

        return new Batch(shown, coverage);
    }
}
