using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Interpretation;

/// <summary>What a step cannot do without: it is passed over where that is null.</summary>
internal sealed class Needs(Readings readings)
{
    /// <summary>A parameter that may not be null would be; a text with anything else in it is made of what is there.</summary>
    public bool AreMissing(Step step, Evaluator evaluator) => step.Call is CallWithArguments call && AnyIsNull(call, readings.Sources(step), evaluator);

    /// <summary>
    /// A parameter that may not be null would be, and does not read the item: the step as a whole is passed over. What the step's own
    /// <c>if</c> may have to keep from failing is asked for each item.
    /// </summary>
    public bool AreMissingForAll(Step step, Evaluator evaluator, string item) => step.Call is CallWithArguments call && AnyIsNull(
        call,
        [.. readings.Sources(step).Select(source =>
            source is FromOption option && (Readings.VariablesIn(option.Value).Contains(item) || (step.Condition is not null && Evaluator.CanFail(option.Value)))
                ? new FromDefault() : source)],
        evaluator,
        isForAll: true);

    private static bool AnyIsNull(CallWithArguments call, Source[] sources, Evaluator evaluator, bool isForAll = false)
    {
        bool isAnyNull = false;
        bool hasAnyFailed = false;
        foreach ((Source source, Parameter _) in sources.Zip(call.Parameters).Where(pair => !pair.Second.Type.IsNullable))
        {
            try
            {
                isAnyNull |= source switch
                {
                    FromOption option => evaluator.Evaluate(option.Value) is null,
                    FromStep read => evaluator.Evaluate(new StepValue(read.Name)) is null,
                    _ => false,
                };
            }
            catch (Exception error) when (IsOfExpression(error))
            {
                hasAnyFailed = true;
            }
        }

        return hasAnyFailed && (isAnyNull || isForAll) ? throw new UndefinedException() : isAnyNull;
    }

    /// <summary>An expression fails so, and does so again.</summary>
    public static bool IsOfExpression(Exception error) => error is ArgumentOutOfRangeException or IndexOutOfRangeException or ArithmeticException;
}
