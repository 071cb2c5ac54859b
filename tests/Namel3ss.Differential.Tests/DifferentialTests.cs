using Namel3ss.Differential.Tests.Harness;

namespace Namel3ss.Differential.Tests;

/// <summary>
/// Random chains, compiled as users' chains are, against an interpreter that does what the language says and nothing
/// else. NAMEL3SS_DIFFERENTIAL_CHAINS says how many, NAMEL3SS_DIFFERENTIAL_SEED which ones.
/// </summary>
public sealed class DifferentialTests
{
    private const int BatchSize = 500;

    private static readonly int Chains = Setting("NAMEL3SS_DIFFERENTIAL_CHAINS", 3000);
    private static readonly int Seed = Setting("NAMEL3SS_DIFFERENTIAL_SEED", 1);

    public static TheoryData<int, int> Batches
    {
        get
        {
            var batches = new TheoryData<int, int>();
            for (int first = 0; first < Chains; first += BatchSize)
            {
                batches.Add(Seed + first, Math.Min(BatchSize, Chains - first));
            }

            return batches;
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task Random_chains_do_what_the_language_says(int firstSeed, int count)
    {
        var batch = await Batch.RunAsync(firstSeed, count);

        Assert.True(batch.Failures.Count == 0, string.Join("\n\n", batch.Failures.Take(3)));
        batch.Coverage.AssertIsWide();
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out int value) ? value : otherwise;
}
