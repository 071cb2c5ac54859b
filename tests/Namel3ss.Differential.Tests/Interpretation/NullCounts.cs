using System.Collections.Concurrent;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>How often something was null in all runs: a rule for absent values that is never asked shows nothing.</summary>
internal static class NullCounts
{
    private static readonly ConcurrentDictionary<string, int> Counts = new(StringComparer.Ordinal);

    /// <summary>What gives null, or is a name without a value.</summary>
    public static void Note(Expression expression, object? value)
    {
        if (value is null)
        {
            Note(expression switch
            {
                StepValue => "step",
                Variable => "input or variable",
                Member => "member",
                Model.Index => "index",
                Function function => function.Name,
                Unary unary => unary.Sign,
                Binary { Sign: "+" or "-" or "*" or "/" or "%" } => "arithmetic",
                Binary binary => binary.Sign,
                _ => "literal",
            });
        }
    }

    public static void Note(string what) => Counts.AddOrUpdate(what, 1, static (_, count) => count + 1);

    public static int Of(string what) => Counts.GetValueOrDefault(what);

    public static string Show() => string.Join(", ", Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"null {pair.Key}: {pair.Value}"));
}
