namespace Namel3ss.CompilerServices;

/// <summary>
/// What C# says about operands that an operator does not take. Each operator has an overload for <c>object</c>, the last that C# tries,
/// which is an error with one of these texts: without it C# would name whatever overload comes nearest ("cannot convert from bool to string").
/// </summary>
internal static class Mistake
{
    public const string Add =
        "'+' adds numbers, joins text with text, numbers, booleans, times and json, and adds a TimeSpan to a time. "
        + "To join anything else write \"{{ a }}{{ b }}\", or json(x).";

    public const string Subtract = "'-' takes numbers, two times of one type, or a time and a TimeSpan.";

    public const string Arithmetic = "'*', '/', '%' and the minus sign take numbers.";

    public const string Order =
        "'<', '<=', '>' and '>=' compare numbers, text with text, times or enum members of one type, and json with numbers or text.";

    public const string Equality =
        "'==' and '!=' compare values of one kind: numbers, text, booleans, times, members of one enum, objects of one class, and json with "
        + "text, numbers or booleans. An enum member is written with its type, as in Urgency.High; a value that is never null is not compared with null.";

    public const string CharNumber = "A character is no number.";

    public const string CharArithmetic = "A character is no number: it can only be joined with text or another character.";

    public const string Condition = "A condition is true or false. Compare the value with something, as in x > 0 or x != null.";

    public const string Count = "count(x) takes a list, text or json.";

    public const string Contains =
        "contains(x, y) takes a list and an item of its type, a dictionary and a key, two texts, or json and what to look for in it.";

    public const string Text = "lower(x), upper(x) and trim(x) take text or json.";

    public const string Items = "There is nothing to go through: it takes a list, or json that is an array.";

    public const string ItemsOfText = "A text is not a list.";

    public const string Index = "x[i] takes a list or json array and an integer, a dictionary and a key, or json and the name of a property.";

    public const string Negative = "ulong has no negative numbers.";

    /// <summary>For the body of an overload that no code can call.</summary>
    public static NotSupportedException NotCompiled() => new("This overload exists for its compile error.");
}
