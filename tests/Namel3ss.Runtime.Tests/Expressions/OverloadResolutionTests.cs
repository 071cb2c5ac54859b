using System.Globalization;
using System.Text;
using Namel3ss.CompilerServices;

namespace Namel3ss.Runtime.Tests.Expressions;

/// <summary>Every pair of types with every operator: the natural result, or the error that is meant, and never an ambiguity.</summary>
public class OverloadResolutionTests
{
    private static readonly string[] Integers = ["sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong"];
    private static readonly string[] Numbers = [.. Integers, "float", "double", "decimal"];
    private static readonly string[] Times = ["DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan"];
    private static readonly string[] Structs = [.. Numbers, .. Times, "char", "bool", "Guid", "Urgency", "Color", "JsonElement", "Money"];
    private static readonly string[] Classes =
        ["string", "Feedback", "Special", "List<int>", "IReadOnlyList<string>", "Dictionary<string, int>", "Uri", "object"];

    // The other nullable numbers add minutes and no case.
    private static readonly string[] All =
        [.. Structs, .. Structs.Except(["sbyte", "short", "ushort", "float", "Color"]).Select(type => type + "?"), .. Classes];

    [Theory]
    [InlineData("Add")]
    [InlineData("Subtract")]
    [InlineData("Multiply")]
    [InlineData("Divide")]
    public void Arithmetic_gives_the_natural_type_or_the_error_that_is_meant(string function) =>
        Check(function, (left, right) => Arithmetic(function, left, right));

    [Fact]
    public void Equality_compiles_for_values_of_one_kind_only() =>
        Check("Equal", (left, right) => IsEquatable(left, right) ? "bool" : Overloads.Obsolete);

    [Fact]
    public void Order_compiles_for_values_that_have_one() =>
        Check("Less", (left, right) => IsOrdered(left, right) ? "bool" : Overloads.Obsolete);

