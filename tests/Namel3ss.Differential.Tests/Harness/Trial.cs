using System.Reflection;
using Namel3ss.Differential.Tests.Generation;
using Namel3ss.Differential.Tests.Interpretation;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>Runs one chain in all its modes and compares each run with what is expected of it.</summary>
internal static class Trial
{
    /// <returns>The first difference, in words; null if there is none.</returns>
    public static async Task<string?> RunAsync(ChainModel chain, int seed, Compilation compilation, Coverage coverage, TimeSpan patience)
    {
        var random = new Random(seed);
        for (int i = 0; i < 2; i++)
        {
            IReadOnlyDictionary<string, object?> arguments = RandomArguments.Create(chain, random, out IReadOnlyDictionary<string, object?> given);
            if (await RunAsync(chain, arguments, given, random, compilation, coverage, patience) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <param name="arguments">What the chain works with.</param>
    /// <param name="given">What is passed of it; the others are left to their defaults.</param>
    /// <returns>The first difference, in words; null if there is none.</returns>
    public static async Task<string?> RunAsync(
        ChainModel chain, IReadOnlyDictionary<string, object?> arguments, IReadOnlyDictionary<string, object?> given, Random random,
        Compilation compilation, Coverage coverage, TimeSpan patience)
    {
        foreach (Mode mode in Modes(chain, random))
        {
            Expectation expected;
            try
            {
                expected = Interpreter.Run(new Plan(chain, mode.Order), arguments);
            }
            catch (UndefinedException)
            {
                coverage.AddUndefined();
                continue;
            }

            IReadOnlyList<string> differences;
            try
            {
                MethodInfo method = compilation.Find(chain, mode.IsDataflow);
                Execution seen = await Execution.RunAsync(method, given, mode, expected, patience);
                coverage.Add(expected, seen, mode);
                differences = new Comparison(expected, seen, mode).Differences();
            }
            catch (TimeoutException hang)
            {
                differences = [hang.Message];
            }

            if (differences.Count > 0)
            {
                string shown = string.Join(", ", arguments.Select(pair => $"{pair.Key} = {TypedValue.Show(pair.Value)}"));
                return $"{mode}; {shown}\n{string.Join("\n", differences)}";
            }
        }

        return null;
    }

    private static IEnumerable<Mode> Modes(ChainModel chain, Random random)
    {
        foreach (bool isDataflow in chain.IsForDataflowOnly ? [true] : (bool[])[false, true])
        {
            yield return new Mode(isDataflow, IsParallel: false, Limit: 5, random.Next(2) == 0, random.Next());
            yield return new Mode(isDataflow, IsParallel: true, Limit: 1, random.Next(2) == 0, random.Next());
            yield return new Mode(isDataflow, IsParallel: true, Limit: 2, random.Next(2) == 0, random.Next());
            yield return new Mode(isDataflow, IsParallel: true, Limit: 50, random.Next(2) == 0, random.Next());
        }
    }
}
