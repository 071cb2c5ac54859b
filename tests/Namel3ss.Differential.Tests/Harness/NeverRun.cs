using System.Text.RegularExpressions;
using Namel3ss.Differential.Tests.Generation;
using Namel3ss.Differential.Tests.Interpretation;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Harness;

/// <summary>What the build says can never run: a loop that cannot begin, steps that wait for themselves. The interpreter must find the same.</summary>
internal static partial class NeverRun
{
    private const int Tries = 20;

    public static bool IsToldOf(ChainModel chain, string error) =>
        error.Contains($"/{chain.Name}.ai(", StringComparison.Ordinal) && (error.Contains(" N3S3012:", StringComparison.Ordinal) || error.Contains(" N3S3013:", StringComparison.Ordinal));

    /// <returns>In words, the run in which it did run; null if none was found.</returns>
    public static string? Refute(ChainModel chain, int seed, string error)
    {
        string[] lines = Compilation.TextOf(chain).Split('\n');
        int line = int.Parse(Line().Match(error).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) - 1;
        string head = lines.Take(line + 1).Last(text => text.StartsWith("chain ", StringComparison.Ordinal));
        bool isOwn = head.EndsWith("_groups:", StringComparison.Ordinal) || head.EndsWith("_dataflow:", StringComparison.Ordinal);
        ChainModel told = isOwn ? chain : CalledChain.AllOf(chain).Single(callee => head.EndsWith($"_{callee.Name}:", StringComparison.Ordinal));
        HashSet<string> steps = Named(lines, line, error);
        var random = new Random(seed);
        for (int i = 0; i < Tries; i++)
        {
            IReadOnlyDictionary<string, object?> arguments = RandomArguments.Create(told, random, out _);
            Expectation run;
            try
            {
                run = Interpreter.Run(new Plan(told, default), arguments);
            }
            catch (UndefinedException)
            {
                continue;
            }

            string? ran = run.Steps
                .Where(step => steps.Contains(step.Key) && step.Value.Any(outcome => outcome.Status == StepStatus.Ok))
                .Select(step => step.Key)
                .FirstOrDefault();
            if (ran is not null)
            {
                return $"But step {ran} has run where {string.Join(", ", arguments.Select(pair => $"{pair.Key} = {TypedValue.Show(pair.Value)}"))}.";
            }
        }

        return null;
    }

    /// <summary>The steps that the message names as a circle; of a loop that cannot begin, those in it.</summary>
    private static HashSet<string> Named(string[] lines, int line, string error)
    {
        if (Circle().Match(error) is { Success: true } circle)
        {
            return [.. circle.Value.Split(" → ")];
        }

        int width = Width(lines[line]);
        return [.. lines.Skip(line + 1).TakeWhile(text => Width(text) > width)
            .Select(text => text.Trim())
            .Where(text => text.StartsWith("step ", StringComparison.Ordinal))
            .Select(text => text[5..^1])];
    }

    private static int Width(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"\w+( → \w+)+")]
    private static partial Regex Circle();

    [GeneratedRegex(@"\.ai\((\d+),")]
    private static partial Regex Line();
}