    [Theory]
    [InlineData("NotEqual", "Equal")]
    [InlineData("LessOrEqual", "Less")]
    [InlineData("Greater", "Less")]
    [InlineData("GreaterOrEqual", "Less")]
    [InlineData("Remainder", "Multiply")]
    public void Operators_of_one_family_take_the_same_types(string function, string tested)
    {
        static string[] Signatures(string name) =>
            [.. typeof(Operators).GetMethods().Where(method => method.Name == name)
                .Select(method => method.ToString()!.Replace($" {name}", " ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        Assert.NotEmpty(Signatures(tested));
        Assert.Equal(Signatures(tested), Signatures(function));
    }

    [Fact]
    public void Whatever_can_be_null_compares_with_null_and_what_cannot_is_an_error_or_false()
    {
        string[] never = ["Urgency", "Color", "Money", "Money?", "object"];
        var calls = new List<(string Call, string Expected)>();
        foreach (var type in All)
        {
            var expected = never.Contains(type) ? Overloads.Obsolete : "bool";
            foreach (var function in new[] { "Equal", "NotEqual" })
            {
                calls.Add((Overloads.Call(function, type, "null"), expected));
                calls.Add((Overloads.Call(function, "null", type), expected));
            }
        }

        Check(calls);
    }

    [Fact]
    public void Literals_take_the_type_that_the_other_side_needs()
    {
        Check(
        [
            .. Integers.Select(type => (Overloads.Call("Add", type, "1"), type is "uint" or "long" or "ulong" ? type : "int")),
            (Overloads.Call("Multiply", "decimal", "1.5"), "decimal"),
            (Overloads.Call("Multiply", "1.5", "decimal?"), "decimal?"),
            (Overloads.Call("Multiply", "float", "1.5"), "double"),
            (Overloads.Call("Add", "JsonElement", "1"), "double?"),
            (Overloads.Call("Add", "ulong?", "1"), "ulong?"),
            (Overloads.Call("Greater", "ulong", "1"), "bool"),
            (Overloads.Call("Greater", "JsonElement", "1.5"), "bool"),
            (Overloads.Call("Equal", "char", "\"x\""), "bool"),
            (Overloads.Call("Equal", "Urgency", "\"high\""), Overloads.Obsolete),
            (Overloads.Call("Equal", "Urgency", "0"), Overloads.Obsolete),
            (Overloads.Call("Equal", "char", "0"), Overloads.Obsolete),
            (Overloads.Call("Equal", "JsonElement", "true"), "bool"),
            (Overloads.Call("Add", "\"x\"", "true"), "string"),
        ]);
    }

    [Fact]
    public void Functions_take_what_they_are_made_for()
    {
        const string Wrong = Overloads.Obsolete;
        Check(
        [
            (Overloads.Call("IsTrue", "bool"), "bool"),
            (Overloads.Call("IsTrue", "bool?"), "bool"),
            (Overloads.Call("IsTrue", "JsonElement"), "bool"),
            (Overloads.Call("IsTrue", "JsonElement?"), "bool"),
            (Overloads.Call("IsTrue", "int"), Wrong),
            (Overloads.Call("IsTrue", "string"), Wrong),
            (Overloads.Call("Negate", "byte"), "int"),
            (Overloads.Call("Negate", "uint"), "long"),
            (Overloads.Call("Negate", "uint?"), "long?"),
            (Overloads.Call("Negate", "ulong"), Wrong),
            (Overloads.Call("Negate", "ulong?"), Wrong),
            (Overloads.Call("Negate", "float"), "float"),
            (Overloads.Call("Negate", "decimal?"), "decimal?"),
            (Overloads.Call("Negate", "JsonElement"), "double?"),
            (Overloads.Call("Negate", "char"), Wrong),
            (Overloads.Call("Negate", "char?"), Wrong),
            (Overloads.Call("Negate", "string"), Wrong),
            (Overloads.Call("Nullable", "int"), "int?"),
            (Overloads.Call("Nullable", "int?"), "int?"),
            (Overloads.Call("Nullable", "string"), "string?"),
            (Overloads.Call("Nullable", "Urgency"), "Urgency?"),
            (Overloads.Call("Nullable", "JsonElement"), "Text.Json.JsonElement?"),
            (Overloads.Call("Nullable", "JsonElement?"), "Text.Json.JsonElement?"),
            (Overloads.Call("NotNull", "int"), "int"),
            (Overloads.Call("NotNull", "int?"), "int"),
            (Overloads.Call("NotNull", "string"), "string"),
            (Overloads.Call("NotNull", "JsonElement?"), "Text.Json.JsonElement"),
            ("Get<List<int>>()?.Index(0)", "int?"),
            ("Get<List<int?>>()?.Index(0)", "int?"),
            ("Get<string[]>()?.Index(Get<JsonElement>()).Length", "int?"),
            ("Get<Dictionary<string, int>>()?.Index(\"a\")", "int?"),
            ("Get<string>()?.Index(0)", "char?"),
            ("Operators.Nullable(Get<int>()) ?? 0", "int"),
            ("(Get<bool>() ? Operators.Nullable(Get<Urgency>()) : null) ?? Urgency.Low", "Urgency"),
            (Overloads.Call("Count", "List<int>"), "int"),
            (Overloads.Call("Count", "int[]"), "int"),
            (Overloads.Call("Count", "Dictionary<string, int>"), "int"),
            (Overloads.Call("Count", "HashSet<int>"), "int"),
            (Overloads.Call("Count", "string"), "int"),
            (Overloads.Call("Count", "JsonElement"), "int"),
            (Overloads.Call("Count", "JsonElement?"), "int"),
            (Overloads.Call("Count", "int"), Wrong),
            (Overloads.Call("Contains", "string", "string"), "bool"),
            (Overloads.Call("Contains", "string", "char"), "bool"),
            (Overloads.Call("Contains", "string", "JsonElement"), "bool"),
            (Overloads.Call("Contains", "string", "int"), Wrong),
            (Overloads.Call("Contains", "List<string>", "string"), "bool"),
            (Overloads.Call("Contains", "string[]", "JsonElement"), "bool"),
            (Overloads.Call("Contains", "List<long>", "1"), "bool"),
            (Overloads.Call("Contains", "List<int>", "string"), Wrong),
            (Overloads.Call("Contains", "HashSet<Urgency>", "Urgency"), "bool"),
            (Overloads.Call("Contains", "List<Feedback>", "Special"), "bool"),
            (Overloads.Call("Contains", "Dictionary<string, int>", "string"), "bool"),
            (Overloads.Call("Contains", "JsonElement", "string"), "bool"),
            (Overloads.Call("Contains", "JsonElement?", "1"), "bool"),
            (Overloads.Call("Contains", "JsonElement", "JsonElement"), "bool"),
            (Overloads.Call("Contains", "List<JsonElement>", "string"), "bool"),
            (Overloads.Call("Contains", "List<JsonElement>", "JsonElement"), "bool"),
            (Overloads.Call("Lower", "string"), "string"),
            (Overloads.Call("Upper", "JsonElement"), "string?"),
            (Overloads.Call("Trim", "JsonElement?"), "string?"),
            (Overloads.Call("Trim", "int"), Wrong),
            (Overloads.Call("Items", "List<int>"), "Collections.Generic.IEnumerable<int>"),
            (Overloads.Call("Items", "int[]"), "Collections.Generic.IEnumerable<int>"),
            (Overloads.Call("Items", "IEnumerable<string?>"), "Collections.Generic.IEnumerable<string?>"),
            (Overloads.Call("Items", "Dictionary<string, int>"),
                "Collections.Generic.IEnumerable<Collections.Generic.KeyValuePair<string, int>>"),
            (Overloads.Call("Items", "JsonElement"), "Collections.Generic.IReadOnlyList<Text.Json.JsonElement>"),
            (Overloads.Call("Items", "JsonElement?"), "Collections.Generic.IReadOnlyList<Text.Json.JsonElement>"),
            (Overloads.Call("Items", "string"), Wrong),
            (Overloads.Call("Items", "int"), Wrong),
            (Overloads.Call("Index", "List<int>", "0"), "int"),
            (Overloads.Call("Index", "string[]", "long"), "string"),
            (Overloads.Call("Index", "IList<Feedback>", "byte"), "Feedback"),
            (Overloads.Call("Index", "List<int>", "JsonElement"), "int"),
            (Overloads.Call("Index", "List<int>", "double"), Wrong),
            (Overloads.Call("Index", "string", "0"), "char"),
            (Overloads.Call("Index", "Dictionary<string, int>", "string"), "int"),
            (Overloads.Call("Index", "Dictionary<string, int>", "JsonElement"), "int"),
            (Overloads.Call("Index", "Dictionary<int, string>", "0"), "string"),
            (Overloads.Call("Index", "Dictionary<long, string>", "0"), "string"),
            (Overloads.Call("Index", "Dictionary<byte, string>", "0"), Wrong),
            (Overloads.Call("Index", "Dictionary<string, int>", "0"), Wrong),
            (Overloads.Call("Index", "Dictionary<string, int>", "long"), Wrong),
            (Overloads.Call("Index", "List<KeyValuePair<string, int>>", "0"), "Collections.Generic.KeyValuePair<string, int>"),
            (Overloads.Call("Index", "JsonElement", "0"), "Text.Json.JsonElement?"),
            (Overloads.Call("Index", "JsonElement?", "string"), "Text.Json.JsonElement?"),
            (Overloads.Call("Index", "JsonElement", "JsonElement"), "Text.Json.JsonElement?"),
            (Overloads.Call("Index", "Feedback", "0"), Wrong),
            (Overloads.Call("Member", "JsonElement", "\"a\""), "Text.Json.JsonElement?"),
            (Overloads.Call("Member", "JsonElement?", "\"a\""), "Text.Json.JsonElement?"),
            (Overloads.Call("MemberOrNull", "JsonElement?", "\"a\""), "Text.Json.JsonElement?"),
        ]);
    }

    private static void Check(string function, Func<string, string, string> expected) =>
        Check([.. from left in All from right in All select (Overloads.Call(function, left, right), expected(left, right))]);

    private static void Check(IReadOnlyList<(string Call, string Expected)> calls)
    {
        var types = Overloads.Types([.. calls.Select(call => call.Call)]);
        var wrong = new StringBuilder();
        foreach (var ((call, expected), type) in calls.Zip(types))
        {
            var actual = type.Replace("System.", "", StringComparison.Ordinal);
            if (actual != expected)
            {
                wrong.AppendLine(CultureInfo.InvariantCulture, $"{call}: {actual}, expected {expected}");
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    private static string Arithmetic(string function, string left, string right)
    {
        var (l, r) = (left.TrimEnd('?'), right.TrimEnd('?'));
        var result = ArithmeticOfValues(function, l, r);
        // A JSON value may be the JSON null.
        var mayBeNull = (left + right).Contains('?', StringComparison.Ordinal) || l == "JsonElement" || r == "JsonElement";
        var lifts = mayBeNull && result is not ("string" or Overloads.Obsolete);
        return lifts ? result + "?" : result;
    }

    private static string ArithmeticOfValues(string function, string l, string r)
    {
        if (function == "Add" && (l == "string" || r == "string"))
        {
            return IsText(l) && IsText(r) ? "string" : Overloads.Obsolete;
        }

        if (l == "char" || r == "char")
        {
            return function == "Add" && l == r ? "string" : Overloads.Obsolete;
        }

        if ((l is "TimeSpan" or "DateTime" or "DateTimeOffset") && (function is "Add" or "Subtract"))
        {
            return r == "TimeSpan" ? l : function == "Subtract" && l == r ? "TimeSpan" : Overloads.Obsolete;
        }

        if (!(Numbers.Contains(l) || l == "JsonElement") || !(Numbers.Contains(r) || r == "JsonElement"))
        {
            return Overloads.Obsolete;
        }

        bool Either(string type) => l == type || r == type;
        return Either("decimal") ? "decimal"
            : Either("JsonElement") || Either("double") ? "double"
            : Either("float") ? "float"
            : function == "Divide" ? "double"
            : Either("ulong") ? "ulong"
            : Either("long") ? "long"
            : Either("uint") ? (Either("sbyte") || Either("short") || Either("int") ? "long" : "uint")
            : "int";
    }

    private static bool IsText(string type) =>
        Numbers.Contains(type) || Times.Contains(type) || type is "string" or "char" or "bool" or "Guid" or "Uri" or "JsonElement";

    private static bool IsEquatable(string left, string right)
    {
        var (l, r) = (left.TrimEnd('?'), right.TrimEnd('?'));
        bool JsonWith(string json, string other) => json == "JsonElement"
            && (Numbers.Contains(other) || other is "JsonElement" or "string" or "bool" or "char");
        return (Numbers.Contains(l) && Numbers.Contains(r))
            || JsonWith(l, r) || JsonWith(r, l)
            || (l == r && l is not ("Money" or "object"))
            || (left, right) is ("char", "string") or ("string", "char")
            || (l, r) is ("Feedback", "Special") or ("Special", "Feedback");
    }

    private static bool IsOrdered(string left, string right)
    {
        var (l, r) = (left.TrimEnd('?'), right.TrimEnd('?'));
        bool JsonWith(string json, string other) => json == "JsonElement"
            && (Numbers.Contains(other) || other is "JsonElement" or "string" or "bool" or "char");
        return (Numbers.Contains(l) && Numbers.Contains(r))
            || JsonWith(l, r) || JsonWith(r, l)
            || (l == r && (Times.Contains(l) || l is "string" or "char" or "Urgency" or "Color"));
    }
}
