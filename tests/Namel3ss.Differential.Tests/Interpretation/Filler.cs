using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>The arguments of a call from what fills its parameters.</summary>
internal static class Filler
{
    /// <param name="given">The arguments of the chain.</param>
    public static object?[] Fill(
        Source[] sources, IReadOnlyList<Parameter> parameters, Evaluator evaluator, IReadOnlyDictionary<string, object?> given) =>
        [.. sources.Zip(parameters, (source, parameter) => Argument(source, parameter, evaluator, given))];

    private static object? Argument(Source source, Parameter parameter, Evaluator evaluator, IReadOnlyDictionary<string, object?> given)
    {
        switch (source)
        {
            case FromOption option:
                object? value = evaluator.Evaluate(option.Value);
                return parameter.Type is { Kind: Kind.Text, IsList: false } && value is not null ? Evaluator.Text(value) : value;
            case FromVariable variable:
                return evaluator.Evaluate(new Variable(variable.Name));
            case FromStep read:
                object? whole = evaluator.Evaluate(new StepValue(read.Name));
                return whole is IReadOnlyList<object?> list && !parameter.Type.HasNullableItems ? list.Where(item => item is not null).ToArray() : whole;
            case FromSteps reads:
                return reads.Steps.SelectMany(read => Items(evaluator.Evaluate(new StepValue(read.Name)), read.IsSpread))
                    .Where(item => item is not null || parameter.Type.HasNullableItems)
                    .ToArray();
            case FromDefault:
                return parameter.Default;
            default:
                return given[parameter.Name];
        }
    }

    private static IReadOnlyList<object?> Items(object? value, bool isSpread) =>
        !isSpread ? [value] : (IReadOnlyList<object?>?)value ?? [];
}
