using System.Globalization;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// What an expression gives where some names are null (docs/expressions.md, "Null"). It tells what a condition says of a name: what null
/// would make false is not null where the condition holds, what null would make true is not where it does not.
/// </summary>
internal static class NullLogic
{
    private static readonly Outcome Null = new(OutcomeKind.Null);
    private static readonly Outcome Unknown = new(OutcomeKind.Unknown);
    private static readonly Outcome Some = new(OutcomeKind.Some);
    private static readonly Outcome False = new(OutcomeKind.Constant, false);
    private static readonly Outcome True = new(OutcomeKind.Constant, true);

    /// <summary>Whether the expression is null for sure.</summary>
    /// <param name="assume">True for a part that is taken to be null, false for one that is not; null where nothing is known.</param>
    public static bool IsNull(BoundExpression expression, Func<BoundExpression, bool?> assume) =>
        Evaluate(expression, assume).Kind == OutcomeKind.Null;

    /// <summary>What the condition gives; null if that hangs on what is not known.</summary>
    /// <param name="assume">True for a part that is taken to be null, false for one that is not; null where nothing is known.</param>
    public static bool? Holds(BoundExpression condition, Func<BoundExpression, bool?> assume)
    {
        Outcome outcome = Evaluate(condition, assume);
        return outcome.Kind == OutcomeKind.Null ? false : outcome.Value as bool?;
    }

    /// <summary>A name or a path of members behind one; null for any other expression.</summary>
    /// <param name="headOf">A <c>while</c> in whose head it stands: in the body, what is read there is of the iteration before.</param>
    public static string? KeyOf(BoundExpression expression, int? headOf = null) => expression switch
    {
        BoundStepValue { Place: var place } step =>
            $"step {step.Step} {place.Loop}{(place.IsBefore || (place.Loop is not null && place.Loop == headOf) ? " before" : "")}",
        BoundVariable variable => $"variable {variable.Name}",
        BoundParameterValue parameter => $"input {parameter.Name}",
        BoundMember member when KeyOf(member.Target, headOf) is { } target => $"{target}.{member.Name}",
        BoundOperation { Method: "Member" or "MemberOrNull", Operands: [var json, BoundText name] } when KeyOf(json, headOf) is { } target =>
            $"{target}.'{name.Text}'",
        BoundOperation { Method: "Nullable", Operands: [var value] } => KeyOf(value, headOf),
        BoundMapped mapped => KeyOf(mapped.Value, headOf),
        BoundNotNull value => KeyOf(value.Value, headOf),
        BoundNeeded value => KeyOf(value.Value, headOf),
        _ => null,
    };

    private static Outcome Evaluate(BoundExpression expression, Func<BoundExpression, bool?> assume)
    {
        Outcome Of(BoundExpression part) => Evaluate(part, assume);
        if (assume(expression) is { } isNull)
        {
            return isNull ? Null : Some;
        }

        switch (expression)
        {
            case BoundMapped mapped:
                return Of(mapped.Value);
            case BoundNotNull value:
                return Of(value.Value);
            case BoundNeeded value:
                return Of(value.Value);
            case BoundText text:
                return new(OutcomeKind.Constant, text.Text);
            case BoundConstant constant:
                return Constant(constant.CSharp);
            case BoundStatic or BoundConcatenation:
                return Some;
            case BoundMember member:
                return Of(member.Target) == Null ? Null : Unknown;
            case BoundIndex index:
                return Of(index.Target) == Null || Of(index.Index) == Null ? Null : Unknown;
            case BoundNot not:
                return Truth(Of(not.Operand)) is { } holds ? holds ? False : True : Unknown;
            case BoundLogic logic:
                return OfLogic(logic.Operator == "&&", Truth(Of(logic.Left)), Truth(Of(logic.Right)));
            case BoundIsNull question:
                return OfQuestion(Of(question.Operand), question.IsNegated);
            case BoundCoalesce coalesce:
                return OfCoalesce(Of(coalesce.Left), Of(coalesce.Right));
            case BoundTextOf text:
                return Of(text.Value) != Null ? Unknown : text.KeepsNull ? Null : new(OutcomeKind.Constant, "");
            case BoundJsonOf json:
                return Of(json.Value) == Null && json.KeepsNull ? Null : Unknown;
            case BoundOperation operation:
                return OfOperation(operation, operation.Operands.Select(Of).ToList());
            default:
                return Unknown;
        }
    }

    private static Outcome OfOperation(BoundOperation operation, List<Outcome> operands)
    {
        bool isNull = operands.Contains(Null);
        switch (operation.Method)
        {
            case "Count":
                return isNull ? new(OutcomeKind.Constant, 0.0) : Some;
            case "Contains":
                return isNull ? False : Some;
            case "IsTrue":
                return isNull ? False : operands[0];
            case "Nullable" or "Items":
                return operands[0];
            case "Equal" or "NotEqual":
                return OfEquality(operands[0], operands[1], operation) is { } isEqual ? isEqual == (operation.Method == "Equal") ? True : False : Unknown;
            case "Less" or "LessOrEqual" or "Greater" or "GreaterOrEqual":
                return isNull ? False : OfOrder(operation.Method, operands[0], operands[1]);
            case "Add" when !operation.CanFail:
                // Text, to which null adds nothing.
                return Some;
            default:
                return isNull ? Null : Unknown;
        }
    }

    private static bool? OfEquality(Outcome left, Outcome right, BoundOperation operation) => (left.Kind, right.Kind) switch
    {
        (OutcomeKind.Null, OutcomeKind.Null) => true,
        (OutcomeKind.Null, OutcomeKind.Some or OutcomeKind.Constant) or (OutcomeKind.Some or OutcomeKind.Constant, OutcomeKind.Null) => false,
        (OutcomeKind.Null, _) or (_, OutcomeKind.Null) => operation.HasValue ? false : null,
        (OutcomeKind.Constant, OutcomeKind.Constant) when left.Value!.GetType() == right.Value!.GetType() => left.Value.Equals(right.Value),
        _ => null,
    };

    private static Outcome OfOrder(string method, Outcome left, Outcome right)
    {
        if (left.Value is not double l || right.Value is not double r)
        {
            return Unknown;
        }

        return (method switch { "Less" => l < r, "LessOrEqual" => l <= r, "Greater" => l > r, _ => l >= r }) ? True : False;
    }

    private static Outcome OfLogic(bool isAnd, bool? left, bool? right) =>
        left == !isAnd || right == !isAnd ? (isAnd ? False : True)
        : left == isAnd && right == isAnd ? (isAnd ? True : False)
        : Unknown;

    private static Outcome OfQuestion(Outcome operand, bool isNegated) => operand.Kind switch
    {
        OutcomeKind.Null => isNegated ? False : True,
        OutcomeKind.Unknown => Unknown,
        _ => isNegated ? True : False,
    };

    private static Outcome OfCoalesce(Outcome left, Outcome right) => left.Kind switch
    {
        OutcomeKind.Null => right,
        OutcomeKind.Unknown => right.Kind is OutcomeKind.Some or OutcomeKind.Constant ? Some : Unknown,
        _ => left,
    };

    private static bool? Truth(Outcome outcome) => outcome.Kind == OutcomeKind.Null ? false : outcome.Value as bool?;

    private static Outcome Constant(string csharp) => csharp switch
    {
        "null" => Null,
        "true" => True,
        "false" => False,
        _ when double.TryParse(csharp.TrimEnd('U', 'L', 'D', 'F', 'M', 'u', 'l', 'd', 'f', 'm'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) =>
            new(OutcomeKind.Constant, number),
        _ => Some,
    };

    private enum OutcomeKind
    {
        /// <summary>Null or not.</summary>
        Unknown,
        Null,

        /// <summary>A value, but nobody knows which.</summary>
        Some,
        Constant,
    }

    private readonly record struct Outcome(OutcomeKind Kind, object? Value = null);
}
